#include "formats/pom_properties/pom_properties.h"

#include "base/strings.h"
#include "formats/rows.h"

namespace manara::formats {
namespace {

struct Property {
  std::string key{}, value{};
};

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    out.push_back(text[i]);
  }
  return out;
}

/// One line; a line that goes on behind a backslash is none of the three that are asked for.
Property property_of(std::string_view line) {
  line = trim(line);
  if (line.starts_with('#') || line.starts_with('!')) return {};
  std::size_t end = 0;
  while (end < line.size() && line[end] != '=' && line[end] != ':' && !is_space(line[end]))
    end += line[end] == '\\' ? 2U : 1U;
  end = std::min(end, line.size());
  auto value = trim(line.substr(end));
  if (value.starts_with('=') || value.starts_with(':')) value = trim(value.substr(1));
  return {unescaped(line.substr(0, end)), unescaped(value)};
}

}  // namespace

bool looks_like_pom_properties(const Probe& probe) {
  return probe.file_name() == "pom.properties" && probe.head.find("artifactId") != std::string_view::npos;
}

Result<Inventory> read_pom_properties(io::Stream& stream, std::string_view, const Limits& limits) {
  std::string group, artifact, version;
  io::Lines lines(stream, limits.record_bytes);
  for (;;) {
    MANARA_TRY(line, lines.next());
    if (!line) break;
    auto property = property_of(*line);
    if (property.key == "groupId") {
      group = std::move(property.value);
    } else if (property.key == "artifactId") {
      artifact = std::move(property.value);
    } else if (property.key == "version") {
      version = std::move(property.value);
    }
  }
  if (!is_word(group) || !is_word(artifact) || !is_word(version)) return fail(Code{"pom_properties_not"});
  Inventory inventory;
  inventory.kind = pom_properties.name;
  Component component;
  component.name = group + ":" + artifact;
  component.version = version;
  component.ecosystem = "Maven";
  MANARA_CHECK(keep(inventory, std::move(component), limits));
  return inventory;
}

}  // namespace manara::formats
