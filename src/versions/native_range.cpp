// Notations that are lists of simple clauses. Those with x-ranges and carets are in native_range_npm.cpp.
#include "versions/native_range.h"

#include <algorithm>

#include "base/strings.h"
#include "versions/native_range_parts.h"

namespace manara::versions {
namespace {

struct Notation {
  std::string_view type;
  NativeReader read;
};

constexpr Notation notations[] = {
    {"npm", read_npm_range},     {"conan", read_conan_range},     {"gem", read_gem_range},
    {"pypi", read_pypi_range},   {"nuget", read_nuget_range},     {"maven", read_maven_range},
    {"nginx", read_nginx_range}, {"openssl", read_openssl_range},
};

bool is_comparator(char c) {
  return std::string_view("<>=!~^").find(c) != std::string_view::npos;
}

bool is_gap(char c) {
  return is_space(c) || c == ',';
}

void add(Vers& out, Comparator comparator, std::string_view version) {
  out.constraints.push_back({comparator, std::string(version)});
}

/// ">=1.0 , <2.0" → each clause; the comparator may be empty.
bool read_clauses(std::string_view text, Vers& out, bool (*read)(Clause, Vers&)) {
  const auto clauses = split_clauses(text);
  return !clauses.empty() && std::ranges::all_of(clauses, [&](Clause clause) { return read(clause, out); });
}

/// Both kinds of interval: bare versions mean what `bare` says.
bool read_intervals(std::string_view text, Comparator bare, Vers& out);

bool read_interval(std::string_view inside, bool with_first, bool with_last, Vers& out) {
  const auto halves = cut(inside, ',');
  if (!halves) {
    const auto version = trim(inside);
    if (!with_first || !with_last || !looks_like_version(version)) return false;
    add(out, Comparator::equal, version);
    return true;
  }
  const auto first = trim(halves->head);
  const auto last = trim(halves->tail);
  if (first.empty() && last.empty()) {
    out.any = true;
    return true;
  }
  if (!first.empty()) {
    if (!looks_like_version(first)) return false;
    add(out, with_first ? Comparator::greater_equal : Comparator::greater, first);
  }
  if (!last.empty()) {
    if (!looks_like_version(last)) return false;
    add(out, with_last ? Comparator::less_equal : Comparator::less, last);
  }
  return true;
}

bool read_intervals(std::string_view text, Comparator bare, Vers& out) {
  text = trim(text);
  if (text.empty()) return false;
  if (text.front() != '[' && text.front() != '(') {
    if (!looks_like_version(text)) return false;
    add(out, bare, text);
    return true;
  }
  while (!text.empty()) {
    if (text.front() != '[' && text.front() != '(') return false;
    const auto end = text.find_first_of("])");
    if (end == std::string_view::npos) return false;
    if (!read_interval(text.substr(1, end - 1), text.front() == '[', text[end] == ']', out)) return false;
    text = trim(text.substr(end + 1));
    if (take_prefix(text, ",")) text = trim(text);
  }
  return true;
}

/// "~> 2.0.8": from 2.0.8, below 2.1. Letters (a pre-release) end the version (Gem::Version#bump).
bool add_pessimistic(std::string_view version, Vers& out) {
  std::vector<std::string_view> segments;
  for (const auto segment : split(version, '.')) {
    if (!all_digits(segment)) break;
    segments.push_back(segment);
  }
  if (segments.empty()) return false;
  add(out, Comparator::greater_equal, version);
  add(out, Comparator::less, raised(segments, std::max<std::size_t>(segments.size(), 2) - 1));
  return true;
}

bool read_gem_clause(Clause clause, Vers& out) {
  if (!looks_like_version(clause.version)) return false;
  if (clause.comparator == "~>") return add_pessimistic(clause.version, out);
  const auto comparator = plain_comparator(clause.comparator);
  if (comparator) add(out, *comparator, clause.version);
  return comparator.has_value();
}

/// "==1.4.*": from the first development release of 1.4, below that of 1.5. PEP 440 puts 1.5.dev0 and 1.5a1 before 1.5,
/// and neither begins with 1.4.
bool add_prefix_match(std::string_view prefix, bool outside, Vers& out) {
  const auto segments = split(prefix, '.');
  if (!std::ranges::all_of(segments, all_digits)) return false;
  const auto end = raised(segments, segments.size()) + ".dev0";
  add(out, outside ? Comparator::less : Comparator::greater_equal, std::string(prefix) + ".dev0");
  add(out, outside ? Comparator::greater_equal : Comparator::less, end);
  return true;
}

/// "~=2.2.1": from 2.2.1, and 2.2.*.
bool add_compatible(std::string_view version, Vers& out) {
  const auto release = version.substr(0, version.find_first_not_of("0123456789."));
  auto segments = split(release, '.');
  while (!segments.empty() && segments.back().empty())
    segments.pop_back();
  if (segments.size() < 2 || !std::ranges::all_of(segments, all_digits)) return false;
  add(out, Comparator::greater_equal, version);
  add(out, Comparator::less, raised(segments, segments.size() - 1) + ".dev0");
  return true;
}

bool read_pypi_clause(Clause clause, Vers& out) {
  auto version = clause.version;
  const bool prefix = take_suffix(version, ".*");
  if (!looks_like_version(version) || clause.comparator.empty()) return false;
  if (clause.comparator == "~=") return !prefix && add_compatible(version, out);
  const auto comparator = clause.comparator == "===" ? Comparator::equal : plain_comparator(clause.comparator);
  if (!comparator) return false;
  if (!prefix) {
    add(out, *comparator, version);
    return true;
  }
  const bool outside = *comparator == Comparator::not_equal;
  return (outside || *comparator == Comparator::equal) && add_prefix_match(version, outside, out);
}

/// "1.4.1+" in nginx's advisories: this and later on its branch. Even minors are stable branches, which end; odd ones
/// are the mainline, which goes on.
bool add_nginx_branch(std::string_view version, Vers& out) {
  const auto segments = split(version, '.');
  if (segments.size() != 3 || !std::ranges::all_of(segments, all_digits)) return false;
  add(out, Comparator::greater_equal, version);
  const bool stable = (segments[1].back() - '0') % 2 == 0;
  if (stable) add(out, Comparator::less, raised(segments, 2) + ".0");
  return true;
}

bool read_nginx_piece(std::string_view piece, Vers& out) {
  if (take_suffix(piece, "+")) return add_nginx_branch(piece, out);
  if (const auto halves = cut(piece, '-')) {
    if (!looks_like_version(halves->head) || !looks_like_version(halves->tail)) return false;
    add(out, Comparator::greater_equal, halves->head);
    add(out, Comparator::less_equal, halves->tail);
    return true;
  }
  if (!looks_like_version(piece)) return false;
  add(out, Comparator::equal, piece);
  return true;
}

}  // namespace

std::vector<Clause> split_clauses(std::string_view text) {
  std::vector<Clause> clauses;
  std::size_t at = 0;
  const auto skip = [&](auto wanted) {
    const auto start = at;
    while (at < text.size() && wanted(text[at]))
      ++at;
    return text.substr(start, at - start);
  };
  for (;;) {
    skip(is_gap);
    if (at == text.size()) return clauses;
    const auto comparator = skip(is_comparator);
    skip(is_space);
    const auto version = skip([](char c) { return !is_gap(c) && !is_comparator(c); });
    clauses.push_back({comparator, version});
  }
}

std::optional<Comparator> plain_comparator(std::string_view text) {
  if (text.empty() || text == "=" || text == "==") return Comparator::equal;
  if (text == "!=") return Comparator::not_equal;
  if (text == "<") return Comparator::less;
  if (text == "<=") return Comparator::less_equal;
  if (text == ">") return Comparator::greater;
  if (text == ">=") return Comparator::greater_equal;
  return std::nullopt;
}

bool looks_like_version(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return c > ' ' && c < 0x7f && std::string_view("<>=!~^*|,[]()").find(c) == std::string_view::npos;
  }) && is_alnum(text.front());
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

std::string next_number(std::string_view digits) {
  std::string out(digits);
  for (auto i = out.size(); i-- > 0;) {
    if (out[i] != '9') {
      ++out[i];
      return out;
    }
    out[i] = '0';
  }
  return "1" + out;
}

std::string raised(const std::vector<std::string_view>& segments, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i + 1 < count; ++i)
    out.append(segments[i]).push_back('.');
  return out + next_number(segments[count - 1]);
}

bool read_gem_range(std::string_view text, Vers& out) {
  return read_clauses(text, out, read_gem_clause);
}

bool read_pypi_range(std::string_view text, Vers& out) {
  return read_clauses(text, out, read_pypi_clause);
}

/// A bare version is the least one that will do.
bool read_nuget_range(std::string_view text, Vers& out) {
  return read_intervals(text, Comparator::greater_equal, out);
}

bool read_maven_range(std::string_view text, Vers& out) {
  return read_intervals(text, Comparator::equal, out);
}

bool read_nginx_range(std::string_view text, Vers& out) {
  if (trim(text) == "all") {
    out.any = true;
    return true;
  }
  return std::ranges::all_of(split(text, ','),
                             [&](std::string_view each) { return read_nginx_piece(trim(each), out); });
}

/// OpenSSL's advisories enumerate the versions.
bool read_openssl_range(std::string_view text, Vers& out) {
  return std::ranges::all_of(split(text, ','), [&](std::string_view each) {
    add(out, Comparator::equal, trim(each));
    return looks_like_version(trim(each));
  });
}

Result<Vers> vers_of_native(std::string_view type, std::string_view text) {
  const auto* row = std::ranges::find(notations, type, &Notation::type);
  if (row == std::end(notations)) return fail(Code{"native_range_unknown"}, {std::string(type)});
  Vers range{.type = std::string(type)};
  if (text.size() > max_vers_bytes || !row->read(text, range))
    return fail(Code{"native_range_bad"}, {std::string(type), std::string(text.substr(0, 200))});
  if (range.any) range.constraints.clear();
  sort_constraints(range);
  return range;
}

}  // namespace manara::versions
