#include "formats/check/forms.h"

#include <algorithm>

#include "base/strings.h"
#include "base/time.h"
#include "formats/check/license_ids.h"
#include "versions/cpe.h"
#include "versions/purl.h"

namespace manara::formats {
namespace {

bool is_lower_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f');
}

bool is_hex(char c) {
  return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
}

/// Eight, four, four, four and twelve digits; in XML also upper case and braces, which its schema allows.
bool is_serial(std::string_view text, Notation notation) {
  if (!take_prefix(text, "urn:uuid:")) {
    // XML: "{…}" as Microsoft writes a GUID.
    if (notation == Notation::json || !take_prefix(text, "{") || !take_suffix(text, "}")) return false;
  }
  constexpr std::string_view shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  return text.size() == shape.size() && std::ranges::equal(text, shape, [notation](char c, char s) {
           return s == '-' ? c == '-' : notation == Notation::json ? is_lower_hex(c) : is_hex(c);
         });
}

bool is_hash(std::string_view text) {
  constexpr std::size_t lengths[] = {32, 40, 64, 96, 128};
  return std::ranges::find(lengths, text.size()) != std::end(lengths) && std::ranges::all_of(text, is_hex);
}

bool is_media_type(std::string_view text) {
  const auto halves = cut(text, '/');
  const auto good = [](std::string_view part) {
    return !part.empty() && std::ranges::all_of(part, [](char c) {
      return is_lower(c) || is_digit(c) || c == '-' || c == '+' || c == '.';
    });
  };
  return halves && good(halves->head) && good(halves->tail);
}

/// RFC 3339 date-time; xs:dateTime may do without a zone.
bool is_date_time(std::string_view text, Notation notation) {
  constexpr std::size_t seconds_end = 19;  // "2030-01-02T03:04:05"
  if (text.size() < seconds_end || (text[10] != 'T' && (text[10] != 't' || notation == Notation::xml))) return false;
  auto zone = text.substr(seconds_end);
  if (take_prefix(zone, ".")) {
    const auto digits = std::ranges::find_if_not(zone, is_digit) - zone.begin();
    if (digits == 0) return false;
    zone.remove_prefix(static_cast<std::size_t>(digits));
  }
  if (zone.empty()) return notation == Notation::xml && parse_moment(std::string(text) + "Z");
  return parse_moment(text).has_value();
}

bool is_date(std::string_view text) {
  return text.size() == 10 && parse_date(text);
}

/// IRI references are liberal (RFC 3987); what they never have is white space, control characters and brackets.
bool is_uri(std::string_view text, Notation notation) {
  if (notation == Notation::xml) return true;  // xs:anyURI takes any text
  return std::ranges::none_of(text, [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '\x7f' || c == '<' || c == '>' || c == '"' || c == '\\' ||
           c == '^' || c == '`';
  });
}

bool is_email(std::string_view text) {
  const auto at = text.rfind('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.find(' ') == std::string_view::npos;
}

/// "en" or "en-US"
bool is_locale(std::string_view text) {
  const bool language = text.size() >= 2 && is_lower(text[0]) && is_lower(text[1]);
  if (text.size() == 2) return language;
  return language && text.size() == 5 && text[2] == '-' && is_upper(text[3]) && is_upper(text[4]);
}

bool is_open_cre(std::string_view text) {
  if (!take_prefix(text, "CRE:")) return false;
  const auto halves = cut(text, '-');
  const auto digits = [](std::string_view part) { return !part.empty() && std::ranges::all_of(part, is_digit); };
  return halves && digits(halves->head) && digits(halves->tail);
}

bool is_patent_number(std::string_view text) {
  return text.size() >= 2 && text.size() <= 30 && is_alnum(text.front()) && is_alnum(text.back()) &&
         std::ranges::all_of(text, [](char c) {
           return is_alnum(c) || is_space(c) || c == '-' || c == '/' || c == '.' || c == '(' || c == ')';
         });
}

bool is_jurisdiction(std::string_view text) {
  return text.size() == 2 && is_upper(text[0]) && is_upper(text[1]);
}

struct Digits {
  std::string_view algorithm;
  std::size_t count;
};
constexpr Digits digits[] = {
    {"MD5", 32},          {"SHA-1", 40},        {"SHA-256", 64},       {"SHA-384", 96},     {"SHA-512", 128},
    {"SHA3-256", 64},     {"SHA3-384", 96},     {"SHA3-512", 128},     {"BLAKE2b-256", 64}, {"BLAKE2b-384", 96},
    {"BLAKE2b-512", 128}, {"Streebog-256", 64}, {"Streebog-512", 128},
};

std::optional<Code> unless(bool good, Code code) {
  return good ? std::nullopt : std::optional(code);
}

}  // namespace

std::size_t hash_digits(std::string_view algorithm) {
  const auto* found = std::ranges::find(digits, algorithm, &Digits::algorithm);
  return found == std::end(digits) ? 0 : found->count;
}

std::optional<Code> form_complaint(rules::Form form, std::string_view text, Notation notation, rules::Minor minor) {
  using rules::Form;
  switch (form) {
    case Form::any: return std::nullopt;
    case Form::serial: return unless(is_serial(text, notation), Code{"check_serial"});
    case Form::reference: return unless(!text.empty() || minor < 5, Code{"check_empty"});
    case Form::hash: return unless(is_hash(text), Code{"check_hash"});
    case Form::media_type: return unless(is_media_type(text), Code{"check_media_type"});
    case Form::date_time: return unless(is_date_time(text, notation), Code{"check_date_time"});
    case Form::date: return unless(is_date(text), Code{"check_date"});
    case Form::uri: return unless(minor < 3 || is_uri(text, notation), Code{"check_uri"});
    case Form::email: return unless(notation == Notation::xml || minor < 4 || is_email(text), Code{"check_email"});
    case Form::locale: return unless(is_locale(text), Code{"check_locale"});
    case Form::license_id: return unless(is_license_id(text), Code{"check_license_id"});
    case Form::purl:
      return unless(versions::parse_purl(text, versions::Reading::tolerant).has_value(), Code{"check_purl"});
    case Form::cpe: return unless(versions::parse_cpe(text).has_value(), Code{"check_cpe"});
    case Form::open_cre: return unless(is_open_cre(text), Code{"check_open_cre"});
    case Form::patent_number: return unless(is_patent_number(text), Code{"check_patent_number"});
    case Form::jurisdiction: return unless(is_jurisdiction(text), Code{"check_jurisdiction"});
    case Form::not_empty: return unless(!text.empty(), Code{"check_empty"});
  }
  return std::nullopt;
}

}  // namespace manara::formats
