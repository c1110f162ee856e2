#include <algorithm>
#include <utility>

#include "base/strings.h"
#include "products/pattern.h"
#include "products/products.h"
#include "products/table.h"
#include "products/tables.h"
#include "products/tail.h"
#include "products/words.h"

namespace manara::products {
namespace {

bool publisher_fits(const PatternRow& row, std::string_view folded_publisher) {
  if (row.publishers.empty()) return true;
  if (folded_publisher.empty()) return !row.publisher_required;
  return std::any_of(row.publishers.begin(), row.publishers.end(), [folded_publisher](const std::string& publisher) {
    return folded_publisher.find(publisher) != std::string_view::npos;
  });
}

/// A row with bounds needs a version: without one nothing says which branch it is.
bool version_fits(const PatternRow& row, std::string_view version) {
  return std::all_of(row.bounds.begin(), row.bounds.end(), [version](const Bound& bound) {
    return !version.empty() && dotted_less(version, bound.version) != bound.at_least;
  });
}

/// Puts the number that the pattern took, and the first numbers of the version, into a product's name. nullopt: the
/// name asks for what is not there.
std::optional<std::string> filled(std::string_view product, std::string_view number, std::string_view version) {
  std::string made;
  for (;;) {
    const auto open = cut(product, '{');
    if (!open) return made.append(product);
    const auto close = cut(open->tail, '}');
    if (!close) return std::nullopt;
    made.append(open->head);
    const auto what = close->head;
    const auto value = what == "n"           ? number
                       : what == "version:1" ? leading_numbers(version, 1)
                       : what == "version:2" ? leading_numbers(version, 2)
                                             : std::string_view{};
    if (value.empty()) return std::nullopt;
    made.append(value);
    product = close->tail;
  }
}

/// Those of the names that can be filled.
std::shared_ptr<const std::vector<Name>> filled(const std::vector<Name>& names, std::string_view number,
                                                std::string_view version) {
  auto made = std::make_shared<std::vector<Name>>();
  for (const auto& name : names) {
    if (auto product = filled(name.product, number, version)) made->push_back({name.vendor, std::move(*product)});
  }
  return made;
}

std::optional<Recognised> recognised(const PatternRow& row, const Trie::Hit& hit, std::string_view version_in_name,
                                     std::string_view display_version) {
  std::string joined;
  if (row.rule == VersionRule::java && !hit.number.empty()) {
    joined.append(version_in_name).append("u").append(hit.number);
    version_in_name = joined;
  }
  if (!version_fits(row, tidy(display_version.empty() ? version_in_name : display_version))) return std::nullopt;
  auto found = apply(row.rule, display_version, version_in_name);
  auto names = row.names ? row.names : filled(row.shown.names, hit.number, found.version);
  if (names->empty()) return std::nullopt;
  return Recognised{std::move(names), row.comparator, std::move(found.version), found.precision};
}

/// A product's name may hold {n}, {version:1} and {version:2}; anything else in braces would never be filled.
bool slots_known(const std::vector<Name>& names) {
  return std::all_of(names.begin(), names.end(),
                     [](const Name& name) { return filled(name.product, "1", "1.2").has_value(); });
}

}  // namespace

Catalogue::Catalogue(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;
Catalogue::~Catalogue() = default;

Result<Catalogue> Catalogue::parse(std::string_view tsv) {
  MANARA_TRY(table, read_table(tsv));
  auto tables = std::make_unique<Tables>();
  tables->patterns = std::move(table.patterns);
  tables->builds = std::move(table.builds);
  for (std::size_t i = 0; i < tables->patterns.size(); ++i) {
    const auto& row = tables->patterns[i];
    const Place place{{}, row.shown.line, {}};
    if (!slots_known(row.shown.names)) {
      return fail(Code{"products_names"}, {row.shown.names.front().product}, place);
    }
    auto sequences = expand(row.shown.pattern);
    if (!sequences) {
      auto error = std::move(sequences).error();
      error.place = place;
      return std::unexpected(std::move(error));
    }
    for (const auto& sequence : *sequences)
      tables->trie.add(sequence, static_cast<Trie::Row>(i));
    tables->shown_patterns.push_back(row.shown);
  }
  for (const auto& row : tables->builds)
    tables->shown_builds.push_back(row.shown);
  return Catalogue{std::move(tables)};
}

std::optional<Recognised> Catalogue::recognise_words(std::span<const std::string> words,
                                                     std::string_view folded_publisher,
                                                     std::string_view version) const {
  for (const auto& hit : tables_->trie.find(words)) {
    const auto tail = read_tail(words.subspan(hit.words));
    if (!tail) continue;
    for (const auto index : hit.rows) {
      const auto& row = tables_->patterns[index];
      if (!publisher_fits(row, folded_publisher)) continue;
      auto made = recognised(row, hit, hit.version.empty() ? tail->version : hit.version, version);
      if (made) return made;
    }
  }
  return std::nullopt;
}

std::optional<Recognised> Catalogue::recognise(std::string_view name, std::string_view publisher,
                                               std::string_view version) const {
  if (name.size() > max_name_bytes) return std::nullopt;
  const auto words = words_of(name);
  const auto folded_publisher = fold(publisher.substr(0, max_name_bytes));
  if (auto found = recognise_words(words, folded_publisher, version)) return found;
  // "Audinate Dante Discovery" of Audinate Pty Ltd: a maker's word before the product's says nothing new.
  if (words.size() < 2 || words.front() != folded_publisher.substr(0, folded_publisher.find_first_of(" ,"))) {
    return std::nullopt;
  }
  return recognise_words(std::span{words}.subspan(1), folded_publisher, version);
}

const std::vector<Catalogue::Row>& Catalogue::rows() const {
  return tables_->shown_patterns;
}
const std::vector<Catalogue::Row>& Catalogue::windows_rows() const {
  return tables_->shown_builds;
}

}  // namespace manara::products
