/// Until when its maker keeps something safe: content/eol, looked up. Nothing here reads a clock; who asks compares
/// `end` with his day.
///
/// content/eol/*.tsv, columns between tabs, `"` in keys and source for "as in the row above", # for comments:
///   id        what the row is called ("debian-10"), behind "eol:" the id of an exposure; rows may share one
///   keys      separated by "; ": systems by os-release id ("os:debian", "os:windows"); products as advisories name
///   them
///             ("adobe|flash player", a missing vendor is the one before, '*' at the end is any rest); packages
///             ("PyPI:django", the ecosystem's name as OSV has it)
///   cycle     heads of versions, separated by |: "3.1" is 3.1 and 3.1.4, not 3.11; "=15" is 15 alone; "17.012.30*" is
///             any text that begins so; empty is any version
///   edition   of systems: words of which one must stand in the system's name, "iot+ltsc" needs both; empty is any
///   end       the last day on which everybody gets security fixes
///   extended  the last day of those who pay or subscribe for longer, where the maker offers that
///   source    the maker's own page that says so
///   example   a system "id | version | name", a package URL, "= vendor | product | version", or an installer's
///             "name | publisher | version"
/// The first row that fits counts.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "model/inventory.h"
#include "versions/ecosystem.h"

namespace manara::support {

struct SupportEnd {
  std::string_view id{};  ///< "windows-10-22h2"
  Date end{};
  std::optional<Date> extended_end{};
  std::string_view source{};  ///< "https://…"
};

class Table {
 public:
  /// `tsv`: all files, one after the other; must outlive the table. Errors, with their line: support_heading,
  /// support_columns, support_cell.
  static Result<Table> parse(std::string_view tsv);

  /// By os-release id, version and name; of Windows ("windows") the version is the build, the name the caption.
  [[nodiscard]] std::optional<SupportEnd> of_os(const OperatingSystem& os) const;
  /// Of a distribution's release as versions::normal_release gives it.
  [[nodiscard]] std::optional<SupportEnd> of_release(const versions::Ecosystem& distribution,
                                                     std::string_view release) const;
  [[nodiscard]] std::optional<SupportEnd> of_product(std::string_view vendor, std::string_view product,
                                                     std::string_view version) const;
  /// `name` as versions::fold_name gives it.
  [[nodiscard]] std::optional<SupportEnd> of_package(const versions::Ecosystem& ecosystem, std::string_view name,
                                                     std::string_view version) const;

  /// For tests that walk the table.
  struct Row {
    std::uint64_t line = 0;
    SupportEnd end{};
    std::string_view keys{}, cycle{}, edition{}, example{};
  };
  [[nodiscard]] const std::vector<Row>& rows() const;

  Table(Table&&) noexcept;
  Table& operator=(Table&&) noexcept;
  ~Table();

 private:
  struct Index;
  explicit Table(std::unique_ptr<Index> index);
  std::unique_ptr<Index> index_;
};

/// The table of content/, read once. A table that can't be read is empty; a test sees to it that it can.
const Table& content_table();

/// content_table()'s answers; nullopt where nothing is known.
std::optional<SupportEnd> support_of_os(const OperatingSystem& os);
std::optional<SupportEnd> support_of_release(const versions::Ecosystem& distribution, std::string_view release);
std::optional<SupportEnd> support_of_product(std::string_view vendor, std::string_view product,
                                             std::string_view version);
std::optional<SupportEnd> support_of_package(const versions::Ecosystem& ecosystem, std::string_view name,
                                             std::string_view version);

}  // namespace manara::support
