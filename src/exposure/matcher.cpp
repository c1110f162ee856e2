#include "exposure/matcher.h"

#include <algorithm>

#include "base/strings.h"

namespace manara::exposure {
namespace {

using versions::Key;
using versions::Scheme;

/// Whether the installed version belongs to the module stream that the advisory is for. The stream is not in most
/// inventories; its number is at the head of the main packages' versions ("mariadb:10.3" → 10.3.28), not of the others
/// in the module, which stay undecided.
Verdict same_stream(std::string_view stream, std::string_view installed_stream, std::string_view version) {
  if (!installed_stream.empty()) {
    const auto wanted = cut(stream, ':');
    const auto pieces = split(installed_stream, ':');  // name:stream[:version:context:arch]
    const bool same = wanted && pieces.size() >= 2 && pieces[0] == wanted->head && pieces[1] == wanted->tail;
    return same ? Verdict::affected : Verdict::not_affected;
  }
  if (version.find(".module") == std::string_view::npos) return Verdict::not_affected;
  const auto wanted = cut(stream, ':');
  if (!wanted || wanted->tail.empty() || !is_digit(wanted->tail.front())) return Verdict::affected;
  if (const auto epoch = cut(version, ':')) version = epoch->tail;
  const bool at_head = version.starts_with(wanted->tail) &&
                       (version.size() == wanted->tail.size() || !is_digit(version[wanted->tail.size()]));
  return at_head ? Verdict::affected : Verdict::undecided;
}

/// Whether a bound lies inside a release line: "2024.1.3" inside "2024".
bool inside_line(std::string_view bound, std::string_view line) {
  return bound.size() > line.size() && bound.starts_with(line) && bound[line.size()] == '.';
}

/// The line behind a release line: "2024" → "2025", "11.2" → "11.3"; "" where it does not end in a number.
std::string next_line(std::string_view line) {
  const auto halves = cut_last(line, '.');
  const auto number = parse_unsigned(halves ? halves->tail : line);
  if (!number) return {};
  return (halves ? std::string(halves->head) + "." : "") + std::to_string(*number + 1);
}

/// The number that a version begins with, a leading v passed over; nullopt where it begins otherwise.
std::optional<std::uint64_t> first_number(std::string_view version) {
  if (!version.empty() && to_lower(version.front()) == 'v') version.remove_prefix(1);
  const auto end = std::ranges::find_if_not(version, is_digit);
  return parse_unsigned(version.substr(0, static_cast<std::size_t>(end - version.begin())));
}

constexpr std::uint64_t least_year = 1000;

bool counts_years(std::string_view bound) {
  const auto first = first_number(bound);
  return first && *first >= least_year;
}

}  // namespace

std::string with_epoch(const Index& index, const PackageRow& package, const std::string& version) {
  if (version.find(':') != std::string::npos) return version;
  for (const auto& row : index.rows(package)) {
    for (const auto& range : index.part<RangeRow>(Section::ranges, row.ranges)) {
      if ((range.flags & range_to_end) != 0) continue;
      if (const auto bound = cut(index.text(range.hi_text), ':')) return std::string(bound->head) + ":" + version;
    }
  }
  return version;
}

/// Years, dates and builds ("2023.1.3", "1250") against another count of the maker's ("24.0.3", "12.1.2050"): the
/// record writes versions otherwise than the installation does, and 24 < 2023 says nothing.
bool Matcher::numbers_otherwise(const RangeRow& range) const {
  return counts_years(index_->text((range.flags & range_to_end) == 0 ? range.hi_text : range.lo_text));
}

bool Matcher::numbered_otherwise(const AffectedRow& row, const Probe& probe) const {
  if (probe.scheme != Scheme::dotted || probe.state == Key::unparsable) return false;
  const auto installed = first_number(probe.version);
  if (!installed || *installed >= least_year) return false;
  return std::ranges::any_of(index_->part<RangeRow>(Section::ranges, row.ranges),
                             [this](const RangeRow& range) { return numbers_otherwise(range); });
}

bool Matcher::in_range(const RangeRow& range, const Probe& probe) const {
  if ((range.flags & range_from_start) == 0 &&
      compare_bound(probe, index_->key(range.lo_key), index_->text(range.lo_text)) < 0) {
    return false;
  }
  if ((range.flags & range_to_end) != 0) return true;
  const auto order = compare_bound(probe, index_->key(range.hi_key), index_->text(range.hi_text));
  return (range.flags & range_hi_inclusive) != 0 ? order <= 0 : order < 0;
}

bool Matcher::enumerated(const AffectedRow& row, const Probe& probe) const {
  const auto list = index_->part<std::uint32_t>(Section::enumerated, row.enumerated);
  // Keys stand first, sorted; behind them the texts of versions that have none, sorted.
  const auto texts = std::lower_bound(list.begin(), list.end(), enum_is_text);
  if (probe.state == Key::ok) {
    const auto found =
        std::lower_bound(list.begin(), texts, std::string_view(probe.key),
                         [this](std::uint32_t ref, std::string_view key) { return index_->key(ref) < key; });
    if (found != texts && index_->key(*found) == probe.key) return true;
  }
  return std::any_of(texts, list.end(), [&](std::uint32_t ref) {
    const auto text = index_->text(ref & ~enum_is_text);
    if (text == probe.version) return true;
    return probe.state == Key::none &&
           versions::compare(probe.scheme, probe.version, text) == std::strong_ordering::equal;
  });
}

bool Matcher::affects(const AffectedRow& row, const Probe& probe, const RangeRow** where) const {
  if (probe.state != Key::unparsable) {
    for (const auto& range : index_->part<RangeRow>(Section::ranges, row.ranges)) {
      if (!in_range(range, probe)) continue;
      if (where != nullptr) *where = &range;
      return true;
    }
  }
  return enumerated(row, probe);
}

/// Whether a release line holds versions that the row is about beside others: "2024", where 2024.1 is named.
bool Matcher::splits(const AffectedRow& row, const Probe& line) const {
  for (const auto& range : index_->part<RangeRow>(Section::ranges, row.ranges)) {
    if (inside_line(index_->text(range.lo_text), line.version)) return true;
  }
  const auto list = index_->part<std::uint32_t>(Section::enumerated, row.enumerated);
  const auto texts = std::lower_bound(list.begin(), list.end(), enum_is_text);
  const auto behind = next_line(line.version);
  const auto end = make_probe(line.scheme, behind);
  if (line.state == Key::ok && end.state == Key::ok) {
    const auto found =
        std::lower_bound(list.begin(), texts, std::string_view(line.key),
                         [this](std::uint32_t ref, std::string_view key) { return index_->key(ref) < key; });
    if (found != texts && index_->key(*found) < end.key) return true;
  }
  return std::any_of(texts, list.end(),
                     [&](std::uint32_t ref) { return inside_line(index_->text(ref & ~enum_is_text), line.version); });
}

/// `affected`: the row is about this build; `undecided`: it can't be told.
Verdict Matcher::qualified(const AffectedRow& row, const Query& query) const {
  const auto arch = index_->text(row.arch);
  if (!arch.empty() && !query.arch.empty() && arch != query.arch) return Verdict::not_affected;
  const auto module = index_->text(row.module);
  if (!module.empty()) return same_stream(module, query.module, query.version);
  return Verdict::affected;
}

Match Matcher::judge(const AffectedRow& row, const Query& query, const Probe& probe) const {
  Match match{.row = &row};
  if ((row.flags & row_withdrawn) != 0) return match;
  const auto about_this = qualified(row, query);
  if (about_this == Verdict::not_affected) return match;
  const RangeRow* where = nullptr;
  if (affects(row, probe, &where)) {
    match.verdict = about_this;
    if (query.version_is_line && where != nullptr && inside_line(index_->text(where->hi_text), query.version)) {
      match.verdict = Verdict::undecided;
    }
    if (where != nullptr && numbers_otherwise(*where) && numbered_otherwise(row, probe)) {
      match.verdict = Verdict::undecided;
      return match;
    }
    if (where != nullptr && (where->flags & (range_to_end | range_hi_inclusive | range_limit)) == 0) {
      match.fixed_in = index_->text(where->hi_text);
    }
    return match;
  }
  // What was not found affected is clean only where everything could be compared. A list of versions decides alone; GIT
  // ranges beside it add commits, which no installed version is.
  const bool list_decides = row.enumerated.count > 0 && probe.state != Key::unparsable;
  const bool undecidable = (row.flags & row_any_version) != 0 ||
                           ((row.flags & row_incomparable) != 0 && !list_decides) || probe.state == Key::unparsable;
  if (undecidable || numbered_otherwise(row, probe) || (query.version_is_line && splits(row, probe)))
    match.verdict = Verdict::undecided;
  return match;
}

void Matcher::match(const Query& query, std::vector<Match>& out) const {
  if (query.ecosystem == nullptr) return;
  const auto* package = index_->package(*query.ecosystem, query.name);
  if (package == nullptr) return;
  match_rows(index_->rows(*package), query, make_probe(static_cast<Scheme>(query.ecosystem->scheme), query.version),
             out);
}

void Matcher::match_rows(std::span<const AffectedRow> rows, const Query& query, const Probe& probe,
                         std::vector<Match>& out) const {
  // The rows of an ecosystem share a scheme; only those of products differ by record.
  std::optional<Probe> other;
  for (const auto& row : rows) {
    const auto scheme = static_cast<Scheme>(row.scheme);
    const bool same = scheme == probe.scheme;
    if (!same && (!other || other->scheme != scheme)) other = make_probe(scheme, query.version);
    const auto match = judge(row, query, same ? probe : *other);
    if (match.verdict != Verdict::not_affected) out.push_back(match);
  }
}

std::string_view Matcher::go_to(const Query& query, const std::vector<Match>& matches) const {
  std::vector<Probe> fixes;
  std::optional<Probe> own;
  for (const auto& match : matches) {
    if (match.verdict != Verdict::affected) continue;
    const auto scheme = static_cast<Scheme>(match.row->scheme);
    if (!own || own->scheme != scheme) own = make_probe(scheme, query.version);
    if (own->state == Key::unparsable) continue;
    for (const auto& range : index_->part<RangeRow>(Section::ranges, match.row->ranges)) {
      if ((range.flags & (range_to_end | range_hi_inclusive | range_limit)) != 0) continue;
      const auto key = index_->key(range.hi_key);
      const auto text = index_->text(range.hi_text);
      if (compare_bound(*own, key, text) >= 0) continue;
      fixes.push_back(key.empty() ? make_probe(scheme, text) : Probe{scheme, text, std::string(key), Key::ok});
    }
  }
  // Orderings without keys may run in a circle (Maven, Conan): only a stable sort ends on any input.
  std::ranges::stable_sort(fixes, [](const Probe& a, const Probe& b) {
    if (a.scheme != b.scheme) return a.scheme < b.scheme;
    if (a.state == Key::ok && b.state == Key::ok) return a.key < b.key;
    return versions::compare(a.scheme, a.version, b.version) == std::strong_ordering::less;
  });
  const auto same = std::ranges::unique(fixes, {}, [](const Probe& fix) { return fix.version; });
  fixes.erase(same.begin(), same.end());
  for (std::size_t i = 0; i < fixes.size();) {
    const auto next = first_outside(fixes, i, matches);
    if (next == i) return fixes[i].version;
    i = next;
  }
  return {};
}

/// fixes[at] is not affected: `at`; else the place of the next fix that may not be. Whatever lies below the end of a
/// range that holds this one is inside as well: with a thousand records of one package (a kernel) the list is not
/// walked once more for each of them.
std::size_t Matcher::first_outside(std::span<const Probe> fixes, std::size_t at,
                                   const std::vector<Match>& matches) const {
  const auto& fix = fixes[at];
  auto next = at;
  for (const auto& match : matches) {
    if (match.verdict != Verdict::affected) continue;
    const auto scheme = static_cast<Scheme>(match.row->scheme);
    const RangeRow* where = nullptr;
    if (!affects(*match.row, scheme == fix.scheme ? fix : make_probe(scheme, fix.version), &where)) continue;
    next = std::max(next, at + 1);
    const auto end = where != nullptr ? index_->key(where->hi_key) : std::string_view{};
    if (end.empty() || scheme != fix.scheme || fix.state != Key::ok) continue;
    const auto below = [&](const Probe& other) {
      return other.scheme == scheme && other.state == Key::ok && other.key < end;
    };
    while (next < fixes.size() && below(fixes[next]))
      ++next;
  }
  return next;
}

}  // namespace manara::exposure
