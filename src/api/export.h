/// A list as a file, a column a field as columns.h has them. An import reads both again and finds nothing changed.
///
///   csv   for programs: RFC 4180 in UTF-8 with its mark, which spreadsheets need; the API's own names, codes and ids,
///         whatever the language. Cells that a spreadsheet would take for a formula are defused.
///   xlsx  for people: headings, choices and the names of linked items in the reader's language.
///
/// Moments are UTC in both: "2026-11-28T21:15:03Z".
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/caller.h"
#include "api/columns.h"
#include "api/http.h"
#include "api/linked.h"
#include "api/turns.h"
#include "base/result.h"
#include "io/spool.h"
#include "xlsx/xlsx.h"

namespace manara::api {

inline constexpr std::string_view csv_media = "text/csv";
inline constexpr std::string_view xlsx_media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

enum class ExportFormat : std::uint8_t { csv, xlsx };

/// What a request asks for; nullopt: JSON.
std::optional<ExportFormat> file_format(const Request& request);

class Export {
 public:
  /// Links lead as far as the caller sees.
  static Result<Export> start(const Table& table, ExportFormat format, const Caller& caller, const LinkedLists& lists,
                              const std::shared_ptr<io::Spools>& spools);
  /// A row of an item's body. `id`: "" where the body has it.
  Status add(std::string_view id, std::string_view body);
  [[nodiscard]] std::int64_t rows() const { return rows_; }
  /// Its body is in memory where it is short, else a file. Errors: those of io::Spooled and xlsx::Sheet.
  Result<Response> response();

 private:
  Export(const Table& table, text::Language language, std::shared_ptr<io::Spools> spools);
  Status write_row();
  [[nodiscard]] std::string cell_of(const Column& column, json::Value item) const;
  [[nodiscard]] std::string label_of(const resource::Field& field, std::string_view choice) const;
  [[nodiscard]] std::string called(const resource::Field& field, json::Value ids) const;

  std::string_view name_;
  text::Language language_;
  std::int64_t rows_ = 0;
  std::vector<Column> columns_;
  std::map<std::string_view, Linked> linked_{};  ///< by what is referred to
  std::optional<xlsx::Sheet> sheet_{};           ///< nothing: it becomes CSV
  std::string csv_{};                            ///< rows on their way to out_
  io::Spooled out_;
  std::vector<std::string> row_{};
};

/// What all exports share: where the long ones are written, and that few are at the same time: each takes a handler's
/// thread and a reader for as long as it lasts.
class Exports {
 public:
  /// `spools`: nullptr for $TMPDIR or /tmp, however many bytes.
  explicit Exports(LinkedLists lists, std::shared_ptr<io::Spools> spools = {})
      : lists_(std::move(lists)), spools_(std::move(spools)) {}

  Turns::Turn begin() { return turns_.take(); }
  [[nodiscard]] const std::shared_ptr<io::Spools>& spools() const { return spools_; }

  /// Adds the rows of the next page, and to the event whose they are, where that is to be known; false: it was the
  /// last.
  using NextPage = std::function<Result<bool>(Export& file, access_log::Event& event)>;
  /// All of a list as a file, which the access log will know of. Errors also: server_busy, those of `next`.
  Result<Response> write(const Table& table, ExportFormat format, const Caller& caller, const NextPage& next);

 private:
  LinkedLists lists_;
  std::shared_ptr<io::Spools> spools_;
  Turns turns_{2};
};

}  // namespace manara::api
