// Lines "a < b", "a > b", "a = b", made with each ecosystem's own tool; a file's name begins with the ecosystem. Some
// texts are no versions today (PyPI's from before PEP 440): the orderings' compare takes any text, so none is left out.
#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

#include "base/strings.h"
#include "suite.h"
#include "versions/version.h"

namespace manara::conformance {
namespace {

using versions::Scheme;

struct Ecosystem {
  std::string_view name;
  Scheme scheme;
};
constexpr std::array<Ecosystem, 12> ecosystems{{{"alpine", Scheme::apk},
                                                {"cran", Scheme::cran},
                                                {"debian", Scheme::debian},
                                                {"hackage", Scheme::hackage},
                                                {"maven", Scheme::maven},
                                                {"nuget", Scheme::nuget},
                                                {"packagist", Scheme::packagist},
                                                {"pub", Scheme::pub},
                                                {"pypi", Scheme::pep440},
                                                {"redhat", Scheme::rpm},
                                                {"rubygems", Scheme::gem},
                                                {"semver", Scheme::semver}}};

std::optional<Scheme> scheme_of(const std::string& file) {
  const auto stem = std::filesystem::path(file).filename().string();
  const auto name = std::string_view(stem).substr(0, stem.find('-'));
  const auto found = std::ranges::find(ecosystems, name, &Ecosystem::name);
  return found == ecosystems.end() ? std::nullopt : std::optional(found->scheme);
}

/// "a < b" as "b > a" too: an ordering must say the same from both sides.
bool holds(const versions::Ordering& ordering, std::string_view a, std::string_view sign, std::string_view b) {
  const auto forth = ordering.compare(a, b);
  const auto back = ordering.compare(b, a);
  if (sign == "=") return forth == 0 && back == 0;
  if (sign == "<") return forth < 0 && back > 0;
  return sign == ">" && forth > 0 && back < 0;
}

}  // namespace

void version_order(const std::string& path, Tally& tally) {
  for (const auto& file : files_below(path, ".txt")) {
    const auto scheme = scheme_of(file);
    const auto text = read_text(file);
    for (auto line : split(text, '\n')) {
      line = trim(line);
      if (line.empty() || line.starts_with("//")) continue;
      const auto parts = split(line, ' ');
      const bool readable = scheme && parts.size() == 3;
      tally.check(readable && holds(versions::ordering(*scheme), parts[0], parts[1], parts[2]),
                  std::filesystem::path(file).filename().string() + ": " + std::string(line));
    }
  }
}

}  // namespace manara::conformance
