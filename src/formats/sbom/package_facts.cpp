#include "formats/sbom/package_facts.h"

#include "base/strings.h"

namespace manara::formats {
namespace {

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out.push_back(static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])));
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

bool has_source_packages(std::string_view purl) {
  return purl.starts_with("pkg:deb/") || purl.starts_with("pkg:rpm/") || purl.starts_with("pkg:apk/") ||
         purl.starts_with("pkg:alpm/");
}

}  // namespace

std::string purl_qualifier(std::string_view purl, std::string_view key) {
  const auto question = purl.find('?');
  if (question == std::string_view::npos) return {};
  auto rest = purl.substr(question + 1);
  rest = rest.substr(0, rest.find('#'));
  while (!rest.empty()) {
    const auto end = rest.find('&');
    const auto pair = rest.substr(0, end);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && iequals(pair.substr(0, equals), key)) {
      return percent_decoded(pair.substr(equals + 1));
    }
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  return {};
}

std::optional<SourcePackage> parse_source_rpm(std::string_view file) {
  if (!take_suffix(file, ".src.rpm") && !take_suffix(file, ".nosrc.rpm")) return std::nullopt;
  const auto release = cut_last(file, '-');
  if (!release) return std::nullopt;
  const auto version = cut_last(release->head, '-');
  if (!version || version->head.empty() || version->tail.empty() || release->tail.empty()) return std::nullopt;
  return SourcePackage{std::string(version->head), std::string(version->tail) + "-" + std::string(release->tail)};
}

SourcePackage upstream_of_purl(std::string_view purl) {
  if (!has_source_packages(purl)) return {};
  const auto upstream = purl_qualifier(purl, "upstream");
  if (upstream.empty()) return {};
  if (auto rpm = parse_source_rpm(upstream)) return *std::move(rpm);
  const auto halves = cut_last(upstream, '@');
  if (!halves) return {upstream, {}};
  return {std::string(halves->head), std::string(halves->tail)};
}

void complete(Component& component) {
  if (component.source.name.empty()) component.source = upstream_of_purl(component.purl);
  if (!component.source.name.empty() && component.source.version.empty()) component.source.version = component.version;
}

}  // namespace manara::formats
