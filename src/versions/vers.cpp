// Two readers share the pieces below: parse_vers refuses what is not canonical, read_vers repairs it.
#include "versions/vers.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "base/utf8.h"
#include "versions/ecosystem.h"
#include "versions/vers_check.h"

namespace manara::versions {
namespace {

std::unexpected<Error> error_about(Code code, std::string_view text) {
  return fail(code, {std::string(text)});
}

struct Spelling {
  std::string_view text;
  Comparator comparator;
};
// Longer ones first. Equality has no spelling of its own.
constexpr std::array<Spelling, 5> spellings{{{">=", Comparator::greater_equal},
                                             {"<=", Comparator::less_equal},
                                             {"!=", Comparator::not_equal},
                                             {"<", Comparator::less},
                                             {">", Comparator::greater}}};

std::string_view spelling(Comparator comparator) {
  for (const auto& row : spellings) {
    if (row.comparator == comparator) return row.text;
  }
  return "";
}

bool is_type(std::string_view type) {
  if (type.empty() || !is_lower(type.front())) return false;
  return std::ranges::all_of(type, [](char c) { return is_lower(c) || is_digit(c) || c == '.' || c == '-'; });
}

struct Pieces {
  std::string_view type, constraints;
};

Result<Pieces> split_vers(std::string_view text) {
  if (text.size() > max_vers_bytes) return fail(Code{"vers_too_long"}, {std::to_string(max_vers_bytes)});
  auto rest = text;
  const bool scheme = take_prefix(rest, "vers:");
  const auto halves = cut(rest, '/');
  if (!scheme || !halves) return error_about(Code{"vers_not_vers"}, text);
  if (!is_type(halves->head)) return error_about(Code{"vers_bad_type"}, halves->head);
  if (halves->head == "invalid") return fail(Code{"vers_reserved_type"});
  if (halves->tail.empty()) return error_about(Code{"vers_no_constraint"}, text);
  return Pieces{halves->head, halves->tail};
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

Result<std::string> decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out.push_back(text[i]);
      continue;
    }
    const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low < 0) return error_about(Code{"vers_bad_escape"}, text);
    out.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return out;
}

std::string encoded(std::string_view version) {
  constexpr std::string_view special = "><=!*|%";
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : version) {
    if (c > ' ' && c < 0x7f && special.find(c) == std::string_view::npos) {
      out.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.push_back('%');
      out.push_back(digits[byte >> 4]);
      out.push_back(digits[byte & 15U]);
    }
  }
  return out;
}

/// Takes the comparator off the head.
Comparator take_comparator(std::string_view& text) {
  for (const auto& row : spellings) {
    if (take_prefix(text, row.text)) return row.comparator;
  }
  return Comparator::equal;
}

Result<Constraint> read_constraint(std::string_view text) {
  auto rest = text;
  Constraint constraint{take_comparator(rest), {}};
  if (rest.empty()) return error_about(Code{"vers_no_version"}, text);
  MANARA_TRY(version, decoded(rest));
  constraint.version = std::move(version);
  return constraint;
}

/// The canonical reading of one constraint.
Result<Constraint> parse_constraint(std::string_view text, std::string_view type) {
  if (text.starts_with('=')) return error_about(Code{"vers_equals_sign"}, text);
  if (text.find('*') != std::string_view::npos) return error_about(Code{"vers_star_not_alone"}, text);
  MANARA_TRY(constraint, read_constraint(text));
  auto written = text;
  take_comparator(written);
  if (std::ranges::any_of(constraint.version, [](char c) { return is_space(c) && c != ' '; }))
    return error_about(Code{"vers_whitespace"}, text);
  if (const auto canonical = encoded(constraint.version); canonical != written)
    return fail(Code{"vers_not_canonical"}, {std::string(written), canonical});
  if (type == "datetime" && constraint.version.find_first_of("tz") != std::string::npos)
    return error_about(Code{"vers_bad_datetime"}, constraint.version);
  return constraint;
}

/// "all" and "none" have one form only.
bool star_only(std::string_view type) {
  return type == "all" || type == "none";
}

}  // namespace

Result<Vers> parse_vers(std::string_view text) {
  if (std::ranges::any_of(text, is_space)) return error_about(Code{"vers_whitespace"}, text);
  MANARA_TRY(pieces, split_vers(text));
  Vers range{.type = std::string(pieces.type)};
  if (pieces.constraints == "*") {
    range.any = true;
    return range;
  }
  if (star_only(range.type)) return error_about(Code{"vers_star_only"}, range.type);
  for (const auto piece : split(pieces.constraints, '|')) {
    if (piece.empty()) return error_about(Code{"vers_empty_constraint"}, text);
    MANARA_TRY(constraint, parse_constraint(piece, range.type));
    range.constraints.push_back(std::move(constraint));
  }
  MANARA_CHECK(check_sequence(range));
  return range;
}

Result<Vers> read_vers(std::string_view text) {
  std::string dense;
  std::ranges::copy_if(text.substr(0, max_vers_bytes + 1), std::back_inserter(dense),
                       [](char c) { return !is_space(c); });
  MANARA_TRY(pieces, split_vers(dense));
  Vers range{.type = std::string(pieces.type)};
  for (auto piece : split(pieces.constraints, '|')) {
    if (piece.empty()) continue;
    if (piece == "*") {
      range.any = true;
      continue;
    }
    take_prefix(piece, "=");
    MANARA_TRY(constraint, read_constraint(piece));
    range.constraints.push_back(std::move(constraint));
  }
  if (range.any && !range.constraints.empty()) return error_about(Code{"vers_star_not_alone"}, text);
  if (!range.any && star_only(range.type)) return error_about(Code{"vers_star_only"}, range.type);
  if (!range.any && range.constraints.empty()) return error_about(Code{"vers_no_constraint"}, text);
  sort_constraints(range);
  return range;
}

std::string to_string(const Vers& range) {
  std::string out = "vers:" + range.type + "/";
  if (range.any) return out + "*";
  for (std::size_t i = 0; i < range.constraints.size(); ++i) {
    if (i > 0) out.push_back('|');
    out.append(spelling(range.constraints[i].comparator)).append(encoded(range.constraints[i].version));
  }
  return out;
}

Result<std::string> canonical_vers(std::string_view text) {
  MANARA_TRY(range, read_vers(text));
  return to_string(range);
}

}  // namespace manara::versions
