#include "formats/cyclonedx/write.h"

#include <unordered_set>
#include <utility>
#include <vector>

#include "formats/cyclonedx/own_properties.h"
#include "json/writer.h"
#include "versions/cpe.h"
#include "versions/purl.h"

namespace manara::formats {
namespace {

using Named = std::vector<std::pair<std::string_view, std::string_view>>;

void write_properties(json::Writer& writer, const Named& properties) {
  if (properties.empty()) return;
  writer.key("properties").begin_array();
  for (const auto& [name, value] : properties) {
    writer.begin_object();
    writer.member("name", std::string(bom::own_prefix) + std::string(name)).member("value", value).end_object();
  }
  writer.end_array();
}

void text(json::Writer& writer, std::string_view name, std::string_view value) {
  if (!value.empty()) writer.member(name, value);
}

bool is_purl(std::string_view text) {
  return versions::parse_purl(text, versions::Reading::tolerant).has_value();
}

class BomWriter {
 public:
  std::string write(std::span<const InventoryPart> parts, std::string_view version) {
    writer_.begin_object();
    writer_.member("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    writer_.member("bomFormat", "CycloneDX").member("specVersion", "1.6").member("version", 1);
    metadata(parts, version);
    writer_.key("components").begin_array();
    for (const auto& part : parts) {
      if (!part.inventory->os.id.empty()) system(part);
      for (const auto& component : part.inventory->components)
        this->component(component, part.target);
    }
    writer_.end_array().end_object();
    return writer_.take() + "\n";
  }

 private:
  void metadata(std::span<const InventoryPart> parts, std::string_view version) {
    std::uint64_t refused = 0;
    for (const auto& part : parts)
      refused += part.inventory->refused.size() + part.inventory->refused_unlisted;
    writer_.key("metadata").begin_object();
    writer_.key("tools").begin_object().key("components").begin_array().begin_object();
    writer_.member("type", "application").member("name", "manara");
    text(writer_, "version", version);
    writer_.end_object().end_array().end_object();
    const auto count = std::to_string(refused);
    if (refused > 0) write_properties(writer_, {{"refused", count}});
    writer_.end_object();
  }

  void system(const InventoryPart& part) {
    const auto& os = part.inventory->os;
    writer_.begin_object().member("type", "operating-system").member("bom-ref", reference("system"));
    writer_.member("name", os.name.empty() ? os.id : os.name);
    text(writer_, "version", os.version);
    Named properties{{bom::own_system, "true"}, {bom::own_os_id, os.id}};
    if (!os.id_like.empty()) properties.emplace_back(bom::own_os_like, os.id_like);
    if (!os.name.empty()) properties.emplace_back(bom::own_os_name, os.name);
    if (!os.version.empty()) properties.emplace_back(bom::own_os_version, os.version);
    if (!part.target.empty()) properties.emplace_back("target", part.target);
    write_properties(writer_, properties);
    writer_.end_object();
  }

  void component(const Component& component, std::string_view target) {
    const bool good_purl = is_purl(component.purl);
    writer_.begin_object().member("type", "library");
    writer_.member("bom-ref", reference(component.reference.empty() ? "component" : component.reference));
    text(writer_, "publisher", component.vendor);
    writer_.member("name", component.name);
    text(writer_, "version", component.version);
    Named properties;
    bool has_cpe = false;
    for (const auto& cpe : component.cpes) {
      if (!has_cpe && versions::parse_cpe(cpe)) {
        writer_.member("cpe", cpe);
        has_cpe = true;
      } else {
        properties.emplace_back(bom::own_cpe, cpe);
      }
    }
    if (good_purl) writer_.member("purl", component.purl);
    auto copy = component;  // the table's accessors are the reader's, which fills
    for (const auto& own : bom::own_properties) {
      if (own.name == "purl" && good_purl) continue;
      if (const auto& value = own.field(copy); !value.empty()) properties.emplace_back(own.name, value);
    }
    if (!target.empty()) properties.emplace_back("target", target);
    write_properties(writer_, properties);
    writer_.end_object();
  }

  /// Every bom-ref is unique within the document; of several alike the first keeps its own.
  std::string reference(const std::string& wanted) {
    if (used_.insert(wanted).second) return wanted;
    for (;;) {
      auto made = wanted + "-" + std::to_string(++made_);
      if (used_.insert(made).second) return made;
    }
  }

  json::Writer writer_{json::Layout::indented};
  std::unordered_set<std::string> used_{};
  std::uint64_t made_ = 0;
};

}  // namespace

std::string write_cyclonedx(std::span<const InventoryPart> parts, std::string_view version_of_manara) {
  return BomWriter().write(parts, version_of_manara);
}

}  // namespace manara::formats
