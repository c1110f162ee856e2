/// What an import would do, row by row, and the doing of it: rows are known again by their key, judged by the API's own
/// check, and written with drafts that say the same whenever the same is wanted, so that an import that broke off is
/// finished by making it again.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "api/caller.h"
#include "api/items.h"
#include "api/linked.h"
#include "api/problem.h"
#include "app/import_row.h"
#include "app/import_table.h"
#include "jobs/jobs.h"
#include "store/pool.h"
#include "store/writer.h"

namespace manara::app {

enum class ImportState : std::uint8_t { pending, fresh, changed, same, refused };

struct ImportedRow {
  ImportState state = ImportState::pending;
  std::vector<api::FieldError> refused{};  ///< `field` "": all of the row
  std::vector<std::string> keys{};         ///< by which it is known; the first names it
  IdBytes id{};                            ///< of what was there or is there now
  std::optional<std::size_t> known{};      ///< of what was there before: its number
  access::ScopeId scope{};                 ///< whose it is
  std::string json{};                      ///< what is to be kept
  bool finished = false;                   ///< nothing becomes of it any more: others may refer to it
};

/// What an import stands on; all of it outlives the import.
struct ImportGround {
  std::span<const resource::Resource> resources{};
  store::Pool& readers;
  store::Writer& writer;
  access::ScopeId nation{};
  jobs::Jobs& jobs;
  api::Changed changed{};  ///< told of everything that was written
};

/// Whether rows of it can be imported: they have a key, and everything they say has a column.
bool is_importable(const resource::Resource& resource);

class ImportPlan {
 public:
  enum class Mode : std::uint8_t { preview, apply };

  /// `owner`: whose the rows are that don't say it; "": they must. All of it outlives the plan.
  ImportPlan(const ImportGround& ground, const resource::Resource& resource, const ImportTable& table,
             const api::Caller& caller, std::string owner);

  /// Errors: of the store, and of `so_far`, which hears of how many rows it is known what becomes of them. What was
  /// written before one stays, and is "same" the next time.
  Status run(Mode mode, std::function<Status(std::size_t)> so_far = {});
  [[nodiscard]] const std::vector<ImportedRow>& rows() const { return rows_; }

 private:
  struct Known {
    IdBytes id{};
    std::int64_t revision = 0;
    std::string body{};
  };
  Status read_linked();
  void name_rows();
  void name_row(std::size_t number);
  Status read_known();
  void match_row(std::size_t number);
  /// Rows that can be judged now; those that wait for another one of the file are kept for later.
  Status run_wave(const std::vector<std::size_t>& ready, Mode mode);
  Status judge(std::size_t number);
  void judge_changed(ImportedRow& row, json::Value before);
  Status write(const std::vector<std::size_t>& rows);
  Result<bool> is_there(const ImportedRow& row) const;
  [[nodiscard]] store::Draft draft_of(const ImportedRow& row, int attempt) const;
  [[nodiscard]] std::expected<std::string, Message> find(const resource::Field& field, std::string_view cell);
  [[nodiscard]] std::string_view cell(std::size_t number, std::size_t column) const;
  [[nodiscard]] access::ScopeId scope_of(const IdBytes& id, json::Value item) const;
  void refuse(std::size_t number, std::string field, Message why);
  void finish(std::size_t number);

  const ImportGround& ground_;
  const resource::Resource& resource_;
  const ImportTable& table_;
  const api::Caller& caller_;
  std::string owner_;
  api::ItemLinks links_;
  ImportRow reading_;
  std::map<std::string_view, api::Linked> linked_{};
  std::vector<ImportedRow> rows_{};
  std::vector<Known> known_{};
  std::unordered_map<std::string, std::vector<std::size_t>> by_key_{};  ///< of known_
  std::unordered_map<std::string, std::size_t> by_id_{};
  std::unordered_map<std::string, std::size_t> of_file_{};  ///< rows by their keys, the first of each
  std::optional<std::size_t> waits_for_{};                  ///< what the row that is being judged refers to
  std::unordered_map<std::size_t, std::vector<std::size_t>> waiting_{};
  std::vector<std::size_t> finished_{};  ///< in this wave
  std::size_t finished_before_ = 0;
  std::function<Status(std::size_t)> so_far_{};
};

}  // namespace manara::app
