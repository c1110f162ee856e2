#include "support/support.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/strings.h"
#include "products/products.h"
#include "text/content.h"

namespace manara::support {
namespace {

constexpr std::string_view heading = "id\tkeys\tcycle\tedition\tend\textended\tsource\texample";
constexpr std::size_t column_count = 8;

/// Whether the version begins with the cycle, and not in the middle of a number.
bool in_cycle(std::string_view version, std::string_view cycle) {
  if (take_suffix(cycle, "*")) return version.starts_with(cycle);
  if (take_prefix(cycle, "=")) return version == cycle;
  return version.starts_with(cycle) && (version.size() == cycle.size() || !is_digit(version[cycle.size()]));
}

bool in_cycles(std::string_view version, std::string_view cycles) {
  if (cycles.empty()) return true;
  if (version.size() > 1 && to_lower(version.front()) == 'v' && is_digit(version[1])) version.remove_prefix(1);
  return std::ranges::any_of(split(cycles, '|'), [&](std::string_view cycle) { return in_cycle(version, cycle); });
}

bool is_edition(std::string_view lower_name, std::string_view editions) {
  const auto all_of = [&](std::string_view edition) {
    return std::ranges::all_of(split(edition, '+'),
                               [&](std::string_view word) { return lower_name.find(word) != std::string_view::npos; });
  };
  return editions.empty() || std::ranges::any_of(split(editions, '|'), all_of);
}

std::string product_key(std::string_view vendor, std::string_view product) {
  return products::fold(vendor) + '|' + products::fold(product);
}

}  // namespace

struct Table::Index {
  using Rows = std::vector<std::uint32_t>;  // in their order in the table
  struct AnyRest {
    std::string head{};  // of a product's key
    std::uint32_t row = 0;
  };

  using Map = std::unordered_map<std::string, Rows, TextHash, std::equal_to<>>;

  std::vector<Row> rows{};
  Map systems{}, products{};
  std::vector<AnyRest> any_rest{};
  // A nation's inventory asks a million times, mostly of ecosystems and names that aren't here.
  std::vector<std::pair<const versions::Ecosystem*, Map>> packages{};

  Status add_key(std::string_view key, std::string_view& vendor, std::uint32_t row);
  Status add_keys(std::uint32_t row);
  Status add(std::array<std::string_view, column_count> cells, std::uint64_t line);

  template <typename Fits>
  [[nodiscard]] std::optional<SupportEnd> first(const Rows* candidates, const Fits& fits) const {
    if (candidates == nullptr) return std::nullopt;
    const auto found = std::ranges::find_if(*candidates, [&](std::uint32_t row) { return fits(rows[row]); });
    if (found == candidates->end()) return std::nullopt;
    return rows[*found].end;
  }
  static const Rows* at(const Map& map, std::string_view key) {
    const auto found = map.find(key);
    return found == map.end() ? nullptr : &found->second;
  }
};

Status Table::Index::add_key(std::string_view key, std::string_view& vendor, std::uint32_t row) {
  if (auto system = key; take_prefix(system, "os:")) {
    systems[std::string(system)].push_back(row);
    return {};
  }
  if (const auto product = cut(key, '|')) {
    if (!product->head.empty()) vendor = product->head;
    if (vendor.empty() || product->tail.empty()) return fail(Code{"support_cell"}, {std::string(key)});
    auto name = product->tail;
    if (take_suffix(name, "*")) {
      any_rest.push_back({product_key(vendor, name), row});
    } else {
      products[product_key(vendor, name)].push_back(row);
    }
    return {};
  }
  const auto package = cut(key, ':');
  const auto* ecosystem = package ? versions::find_ecosystem(package->head) : nullptr;
  if (ecosystem == nullptr) return fail(Code{"support_cell"}, {std::string(key)});
  auto found = std::ranges::find(packages, ecosystem, &std::pair<const versions::Ecosystem*, Map>::first);
  if (found == packages.end()) found = packages.insert(packages.end(), {ecosystem, {}});
  found->second[versions::fold_name(*ecosystem, package->tail)].push_back(row);
  return {};
}

Status Table::Index::add_keys(std::uint32_t row) {
  std::string_view vendor;
  for (const auto key : split(rows[row].keys, ';'))
    MANARA_CHECK(add_key(trim(key), vendor, row));
  return {};
}

Status Table::Index::add(std::array<std::string_view, column_count> cells, std::uint64_t line) {
  constexpr std::size_t keys = 1, source = 6;
  for (const auto column : {keys, source}) {
    if (cells[column] != "\"") continue;
    if (rows.empty()) return fail(Code{"support_cell"}, {"\""});
    cells[column] = column == keys ? rows.back().keys : rows.back().end.source;
  }
  const auto end = parse_date(cells[4]);
  const auto extended = parse_date(cells[5]);
  if (!end || (!extended && !cells[5].empty()) || (extended && *extended < *end))
    return fail(Code{"support_cell"}, {std::string(cells[4]) + " " + std::string(cells[5])});
  for (const auto column : {std::size_t{0}, keys, source, std::size_t{7}}) {
    if (cells[column].empty()) return fail(Code{"support_cell"}, {""});
  }
  rows.push_back({line, {cells[0], *end, extended, cells[source]}, cells[keys], cells[2], cells[3], cells[7]});
  return add_keys(static_cast<std::uint32_t>(rows.size() - 1));
}

Table::Table(std::unique_ptr<Index> index) : index_(std::move(index)) {}
Table::Table(Table&&) noexcept = default;
Table& Table::operator=(Table&&) noexcept = default;
Table::~Table() = default;

Result<Table> Table::parse(std::string_view tsv) {
  auto index = std::make_unique<Index>();
  std::uint64_t number = 0;
  bool headed = false;
  for (const auto line : split(tsv, '\n')) {
    ++number;
    if (trim(line).empty() || line.front() == '#') continue;
    if (line == heading) {
      headed = true;
      continue;
    }
    const Place place{.line = number};
    if (!headed) return fail(Code{"support_heading"}, {}, place);
    const auto cells = split(line, '\t');
    if (cells.size() != column_count)
      return fail(Code{"support_columns"}, {std::to_string(cells.size()), std::to_string(column_count)}, place);
    std::array<std::string_view, column_count> row;
    std::ranges::copy(cells, row.begin());
    if (auto status = index->add(row, number); !status) {
      auto error = std::move(status).error();
      error.place = place;
      return std::unexpected(std::move(error));
    }
  }
  return Table(std::move(index));
}

const std::vector<Table::Row>& Table::rows() const {
  return index_->rows;
}

std::optional<SupportEnd> Table::of_os(const OperatingSystem& os) const {
  const auto name = to_lower(os.name);
  return index_->first(Index::at(index_->systems, os.id), [&](const Row& row) {
    return in_cycles(os.version, row.cycle) && is_edition(name, row.edition);
  });
}

std::optional<SupportEnd> Table::of_release(const versions::Ecosystem& distribution, std::string_view release) const {
  for (const auto id : split(distribution.ids, ' ')) {
    if (auto found = of_os({.id = std::string(id), .version = std::string(release)})) return found;
  }
  return std::nullopt;
}

std::optional<SupportEnd> Table::of_product(std::string_view vendor, std::string_view product,
                                            std::string_view version) const {
  const auto key = product_key(vendor, product);
  const auto fits = [&](const Row& row) { return in_cycles(version, row.cycle); };
  if (auto found = index_->first(Index::at(index_->products, key), fits)) return found;
  for (const auto& [head, row] : index_->any_rest) {
    if (key.starts_with(head) && fits(index_->rows[row])) return index_->rows[row].end;
  }
  return std::nullopt;
}

std::optional<SupportEnd> Table::of_package(const versions::Ecosystem& ecosystem, std::string_view name,
                                            std::string_view version) const {
  for (const auto& [known, names] : index_->packages) {
    if (known != &ecosystem) continue;
    return index_->first(Index::at(names, name), [&](const Row& row) { return in_cycles(version, row.cycle); });
  }
  return std::nullopt;
}

const Table& content_table() {
  static const std::string text = [] {
    std::string all;
    for (const auto& file : text::content_files()) {
      if (file.path.starts_with("eol/")) all.append(file.bytes);
    }
    return all;
  }();
  static const Table table = [] {
    auto parsed = Table::parse(text);
    return parsed ? std::move(*parsed) : *Table::parse("");
  }();
  return table;
}

std::optional<SupportEnd> support_of_os(const OperatingSystem& os) {
  return content_table().of_os(os);
}

std::optional<SupportEnd> support_of_release(const versions::Ecosystem& distribution, std::string_view release) {
  return content_table().of_release(distribution, release);
}

std::optional<SupportEnd> support_of_product(std::string_view vendor, std::string_view product,
                                             std::string_view version) {
  return content_table().of_product(vendor, product, version);
}

std::optional<SupportEnd> support_of_package(const versions::Ecosystem& ecosystem, std::string_view name,
                                             std::string_view version) {
  return content_table().of_package(ecosystem, name, version);
}

}  // namespace manara::support
