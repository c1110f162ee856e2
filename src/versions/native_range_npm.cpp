// node-semver ranges (github.com/npm/node-semver#ranges) and Conan's (docs.conan.io, "Version ranges"), which look
// alike: alternatives with "||", clauses with blanks, tilde and caret. They differ in what a version is: three numbers
// here, any dotted text there.
#include <array>

#include "base/strings.h"
#include "versions/native_range_parts.h"

namespace manara::versions {
namespace {

/// "1.2.x-beta": numbers that are written, "" for those left out or x.
struct Partial {
  std::array<std::string_view, 3> numbers{};
  std::string_view prerelease{};
  std::size_t given = 0;  ///< how many numbers stand there
  bool x_range = false;   ///< an x, X or * stands there
};

bool is_x(std::string_view text) {
  return text == "x" || text == "X" || text == "*";
}

std::optional<Partial> read_partial(std::string_view text) {
  if (!take_prefix(text, "v")) take_prefix(text, "V");
  text = text.substr(0, text.find('+'));  // build metadata does not order
  Partial partial;
  if (const auto dash = text.find('-'); dash != std::string_view::npos) {
    partial.prerelease = text.substr(dash + 1);
    text = text.substr(0, dash);
    if (!looks_like_version(partial.prerelease)) return std::nullopt;
  }
  const auto parts = split(text, '.');
  if (parts.size() > 3) return std::nullopt;
  for (const auto part : parts) {
    if (is_x(part)) {
      partial.x_range = true;
    } else if (!all_digits(part)) {
      return std::nullopt;
    } else if (!partial.x_range) {  // numbers behind an x say nothing
      partial.numbers[partial.given++] = part;
    }
  }
  return partial;
}

/// With zeros for what is left out.
std::string whole(const Partial& partial) {
  std::string out;
  for (std::size_t i = 0; i < 3; ++i) {
    if (i > 0) out.push_back('.');
    out.append(i < partial.given ? partial.numbers[i] : "0");
  }
  if (!partial.prerelease.empty()) out.append("-").append(partial.prerelease);
  return out;
}

/// The first version behind all that share the first `count` numbers: 2 of 1.2.3 → "1.3.0".
std::string next_after(const Partial& partial, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < 3; ++i) {
    if (i > 0) out.push_back('.');
    if (i + 1 == count) {
      out.append(next_number(partial.numbers[i]));
    } else {
      out.append(i < count ? partial.numbers[i] : "0");
    }
  }
  return out;
}

bool is_zero(std::string_view digits) {
  return digits.find_first_not_of('0') == std::string_view::npos;
}

void add(Vers& out, Comparator comparator, std::string version) {
  out.constraints.push_back({comparator, std::move(version)});
}

void add_between(Vers& out, std::string first, std::string end) {
  add(out, Comparator::greater_equal, std::move(first));
  add(out, Comparator::less, std::move(end));
}

/// How many numbers a caret keeps: up to the first that is not 0, of those written.
std::size_t caret_keeps(const Partial& partial) {
  std::size_t count = 1;
  while (count < partial.given && is_zero(partial.numbers[count - 1]))
    ++count;
  return count;
}

bool add_x_range(Comparator comparator, const Partial& partial, Vers& out) {
  auto first = whole(partial);
  auto end = next_after(partial, partial.given);
  switch (comparator) {
    case Comparator::equal:
    case Comparator::greater_equal:  // VERS keeps the upper end, see native_range.h
      add_between(out, std::move(first), std::move(end));
      return true;
    case Comparator::greater: add(out, Comparator::greater_equal, std::move(end)); return true;
    case Comparator::less: add(out, Comparator::less, std::move(first)); return true;
    case Comparator::less_equal: add(out, Comparator::less, std::move(end)); return true;
    case Comparator::not_equal: return false;
  }
  return false;
}

bool read_npm_clause(Clause clause, Vers& out) {
  const auto partial = read_partial(clause.version);
  if (!partial) return false;
  if (partial->given == 0) {  // "*" in whatever way
    out.any = true;
    return true;
  }
  if (clause.comparator == "~" || clause.comparator == "~>") {
    add_between(out, whole(*partial), next_after(*partial, std::min<std::size_t>(partial->given, 2)));
    return true;
  }
  if (clause.comparator == "^") {
    add_between(out, whole(*partial), next_after(*partial, caret_keeps(*partial)));
    return true;
  }
  const auto comparator = plain_comparator(clause.comparator);
  if (!comparator || *comparator == Comparator::not_equal) return false;
  if (partial->x_range) return add_x_range(*comparator, *partial, out);
  add(out, *comparator, whole(*partial));
  return true;
}

/// "5.0.0 - 7.2.3"; a partial second version takes all that it begins.
bool read_hyphen_range(const Clause& first, const Clause& last, Vers& out) {
  const auto low = read_partial(first.version);
  const auto high = read_partial(last.version);
  if (!low || !high || !first.comparator.empty() || !last.comparator.empty()) return false;
  if (low->given > 0) add(out, Comparator::greater_equal, whole(*low));
  if (high->given == 3) {
    add(out, Comparator::less_equal, whole(*high));
  } else if (high->given > 0) {
    add(out, Comparator::less, next_after(*high, high->given));
  }
  if (low->given == 0 && high->given == 0) out.any = true;
  return true;
}

bool read_npm_alternative(std::string_view text, Vers& out) {
  const auto clauses = split_clauses(text);
  if (clauses.empty()) {
    out.any = true;  // node-semver: the empty range is "*"
    return true;
  }
  if (clauses.size() == 3 && clauses[1].version == "-" && clauses[1].comparator.empty())
    return read_hyphen_range(clauses[0], clauses[2], out);
  Vers alternative;
  for (const auto& clause : clauses) {
    if (!read_npm_clause(clause, alternative)) return false;
  }
  // "*" beside other clauses takes nothing away and adds nothing.
  if (alternative.constraints.empty()) out.any = true;
  for (auto& each : alternative.constraints)
    out.constraints.push_back(std::move(each));
  return true;
}

/// "~2.5.1" → below "2.6-", "^0.1.2" → below "0.2-": the "-" puts the end before the pre-releases of that version.
bool add_conan_branch(std::string_view version, bool caret, Vers& out) {
  const auto segments = split(version, '.');
  std::size_t count = caret ? 1 : std::min<std::size_t>(segments.size(), 2);
  while (caret && count < segments.size() && is_zero(segments[count - 1]))
    ++count;
  for (std::size_t i = 0; i < count; ++i) {
    if (!all_digits(segments[i])) return false;
  }
  add_between(out, std::string(version), raised(segments, count) + "-");
  return true;
}

bool read_conan_clause(Clause clause, Vers& out) {
  auto version = clause.version;
  take_suffix(version, "-");  // pre-releases too: VERS includes them anyway
  if (version == "*" && clause.comparator.empty()) {
    add(out, Comparator::greater_equal, "0.0.0");
    return true;
  }
  if (!looks_like_version(version)) return false;
  if (clause.comparator == "~" || clause.comparator == "^")
    return add_conan_branch(version, clause.comparator == "^", out);
  const auto comparator = plain_comparator(clause.comparator);
  if (!comparator || *comparator == Comparator::not_equal) return false;
  add(out, *comparator, std::string(version));
  return true;
}

bool read_alternatives(std::string_view text, Vers& out, bool (*read)(std::string_view, Vers&)) {
  for (;;) {
    const auto halves = cut(text, "||");
    if (!read(halves ? halves->head : text, out)) return false;
    if (!halves) return true;
    text = halves->tail;
  }
}

bool read_conan_alternative(std::string_view text, Vers& out) {
  // Behind a comma stand options ("include_prerelease=True").
  for (const auto& clause : split_clauses(text.substr(0, text.find(',')))) {
    if (!read_conan_clause(clause, out)) return false;
  }
  return true;
}

}  // namespace

bool read_npm_range(std::string_view text, Vers& out) {
  return read_alternatives(text, out, read_npm_alternative);
}

bool read_conan_range(std::string_view text, Vers& out) {
  return read_alternatives(text, out, read_conan_alternative);
}

}  // namespace manara::versions
