#include "formats/windows/windows.h"

#include <unordered_set>

#include "base/strings.h"
#include "formats/rows.h"
#include "formats/windows/columns.h"
#include "formats/windows/recognise.h"
#include "versions/purl.h"

namespace manara::formats {
namespace {

/// What stands for bytes that the encoding doesn't know.
constexpr std::string_view replacement = "\xEF\xBF\xBD";
/// The registry holds names of 260 characters; what is longer is no name.
constexpr std::size_t longest_name = 2048;

bool names_windows(std::string_view text) {
  return to_lower(text.substr(0, longest_name)).find("windows") != std::string::npos;
}

/// The system that a row speaks of, alone or beside a program.
struct System {
  std::string_view caption{}, build{};
  bool is_whole_row = false;
};

std::optional<System> system_of(const table::Row& row) {
  const auto cell = [&row](Column column) { return row[at(column)]; };
  const auto os = cell(Column::os);
  const auto caption = cell(Column::caption);
  const auto build = cell(Column::build);
  const auto name = cell(Column::name);
  if (!os.empty())
    return System{os, build.empty() && name.empty() ? cell(Column::version) : build, name.empty() || name == os};
  if (!build.empty() && !caption.empty()) return System{caption, build, true};  // Win32_OperatingSystem
  if (!build.empty() && names_windows(name)) return System{name, build, true};  // ProductName, CurrentBuild
  if (!build.empty()) return System{{}, build, name.empty()};
  if (name.empty() && names_windows(caption)) return System{caption, cell(Column::version), true};
  return std::nullopt;
}

/// "19045" or "10.0.19045" with the update's number behind it.
std::string whole_build(std::string_view build, std::string_view ubr) {
  std::string out(build);
  const auto parts = split(build, '.').size();
  if (!ubr.empty() && (parts == 1 || parts == 3)) out.append(".").append(ubr);
  return out;
}

std::string name_in_purl(std::string_view text) {
  const auto purl = versions::parse_purl(text, versions::Reading::tolerant);
  return purl ? purl->name : std::string();
}

class EstateReader final : public table::Sink {
 public:
  EstateReader(const products::Catalogue& catalogue, const table::Mapping& mapping, const Limits& limits)
      : catalogue_(catalogue),
        product_mapped_(!mapping.columns.empty() && mapping.columns[at(Column::product)].has_value()),
        limits_(limits) {}

  Status row(const table::Row& row) override;
  void refused(std::uint64_t line, Message reason, std::string_view sheet) override;
  Inventory take() { return std::move(inventory_); }

 private:
  Status keep_system(const System& system, const table::Row& row);
  Status keep_program(const table::Row& row);
  void identify(const table::Row& row, Component& component) const;

  const products::Catalogue& catalogue_;
  bool product_mapped_;
  const Limits& limits_;
  Inventory inventory_{};
  std::unordered_set<std::string> systems_{};  // host, caption, build of those that are kept
};

void EstateReader::refused(std::uint64_t line, Message reason, std::string_view sheet) {
  const auto before = inventory_.refused.size();
  refuse(inventory_, line, std::move(reason), limits_);
  if (inventory_.refused.size() > before) inventory_.refused.back().found_in = sheet;
}

Status EstateReader::row(const table::Row& row) {
  if (const auto system = system_of(row)) {
    MANARA_CHECK(keep_system(*system, row));
    if (system->is_whole_row) return {};
  }
  return keep_program(row);
}

Status EstateReader::keep_system(const System& system, const table::Row& row) {
  Component component;
  component.name = system.caption;
  component.version = whole_build(system.build, row[at(Column::ubr)]);
  component.host = row[at(Column::host)];
  component.found_in = row.sheet();
  std::string key;
  for (const auto* part : {&component.host, &component.name, &component.version})
    key.append(*part).push_back('\0');
  if (!systems_.insert(std::move(key)).second) return {};
  recognise_system(catalogue_, component);
  if (component.name.empty()) component.name = "Windows";
  return keep(inventory_, std::move(component), limits_);
}

Status EstateReader::keep_program(const table::Row& row) {
  const auto cell = [&row](Column column) { return row[at(column)]; };
  Component component;
  component.name = cell(Column::name).empty() ? cell(Column::product) : cell(Column::name);
  if (component.name.empty() && !cell(Column::purl).empty()) component.name = name_in_purl(cell(Column::purl));
  if (component.name.empty()) component.name = cell(Column::cpe);
  if (component.name.empty()) {
    refused(row.line(), {Code{"windows_row_without_name"}, {}}, row.sheet());
    return {};
  }
  if (component.name.size() > longest_name || component.name.find(replacement) != std::string::npos) {
    refused(row.line(), {Code{"windows_name_not_readable"}, {}}, row.sheet());
    return {};
  }
  // A spreadsheet takes "10.12.2013" for a day; what the version was can't be told from it.
  if (row.kind(at(Column::version)) != table::CellKind::date) component.version = cell(Column::version);
  component.host = cell(Column::host);
  component.found_in = row.sheet();
  identify(row, component);
  return keep(inventory_, std::move(component), limits_);
}

void EstateReader::identify(const table::Row& row, Component& component) const {
  const auto cell = [&row](Column column) { return row[at(column)]; };
  const auto vendor = cell(Column::vendor);
  const auto product = cell(Column::product);
  const auto take_given = [&] {
    component.vendor = vendor;
    if (!vendor.empty()) component.product = product;
  };
  if (!cell(Column::purl).empty()) {
    component.purl = cell(Column::purl);
    return take_given();
  }
  if (to_lower(cell(Column::cpe).substr(0, 4)) == "cpe:") component.cpes.emplace_back(cell(Column::cpe));
  if (!cell(Column::ecosystem).empty()) {
    component.ecosystem = cell(Column::ecosystem);
    return take_given();
  }
  // A lone column "Product" holds installers' names as often as products.
  const bool product_is_given = product_mapped_ || !cell(Column::name).empty();
  if (!component.cpes.empty() || (product_is_given && !vendor.empty() && !product.empty())) return take_given();
  if (recognise_program(catalogue_, vendor, component)) return;
  if (names_windows(component.name) && recognise_system(catalogue_, component)) return;
  take_given();
}

table::Wanted wanted(table::Mapping mapping) {
  return {estate_columns, certain_columns, usable_columns, std::move(mapping)};
}

}  // namespace

bool looks_like_windows(const Probe& probe) {
  return table::looks_like(probe, wanted({}));
}

bool looks_like_mapped_table(const Probe& probe, std::span<const std::string> mapping) {
  auto parsed = table::Mapping::parse(mapping, estate_columns);
  return parsed && table::looks_like(probe, wanted(std::move(*parsed)));
}

Status check_mapping(std::span<const std::string> mapping) {
  MANARA_TRY(parsed, table::Mapping::parse(mapping, estate_columns));
  static_cast<void>(parsed);
  return {};
}

Result<Inventory> read_windows(io::Stream& stream, std::string_view path, const Limits& limits) {
  return read_table_inventory(stream, path, limits, {});
}

Result<Inventory> read_table_inventory(io::Stream& stream, std::string_view, const Limits& limits,
                                       std::span<const std::string> mapping) {
  MANARA_TRY(catalogue, product_catalogue());
  MANARA_TRY(parsed, table::Mapping::parse(mapping, estate_columns));
  EstateReader reader(*catalogue, parsed, limits);
  MANARA_CHECK(table::read(stream, wanted(std::move(parsed)), limits, reader));
  auto inventory = reader.take();
  inventory.kind = windows.name;
  return inventory;
}

}  // namespace manara::formats
