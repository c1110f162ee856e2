#include "rootfs/gem.h"

#include <algorithm>

#include "base/strings.h"

namespace manara::rootfs {
namespace {

/// A version begins with a digit (Gem::Version); of the parts that do, one with a dot is surer than "2" in a name or
/// "22" in the platform "arm64-darwin-22".
std::optional<GemName> find_version(std::string_view text, bool with_dot) {
  for (std::size_t at = text.find('-'); at != std::string_view::npos; at = text.find('-', at + 1)) {
    const auto rest = text.substr(at + 1);
    const auto version = rest.substr(0, rest.find('-'));
    if (at == 0 || version.empty() || !is_digit(version.front())) continue;
    if (with_dot && version.find('.') == std::string_view::npos) continue;
    if (!std::ranges::all_of(version, [](char c) { return is_alnum(c) || c == '.'; })) continue;
    return GemName{text.substr(0, at), version};
  }
  return std::nullopt;
}

}  // namespace

std::optional<GemName> parse_gem_file(std::string_view file) {
  if (!take_suffix(file, ".gemspec")) return std::nullopt;
  const auto found = find_version(file, true);
  return found ? found : find_version(file, false);
}

}  // namespace manara::rootfs
