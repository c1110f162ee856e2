/// Installed RubyGems, told by the name of the specification file:
/// specifications/<name>-<version>[-<platform>].gemspec. The file itself is Ruby code and is not read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace manara::rootfs {

struct GemName {
  std::string_view name, version;
};

/// "nokogiri-1.15.4-x86_64-linux.gemspec" → nokogiri, 1.15.4; nullopt for a name without a version.
std::optional<GemName> parse_gem_file(std::string_view file);

}  // namespace manara::rootfs
