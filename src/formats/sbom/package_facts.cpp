#include "formats/sbom/package_facts.h"

#include <algorithm>
#include <iterator>

#include "base/strings.h"
#include "versions/ecosystem.h"
#include "versions/purl.h"

namespace manara::formats {
namespace {

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

struct Kind {
  std::string_view kind, ecosystem;
};
constexpr Kind kinds[] = {
    {"debian", "Debian"},
    {"ubuntu", "Ubuntu"},
    {"alpine", "Alpine"},
    {"redhat", "Red Hat"},
    {"alma", "AlmaLinux"},
    {"rocky", "Rocky Linux"},
    {"npm", "npm"},
    {"node-pkg", "npm"},
    {"yarn", "npm"},
    {"pnpm", "npm"},
    {"python", "PyPI"},
    {"python-pkg", "PyPI"},
    {"pip", "PyPI"},
    {"pipenv", "PyPI"},
    {"poetry", "PyPI"},
    {"gem", "RubyGems"},
    {"gemspec", "RubyGems"},
    {"bundler", "RubyGems"},
    {"gomod", "Go"},
    {"gobinary", "Go"},
    {"go-module", "Go"},
    {"cargo", "crates.io"},
    {"rust-crate", "crates.io"},
    {"rustbinary", "crates.io"},
    {"nuget", "NuGet"},
    {"dotnet", "NuGet"},
    {"dotnet-core", "NuGet"},
    {"hex", "Hex"},
    {"pub", "Pub"},
    {"dart-pub", "Pub"},
};

}  // namespace

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

std::optional<SourcePackage> parse_source_rpm(std::string_view file) {
  if (!take_suffix(file, ".src.rpm") && !take_suffix(file, ".nosrc.rpm")) return std::nullopt;
  const auto release = cut_last(file, '-');
  const auto version = release ? cut_last(release->head, '-') : std::nullopt;
  if (!version || version->head.empty() || version->tail.empty() || release->tail.empty()) return std::nullopt;
  return SourcePackage{std::string(version->head), std::string(version->tail) + "-" + std::string(release->tail)};
}

std::string_view ecosystem_of_kind(std::string_view kind) {
  const auto* found = std::ranges::find(kinds, kind, &Kind::kind);
  return found == std::end(kinds) ? std::string_view{} : found->ecosystem;
}

void complete(Component& component) {
  auto& source = component.source;
  // Few purls have it, and reading one costs more than all the rest of a component.
  if (source.name.empty() && component.purl.find("upstream=") != std::string::npos) {
    const auto purl = versions::parse_purl(component.purl, versions::Reading::tolerant);
    if (auto identity = purl ? versions::identify(*purl) : std::nullopt) {
      source = {std::move(identity->source_name), std::move(identity->source_version)};
    }
  }
  if (!source.name.empty() && source.version.empty()) source.version = component.version;
}

OperatingSystem os_of_purl(std::string_view text) {
  if (text.find("distro=") == std::string_view::npos) return {};
  const auto purl = versions::parse_purl(text, versions::Reading::tolerant);
  if (!purl) return {};
  const auto distro = purl->qualifier("distro");
  const auto halves = cut_last(distro, '-');
  if (halves && !halves->tail.empty() && is_digit(halves->tail.front())) {
    return {.id = to_lower(halves->head), .version = std::string(halves->tail), .name = std::string(distro)};
  }
  // Trivy writes the release alone for apk ("3.16.2"); the namespace says of what.
  if (!distro.empty() && is_digit(distro.front())) {
    return {
        .id = purl->namespace_, .version = std::string(distro), .name = purl->namespace_ + " " + std::string(distro)};
  }
  return {};
}

namespace {

/// The raw text behind `distro=`: the same in nearly all purls of a document, so that few are parsed.
std::string_view distro_text(std::string_view purl) {
  const auto at = purl.find("distro=");
  if (at == std::string_view::npos) return {};
  purl.remove_prefix(at);
  return purl.substr(0, purl.find_first_of("&#"));
}

bool same_release(const OperatingSystem& a, const OperatingSystem& b) {
  return a.id == b.id && (a.version == b.version ||
                          versions::release_of_os(a.id, a.version) == versions::release_of_os(b.id, b.version));
}

}  // namespace

void complete_os(Inventory& inventory) {
  if (!inventory.os.id.empty()) return;
  OperatingSystem first;
  std::string_view seen;
  for (const auto& component : inventory.components) {
    const auto text = distro_text(component.purl);
    if (text.empty() || text == seen) continue;
    seen = text;
    auto os = os_of_purl(component.purl);
    if (os.id.empty()) continue;
    // What several systems were put together in has no system of its own that the rest could be taken to belong to.
    if (!first.id.empty() && !same_release(first, os)) return;
    if (first.id.empty()) first = std::move(os);
  }
  inventory.os = std::move(first);
}

}  // namespace manara::formats
