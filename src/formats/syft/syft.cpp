#include "formats/syft/syft.h"

#include "base/strings.h"
#include "formats/rows.h"
#include "formats/sbom/ownership.h"
#include "formats/sbom/package_facts.h"
#include "json/json.h"

namespace manara::formats {
namespace {

std::string_view first_text(const json::Value& object, std::initializer_list<const char*> names) {
  for (const auto* name : names) {
    if (const auto text = object[name].string(); !text.empty()) return text;
  }
  return {};
}

SourcePackage source_of(const json::Value& metadata) {
  SourcePackage source{std::string(first_text(metadata, {"source", "originPackage", "basepackage"})),
                       metadata["sourceVersion"].text()};
  if (!source.name.empty()) return source;
  return parse_source_rpm(metadata["sourceRpm"].string()).value_or(SourcePackage{});
}

/// "nodejs:18:8080020230718…:63b34585" → "nodejs:18"
std::string module_of(std::string_view label) {
  const auto name_end = label.find(':');
  return std::string(label.substr(0, name_end == std::string_view::npos ? name_end : label.find(':', name_end + 1)));
}

Component component_of(const json::Value& artifact) {
  Component out;
  out.name = artifact["name"].string();
  out.version = artifact["version"].string();
  out.purl = artifact["purl"].string();
  out.reference = artifact["id"].string();
  for (const auto cpe : artifact["cpes"].elements()) {
    const auto text = cpe.is_string() ? cpe.string() : cpe["cpe"].string();
    if (!text.empty()) out.cpes.emplace_back(text);
  }
  for (const auto location : artifact["locations"].elements()) {
    if (!out.found_in.empty()) break;
    out.found_in = location.is_string() ? location.string() : location["path"].string();
  }
  const auto metadata = artifact["metadata"];
  const auto type = artifact["type"].string();
  if (type == "deb" || type == "rpm" || type == "apk" || type == "alpm") {
    out.source = source_of(metadata);
    out.arch = first_text(metadata, {"architecture", "arch"});
    out.module = module_of(metadata["modularityLabel"].string());
  } else if (out.purl.empty()) {
    out.ecosystem = ecosystem_of_kind(type);
  }
  complete(out);
  return out;
}

OperatingSystem os_of(const json::Value& distro) {
  OperatingSystem os;
  os.id = to_lower(first_text(distro, {"id", "name"}));
  os.version = first_text(distro, {"versionID", "version"});
  os.name = first_text(distro, {"prettyName", "name"});
  const auto like = distro["idLike"];
  os.id_like = like.string();
  for (const auto id : like.elements())
    os.id_like += (os.id_like.empty() ? "" : " ") + id.text();
  return os;
}

bool is_syft(const json::Value& root) {
  if (!root["artifacts"].is_array()) return false;
  return root["descriptor"]["name"].string() == "syft" || root["schema"].is_object() || root["distro"].is_object();
}

}  // namespace

bool looks_like_syft(const Probe& probe) {
  auto head = probe.head;
  take_prefix(head, "\xEF\xBB\xBF");
  if (!trim(head).starts_with('{') || head.find("\"artifacts\"") == std::string_view::npos) return false;
  return head.find("\"foundBy\"") != std::string_view::npos || head.find("anchore/syft") != std::string_view::npos ||
         head.find("\"artifactRelationships\"") != std::string_view::npos;
}

Result<Inventory> read_syft(io::Stream& stream, std::string_view, const Limits& limits) {
  MANARA_TRY(input, io::WholeInput::read(stream, limits.document_bytes));
  json::Document document;
  MANARA_TRY(root, document.parse(input.bytes(), limits));
  if (!is_syft(root)) return fail(Code{"syft_not_a_document"});
  Inventory inventory;
  inventory.kind = "syft";
  inventory.os = os_of(root["distro"]);
  std::size_t index = 0;
  for (const auto artifact : root["artifacts"].elements()) {
    const auto place = "artifacts/" + std::to_string(index++);
    if (artifact["name"].string().empty() && artifact["purl"].string().empty()) {
      refuse(inventory, 0, {Code{"component_without_name"}, {place}}, limits);
      continue;
    }
    if (artifact["version"] && artifact["version"].kind() == json::Kind::number) {
      refuse(inventory, 0, {Code{"component_field_not_text"}, {place, "version"}}, limits);
    }
    MANARA_CHECK(keep(inventory, component_of(artifact), limits));
  }
  Ownership ownership;
  for (const auto relationship : root["artifactRelationships"].elements()) {
    if (relationship["type"].string() != "ownership-by-file-overlap") continue;
    ownership.add(relationship["parent"].string(), relationship["child"].string());
  }
  ownership.apply(inventory);
  return inventory;
}

}  // namespace manara::formats
