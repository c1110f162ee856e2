#include "products/table.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/strings.h"
#include "base/utf8.h"

namespace manara::products {
namespace {

using Cells = std::vector<std::string_view>;

constexpr std::string_view pattern_heading = "pattern\tpublisher\tnames\tcomparator\tversion\texample";
constexpr std::string_view build_heading = "kind\tbuild\tnames\texample";
constexpr std::array<std::string_view, 4> comparators{"dotted", "generic", "pypi", "openssl"};

/// "vendor|product; |another product of the same vendor; vendor|product"
Result<std::vector<Name>> read_names(std::string_view cell) {
  std::vector<Name> names;
  for (const auto part : split(cell, ';')) {
    const auto halves = cut(part, '|');
    if (!halves) return fail(Code{"products_names"}, {std::string(trim(part))});
    Name name{std::string(trim(halves->head)), std::string(trim(halves->tail))};
    if (name.vendor.empty() && !names.empty()) name.vendor = names.back().vendor;
    if (name.vendor.empty() || name.product.empty()) return fail(Code{"products_names"}, {std::string(trim(part))});
    names.push_back(std::move(name));
  }
  return names;
}

Result<Bound> read_bound(std::string_view text) {
  auto rest = text;
  Bound bound;
  bound.at_least = take_prefix(rest, ">=");
  if (!bound.at_least && !take_prefix(rest, "<")) return fail(Code{"products_version_rule"}, {std::string(text)});
  if (rest.empty() || rest.find_first_not_of("0123456789.") != std::string_view::npos) {
    return fail(Code{"products_version_rule"}, {std::string(text)});
  }
  bound.version = rest;
  return bound;
}

/// "java", "display >=15.0.4000 <16"
Status read_rule(std::string_view cell, PatternRow& row) {
  bool first = true;
  for (const auto word : split(cell, ' ')) {
    if (first) {
      const auto rule = version_rule(word);
      if (!rule) return fail(Code{"products_version_rule"}, {std::string(word)});
      row.rule = *rule;
      first = false;
      continue;
    }
    MANARA_TRY(bound, read_bound(word));
    row.bounds.push_back(std::move(bound));
  }
  return {};
}

/// "" any; "google" in it, or no publisher given; "google!" in it; "roblox|corel" one of them
void read_publishers(std::string_view cell, PatternRow& row) {
  row.publisher_required = take_suffix(cell, "!");
  for (const auto part : split(cell, '|')) {
    if (!trim(part).empty()) row.publishers.push_back(fold(part));
  }
}

class TableReader {
 public:
  explicit TableReader(std::string_view tsv) : rest_(tsv) {}

  Result<Table> read() {
    if (!is_utf8(rest_)) return fail(Code{"products_not_utf8"});
    while (!rest_.empty()) {
      ++line_;
      const auto end = std::min(rest_.find('\n'), rest_.size());
      auto line = rest_.substr(0, end);
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      if (auto status = read_line(line); !status) {
        auto error = std::move(status).error();
        error.place.line = line_;
        return std::unexpected(std::move(error));
      }
    }
    return std::move(table_);
  }

 private:
  Status read_line(std::string_view line) {
    if (trim(line).empty() || line.front() == '#') return {};
    if (line == pattern_heading || line == build_heading) {
      columns_ = split(line, '\t').size();
      previous_.clear();
      return {};
    }
    if (columns_ == 0) return fail(Code{"products_no_heading"});
    auto cells = split(line, '\t');
    if (cells.size() != columns_) {
      return fail(Code{"products_columns"}, {std::to_string(cells.size()), std::to_string(columns_)});
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      cells[i] = trim(cells[i]);
      if (cells[i] != "\"") continue;
      if (previous_.empty() || i == 0 || i + 1 == cells.size()) return fail(Code{"products_ditto"});
      cells[i] = previous_[i];
    }
    if (cells.back().empty()) return fail(Code{"products_no_example"});
    const bool windows = columns_ == split(build_heading, '\t').size();
    MANARA_CHECK(windows ? read_build(cells) : read_pattern(cells));
    previous_ = std::move(cells);
    return {};
  }

  Status read_pattern(const Cells& cells) {
    PatternRow row;
    MANARA_TRY(names, read_names(cells[2]));
    row.shown = {line_, std::string(cells[0]), std::move(names), std::string(cells[5])};
    const auto filled = [](const Name& name) { return name.product.find('{') != std::string::npos; };
    if (std::none_of(row.shown.names.begin(), row.shown.names.end(), filled)) {
      row.names = std::make_shared<const std::vector<Name>>(row.shown.names);
    }
    read_publishers(cells[1], row);
    const auto* comparator = std::find(comparators.begin(), comparators.end(), cells[3]);
    if (comparator == comparators.end() && !cells[3].empty()) {
      return fail(Code{"products_comparator"}, {std::string(cells[3])});
    }
    row.comparator = cells[3].empty() ? comparators.front() : *comparator;
    if (!cells[4].empty()) MANARA_CHECK(read_rule(cells[4], row));
    table_.patterns.push_back(std::move(row));
    return {};
  }

  /// Builds: "19045", "9200-19045", "*"
  Status read_build(const Cells& cells) {
    BuildRow row;
    if (cells[0] == "client") {
      row.kind = BuildRow::Kind::client;
    } else if (cells[0] == "server") {
      row.kind = BuildRow::Kind::server;
    } else if (cells[0] != "any") {
      return fail(Code{"products_build"}, {std::string(cells[0])});
    }
    const auto range = cut(cells[1], '-').value_or(Halves{cells[1], cells[1]});
    const auto low = cells[1] == "*" ? std::uint64_t{0} : parse_unsigned(range.head);
    const auto high = cells[1] == "*" ? std::uint64_t{max_build} : parse_unsigned(range.tail);
    if (!low || !high || *high > max_build || *low > *high) {
      return fail(Code{"products_build"}, {std::string(cells[1])});
    }
    row.lowest = static_cast<std::uint32_t>(*low);
    row.highest = static_cast<std::uint32_t>(*high);
    MANARA_TRY(names, read_names(cells[2]));
    row.shown = {line_, std::string(cells[1]), std::move(names), std::string(cells[3])};
    table_.builds.push_back(std::move(row));
    return {};
  }

  static constexpr std::uint32_t max_build = std::numeric_limits<std::uint32_t>::max();

  std::string_view rest_;
  std::uint64_t line_ = 0;
  std::size_t columns_ = 0;
  Cells previous_{};
  Table table_{};
};

}  // namespace

Result<Table> read_table(std::string_view tsv) {
  return TableReader{tsv}.read();
}

}  // namespace manara::products
