// Parsed from the right, as the specification says: subpath, qualifiers, version, and what is left. Parts without "%"
// (nearly all of them) are copied once and nothing else is allocated.
#include "versions/purl.h"

#include <algorithm>

#include "base/strings.h"
#include "base/utf8.h"
#include "versions/purl_types.h"

namespace manara::versions {
namespace {

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::unexpected<Error> error_about(Code code, std::string_view text) {
  return fail(code, {std::string(text)});
}

/// Appends `text` with its %XX resolved.
Status append_decoded(std::string_view text, Reading reading, std::string& out) {
  const auto start = out.size();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto percent = text.find('%', i);
    out.append(text.substr(i, percent - i));
    if (percent == std::string_view::npos) break;
    const int high = percent + 2 < text.size() ? hex_value(text[percent + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[percent + 2]) : -1;
    if (low >= 0) {
      out.push_back(static_cast<char>(high * 16 + low));
      i = percent + 2;
    } else if (reading == Reading::tolerant) {
      out.push_back('%');
      i = percent;
    } else {
      return error_about(Code{"purl_bad_escape"}, text);
    }
  }
  if (!is_utf8(std::string_view(out).substr(start))) return error_about(Code{"purl_not_utf8"}, text);
  return {};
}

/// Reads "a/b//c/" into "a/b/c". `keep_dots`: "." and ".." are names like others (a namespace), else they are dropped.
Status read_segments(std::string_view text, Reading reading, bool keep_dots, std::string& out) {
  std::string segment;
  for (std::size_t at = 0; at < text.size();) {
    auto end = text.find('/', at);
    if (end == std::string_view::npos) end = text.size();
    segment.clear();
    MANARA_CHECK(append_decoded(text.substr(at, end - at), reading, segment));
    if (reading == Reading::strict && segment.find('/') != std::string::npos)
      return error_about(Code{"purl_slash_in_segment"}, segment);
    at = end + 1;
    if (segment.empty() || (!keep_dots && (segment == "." || segment == ".."))) continue;
    if (!out.empty()) out.push_back('/');
    out.append(segment);
  }
  return {};
}

bool is_type(std::string_view type) {
  if (type.empty() || !is_alpha(type.front())) return false;
  return std::ranges::all_of(type, [](char c) { return is_alnum(c) || c == '.' || c == '-'; });
}

bool is_key(std::string_view key) {
  if (key.empty() || !is_alpha(key.front())) return false;
  return std::ranges::all_of(key, [](char c) { return is_alnum(c) || c == '.' || c == '-' || c == '_'; });
}

/// Sorts the qualifiers; of several with one key the first stays, where that is allowed.
Status order_qualifiers(std::vector<Qualifier>& qualifiers, Reading reading) {
  std::ranges::stable_sort(qualifiers, {}, &Qualifier::key);
  const auto repeated = std::ranges::adjacent_find(qualifiers, {}, &Qualifier::key);
  if (repeated == qualifiers.end()) return {};
  if (reading == Reading::strict) return error_about(Code{"purl_repeated_qualifier"}, repeated->key);
  const auto rest = std::ranges::unique(qualifiers, {}, &Qualifier::key);
  qualifiers.erase(rest.begin(), rest.end());
  return {};
}

Status read_qualifiers(std::string_view text, Reading reading, std::vector<Qualifier>& qualifiers) {
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const auto pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    const auto key = pair.substr(0, equals);
    const bool lower = std::ranges::none_of(key, is_upper);
    if (!is_key(key) || (reading == Reading::strict && !lower)) return error_about(Code{"purl_bad_qualifier"}, key);
    if (equals + 1 >= pair.size()) continue;  // a key without a value is as good as no key
    Qualifier qualifier{to_lower(key), {}};
    MANARA_CHECK(append_decoded(pair.substr(equals + 1), reading, qualifier.value));
    qualifiers.push_back(std::move(qualifier));
  }
  return order_qualifiers(qualifiers, reading);
}

/// Splits the version off "ns/name@version". An "@" at the head of a segment begins a scope ("@babel/core"), unless
/// that segment is the last: then the name is missing.
Result<std::string_view> take_version(std::string_view& path, std::string_view text) {
  const auto at = path.rfind('@');
  if (at == std::string_view::npos) return std::string_view{};
  const auto version = path.substr(at + 1);
  if (at == 0 || path[at - 1] == '/') {
    if (version.find('/') != std::string_view::npos) return std::string_view{};
    return error_about(Code{"purl_no_name"}, text);
  }
  path.remove_suffix(path.size() - at);
  return version;
}

/// What all types share: no "/" at the ends of namespace and name, a name, a well-formed type.
Status apply_rules(Purl& purl, Reading reading) {
  if (!is_type(purl.type)) return error_about(Code{"purl_bad_type"}, purl.type);
  std::string_view name = purl.name;
  while (name.starts_with('/'))
    name.remove_prefix(1);
  while (name.ends_with('/'))
    name.remove_suffix(1);
  if (name.size() != purl.name.size()) purl.name = std::string(name);
  if (purl.name.empty()) return error_about(Code{"purl_no_name"}, purl.type);
  return apply_type_rules(purl, reading);
}

/// Only a repository's path may be a name of several segments.
bool name_is_path(const Purl& purl) {
  return purl.type == "git";
}

constexpr bool stays_plain(char c) {
  return is_alnum(c) || c == '.' || c == '-' || c == '_' || c == '~' || c == ':';
}

void append_encoded(std::string_view text, std::string& out) {
  constexpr char digits[] = "0123456789ABCDEF";
  for (const char c : text) {
    if (stays_plain(c)) {
      out.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.push_back('%');
      out.push_back(digits[byte >> 4]);
      out.push_back(digits[byte & 15U]);
    }
  }
}

void append_path(std::string_view path, std::string& out) {
  for (std::size_t at = 0; at <= path.size();) {
    const auto end = std::min(path.find('/', at), path.size());
    if (at > 0) out.push_back('/');
    append_encoded(path.substr(at, end - at), out);
    at = end + 1;
  }
}

/// "a//b/./c/" → "a/b/c".
std::string tidy_path(std::string_view path, bool keep_dots) {
  std::string out;
  for (const auto segment : split(path, '/')) {
    if (segment.empty() || (!keep_dots && (segment == "." || segment == ".."))) continue;
    if (!out.empty()) out.push_back('/');
    out.append(segment);
  }
  return out;
}

Status tidy_parts(Purl& purl) {
  for (char& c : purl.type)
    c = to_lower(c);
  purl.namespace_ = tidy_path(purl.namespace_, true);
  purl.subpath = tidy_path(purl.subpath, false);
  if (name_is_path(purl)) {
    const auto path = tidy_path(purl.namespace_ + "/" + purl.name, true);
    const auto halves = cut(path, '/');
    if (!halves) return error_about(Code{"purl_no_name"}, path);
    purl.namespace_ = halves->head;
    purl.name = halves->tail;
  }
  std::erase_if(purl.qualifiers, [](const Qualifier& qualifier) { return qualifier.value.empty(); });
  for (auto& qualifier : purl.qualifiers) {
    if (!is_key(qualifier.key)) return error_about(Code{"purl_bad_qualifier"}, qualifier.key);
    qualifier.key = to_lower(qualifier.key);
    if (!is_utf8(qualifier.value)) return error_about(Code{"purl_not_utf8"}, qualifier.key);
  }
  for (const auto* part : {&purl.namespace_, &purl.name, &purl.version, &purl.subpath}) {
    if (!is_utf8(*part)) return error_about(Code{"purl_not_utf8"}, purl.type);
  }
  return order_qualifiers(purl.qualifiers, Reading::strict);
}

}  // namespace

std::string_view Purl::qualifier(std::string_view key) const {
  for (const auto& each : qualifiers) {
    if (each.key == key) return each.value;
  }
  return {};
}

Result<Purl> parse_purl(std::string_view text, Reading reading) {
  if (text.size() > max_purl_bytes) return fail(Code{"purl_too_long"}, {std::to_string(max_purl_bytes)});
  if (text.size() < 4 || !iequals(text.substr(0, 4), "pkg:")) return error_about(Code{"purl_not_a_purl"}, text);
  auto rest = text.substr(4);
  while (rest.starts_with('/'))
    rest.remove_prefix(1);
  Purl purl;
  if (const auto hash = rest.rfind('#'); hash != std::string_view::npos) {
    MANARA_CHECK(read_segments(rest.substr(hash + 1), reading, false, purl.subpath));
    rest = rest.substr(0, hash);
  }
  if (const auto mark = rest.rfind('?'); mark != std::string_view::npos) {
    MANARA_CHECK(read_qualifiers(rest.substr(mark + 1), reading, purl.qualifiers));
    rest = rest.substr(0, mark);
  }
  const auto slash = rest.find('/');
  if (slash == std::string_view::npos) return error_about(Code{"purl_no_type"}, text);
  purl.type = to_lower(rest.substr(0, slash));
  rest.remove_prefix(slash + 1);
  MANARA_TRY(version, take_version(rest, text));
  MANARA_CHECK(append_decoded(version, reading, purl.version));
  if (!version.empty() && rest.ends_with('/')) return error_about(Code{"purl_no_name"}, text);
  while (rest.ends_with('/'))
    rest.remove_suffix(1);
  while (rest.starts_with('/'))
    rest.remove_prefix(1);
  const auto cut_at = name_is_path(purl) ? rest.find('/') : rest.rfind('/');
  if (cut_at != std::string_view::npos) {
    MANARA_CHECK(read_segments(rest.substr(0, cut_at), reading, true, purl.namespace_));
    rest.remove_prefix(cut_at + 1);
  }
  if (name_is_path(purl)) {
    MANARA_CHECK(read_segments(rest, reading, true, purl.name));
  } else {
    MANARA_CHECK(append_decoded(rest, reading, purl.name));
  }
  MANARA_CHECK(apply_rules(purl, reading));
  return purl;
}

Result<std::string> build_purl(Purl purl) {
  MANARA_CHECK(tidy_parts(purl));
  MANARA_CHECK(apply_rules(purl, Reading::strict));
  std::string out = "pkg:";
  out.append(purl.type).push_back('/');
  if (!purl.namespace_.empty()) {
    append_path(purl.namespace_, out);
    out.push_back('/');
  }
  if (name_is_path(purl)) {
    append_path(purl.name, out);
  } else {
    append_encoded(purl.name, out);
  }
  if (!purl.version.empty()) {
    out.push_back('@');
    append_encoded(purl.version, out);
  }
  char separator = '?';
  for (const auto& [key, value] : purl.qualifiers) {
    out.push_back(separator);
    out.append(key).push_back('=');
    append_encoded(value, out);
    separator = '&';
  }
  if (!purl.subpath.empty()) {
    out.push_back('#');
    append_path(purl.subpath, out);
  }
  return out;
}

Result<std::string> canonical_purl(std::string_view text) {
  MANARA_TRY(purl, parse_purl(text, Reading::tolerant));
  return build_purl(std::move(purl));
}

}  // namespace manara::versions
