/// A list as a file, a column a field as columns.h has them. An import reads both again and finds nothing changed.
///
///   csv   for programs: RFC 4180 in UTF-8 with its mark, which spreadsheets need; the API's own names, codes and ids,
///         whatever the language. Cells that a spreadsheet would take for a formula are defused.
///   xlsx  for people: headings, choices and the names of linked items in the reader's language.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/columns.h"
#include "api/http.h"
#include "api/linked.h"
#include "api/turns.h"
#include "base/result.h"
#include "io/spool.h"
#include "xlsx/xlsx.h"

namespace manara::api {

enum class ExportFormat : std::uint8_t { csv, xlsx };

/// What all exports share: where the long ones are written, and that few are at the same time: each takes a handler's
/// thread and a reader for as long as it lasts.
class Exports {
 public:
  /// `spools`: nullptr for $TMPDIR or /tmp, however many bytes.
  explicit Exports(std::shared_ptr<io::Spools> spools = {}) : spools_(std::move(spools)) {}
  Turns::Turn begin() { return turns_.take(); }
  [[nodiscard]] const std::shared_ptr<io::Spools>& spools() const { return spools_; }

 private:
  std::shared_ptr<io::Spools> spools_;
  Turns turns_{2};
};

class Export {
 public:
  /// What the links of a field lead to, as far as the reader sees it.
  using LinkedOf = std::function<Result<Linked>(const resource::Field&)>;

  static Result<Export> start(const resource::Resource& resource, ExportFormat format, text::Language language,
                              const LinkedOf& linked, const std::shared_ptr<io::Spools>& spools = {});
  /// A row of an item's body.
  Status add(std::string_view id, std::string_view body);
  /// Its body is in memory where it is short, else a file. Errors: those of io::Spooled and xlsx::Sheet.
  Result<Response> response();

 private:
  Export(const resource::Resource& resource, text::Language language, std::shared_ptr<io::Spools> spools);
  Status write_row();
  [[nodiscard]] std::string cell_of(const Column& column, json::Value item) const;
  [[nodiscard]] std::string label_of(const resource::Field& field, std::string_view choice) const;

  const resource::Resource* resource_;
  text::Language language_;
  std::vector<Column> columns_;
  std::map<std::string_view, Linked> linked_{};  ///< by what is referred to
  std::optional<xlsx::Sheet> sheet_{};           ///< nothing: it becomes CSV
  std::string csv_{};                            ///< rows on their way to out_
  io::Spooled out_;
  std::vector<std::string> row_{};
};

}  // namespace manara::api
