// Both bindings carry the same eleven attributes; what differs is how special characters and wildcards are written.
#include "versions/cpe.h"

#include <algorithm>
#include <vector>

#include "base/strings.h"

namespace manara::versions {
namespace {

std::unexpected<Error> error_about(Code code, std::string_view text) {
  return fail(code, {std::string(text)});
}

/// One character of a value as read: itself, or a wildcard.
struct Symbol {
  char c;
  bool wild;
};

/// Wildcards count at the ends only; anywhere else they are characters like others.
CpeValue value_of(const std::vector<Symbol>& symbols) {
  CpeValue value{.kind = CpeValue::Kind::text};
  std::size_t first = 0;
  std::size_t last = symbols.size();
  const auto take = [&](std::uint8_t& count, auto at, auto step) {
    if (first < last && symbols[at()].wild && symbols[at()].c == '*') {
      count = CpeValue::star;
      step();
      return;
    }
    while (first < last && symbols[at()].wild && symbols[at()].c == '?' && count < CpeValue::star - 1) {
      ++count;
      step();
    }
  };
  take(value.head, [&] { return first; }, [&] { ++first; });
  take(value.tail, [&] { return last - 1; }, [&] { --last; });
  for (std::size_t i = first; i < last; ++i)
    value.text.push_back(symbols[i].c);
  return value;
}

/// A component of a formatted string: "\" makes the next character literal.
Result<CpeValue> read_formatted(std::string_view text) {
  if (text == "*" || text.empty()) return CpeValue{};
  if (text == "-") return CpeValue{.kind = CpeValue::Kind::na};
  std::vector<Symbol> symbols;
  symbols.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      if (++i == text.size()) return error_about(Code{"cpe_bad_escape"}, text);
      symbols.push_back({text[i], false});
    } else {
      symbols.push_back({text[i], text[i] == '*' || text[i] == '?'});
    }
  }
  return value_of(symbols);
}

/// The components of a formatted string: between colons that no backslash escapes.
std::vector<std::string_view> split_formatted(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == ':') {
      pieces.push_back(text.substr(start, i - start));
      start = i + 1;
    }
  }
  pieces.push_back(text.substr(start));
  return pieces;
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// A component of a URI: %XX is the character; %01 and %02 are the wildcards "?" and "*".
Result<CpeValue> read_uri(std::string_view text) {
  if (text.empty()) return CpeValue{};
  if (text == "-") return CpeValue{.kind = CpeValue::Kind::na};
  std::vector<Symbol> symbols;
  symbols.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      symbols.push_back({text[i], false});
      continue;
    }
    const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low < 0) return error_about(Code{"cpe_bad_escape"}, text);
    const char c = static_cast<char>(high * 16 + low);
    if (c == 1 || c == 2) {
      symbols.push_back({c == 1 ? '?' : '*', true});
    } else {
      symbols.push_back({c, false});
    }
    i += 2;
  }
  return value_of(symbols);
}

bool is_part(const CpeValue& value) {
  if (value.kind != CpeValue::Kind::text) return true;
  return value.head == 0 && value.tail == 0 && (value.text == "a" || value.text == "o" || value.text == "h");
}

Result<Cpe> parse_formatted(std::string_view text) {
  const auto pieces = split_formatted(text);
  if (pieces.size() > cpe_parts) return error_about(Code{"cpe_too_many_parts"}, text);
  Cpe cpe;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    MANARA_TRY(value, read_formatted(pieces[i]));
    cpe.values[i] = std::move(value);
  }
  return cpe;
}

/// "~edition~sw_edition~target_sw~target_hw~other", NISTIR 7695 section 6.1.2.1.1.
Status unpack_edition(std::string_view packed, Cpe& cpe) {
  const auto pieces = split(packed, '~');
  constexpr CpePart order[] = {CpePart::edition, CpePart::sw_edition, CpePart::target_sw, CpePart::target_hw,
                               CpePart::other};
  if (pieces.size() != std::size(order) + 1) return error_about(Code{"cpe_too_many_parts"}, packed);
  for (std::size_t i = 0; i < std::size(order); ++i) {
    MANARA_TRY(value, read_uri(pieces[i + 1]));
    cpe[order[i]] = std::move(value);
  }
  return {};
}

constexpr std::size_t uri_parts = 7;

Result<Cpe> parse_uri(std::string_view text) {
  const auto pieces = split(text, ':');
  if (pieces.size() > uri_parts) return error_about(Code{"cpe_too_many_parts"}, text);
  Cpe cpe;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i == static_cast<std::size_t>(CpePart::edition) && pieces[i].starts_with('~')) {
      MANARA_CHECK(unpack_edition(pieces[i], cpe));
      continue;
    }
    MANARA_TRY(value, read_uri(pieces[i]));
    cpe.values[i] = std::move(value);
  }
  return cpe;
}

void append_wild(std::uint8_t count, std::string_view star, std::string_view mark, std::string& out) {
  if (count == CpeValue::star) out.append(star);
  for (std::uint8_t i = 0; count != CpeValue::star && i < count; ++i)
    out.append(mark);
}

std::string formatted(const CpeValue& value) {
  if (value.kind == CpeValue::Kind::any) return "*";
  if (value.kind == CpeValue::Kind::na) return "-";
  std::string out;
  append_wild(value.head, "*", "?", out);
  for (const char c : value.text) {
    // A "-" alone would read as NA; inside a longer value it needs no escape.
    const bool plain = is_alnum(c) || c == '_' || c == '.' || (c == '-' && value.text.size() > 1) ||
                       static_cast<unsigned char>(c) >= 0x80;
    if (!plain) out.push_back('\\');
    out.push_back(to_lower(c));
  }
  append_wild(value.tail, "*", "?", out);
  return out;
}

std::string uri(const CpeValue& value) {
  if (value.kind == CpeValue::Kind::any) return "";
  if (value.kind == CpeValue::Kind::na) return "-";
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  append_wild(value.head, "%02", "%01", out);
  for (const char c : value.text) {
    if (is_alnum(c) || c == '_' || c == '.' || (c == '-' && value.text.size() > 1)) {
      out.push_back(to_lower(c));
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.push_back('%');
      out.push_back(digits[byte >> 4]);
      out.push_back(digits[byte & 15U]);
    }
  }
  append_wild(value.tail, "%02", "%01", out);
  return out;
}

/// Whether `count` wildcards stand for `length` characters. NISTIR 7696 lets a "?" at the ends stand for none, too.
bool stands_for(std::uint8_t count, std::size_t length) {
  return count == CpeValue::star || length <= count;
}

}  // namespace

Result<Cpe> parse_cpe(std::string_view text) {
  if (text.size() > max_cpe_bytes) return fail(Code{"cpe_too_long"}, {std::to_string(max_cpe_bytes)});
  auto rest = text;
  Result<Cpe> cpe;
  if (rest.size() >= 8 && iequals(rest.substr(0, 8), "cpe:2.3:")) {
    cpe = parse_formatted(rest.substr(8));
  } else if (rest.size() >= 5 && iequals(rest.substr(0, 5), "cpe:/")) {
    cpe = parse_uri(rest.substr(5));
  } else {
    return error_about(Code{"cpe_not_a_cpe"}, text);
  }
  if (!cpe) return cpe;
  auto& part = (*cpe)[CpePart::part].text;
  part = to_lower(part);
  if (!is_part((*cpe)[CpePart::part])) return fail(Code{"cpe_bad_part"}, {std::string(text), part});
  return cpe;
}

std::string to_formatted_string(const Cpe& cpe) {
  std::string out = "cpe:2.3";
  for (const auto& value : cpe.values) {
    out.push_back(':');
    out.append(formatted(value));
  }
  return out;
}

std::string to_uri(const Cpe& cpe) {
  constexpr CpePart extra[] = {CpePart::sw_edition, CpePart::target_sw, CpePart::target_hw, CpePart::other};
  const bool packed = std::ranges::any_of(extra, [&](CpePart part) { return cpe[part].kind != CpeValue::Kind::any; });
  std::string out = "cpe:/";
  std::size_t end = out.size();
  for (std::size_t i = 0; i < uri_parts; ++i) {
    if (i > 0) out.push_back(':');
    const auto before = out.size();
    if (packed && i == static_cast<std::size_t>(CpePart::edition)) {
      out.append("~").append(uri(cpe[CpePart::edition]));
      for (const auto part : extra)
        out.append("~").append(uri(cpe[part]));
    } else {
      out.append(uri(cpe.values[i]));
    }
    if (out.size() > before) end = out.size();
  }
  out.resize(end);
  return out;
}

bool matches(const CpeValue& pattern, const CpeValue& target) {
  if (pattern.kind == CpeValue::Kind::any) return true;
  if (pattern.kind != target.kind) return false;
  if (pattern.kind == CpeValue::Kind::na) return true;
  if (target.head != 0 || target.tail != 0) {  // a pattern in turn: only the same one is surely inside
    return pattern.head == target.head && pattern.tail == target.tail && iequals(pattern.text, target.text);
  }
  const std::string_view text = target.text;
  if (text.size() < pattern.text.size()) return false;
  for (std::size_t at = 0; at + pattern.text.size() <= text.size(); ++at) {
    if (!stands_for(pattern.head, at)) break;
    const auto left = text.size() - at - pattern.text.size();
    if (stands_for(pattern.tail, left) && iequals(text.substr(at, pattern.text.size()), pattern.text)) return true;
  }
  return false;
}

bool matches(const Cpe& pattern, const Cpe& target) {
  for (std::size_t i = 0; i < cpe_parts; ++i) {
    if (!matches(pattern.values[i], target.values[i])) return false;
  }
  return true;
}

}  // namespace manara::versions
