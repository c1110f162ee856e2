#include "formats/cyclonedx/properties.h"

#include "base/strings.h"
#include "formats/cyclonedx/own_properties.h"
#include "formats/sbom/package_facts.h"

namespace manara::formats::bom {
namespace {

void set(std::string& field, std::string_view value) {
  if (field.empty()) field = value;
}

/// "nodejs:18:8080020230718…:63b34585" → "nodejs:18"
std::string_view module_stream(std::string_view label) {
  const auto name_end = label.find(':');
  return name_end == std::string_view::npos ? label : label.substr(0, label.find(':', name_end + 1));
}

}  // namespace

void Properties::add(std::string_view name, std::string_view value) {
  if (value.empty()) return;
  if (take_prefix(name, "syft:")) return add_syft(name, value);
  if (take_prefix(name, "aquasecurity:trivy:")) return add_trivy(name, value);
  if (take_prefix(name, own_prefix)) return add_own(name, value);
}

void Properties::add_syft(std::string_view name, std::string_view value) {
  if (name == "metadata:source" || name == "metadata:originPackage") return set(component_.source.name, value);
  if (name == "metadata:sourceVersion") return set(component_.source.version, value);
  if (name == "metadata:modularityLabel") return set(component_.module, module_stream(value));
  if (name == "metadata:sourceRpm" && component_.source.name.empty()) {
    if (auto source = parse_source_rpm(value)) component_.source = *std::move(source);
  }
  if (name == "cpe23") component_.cpes.emplace_back(value);
  if (name == "package:type") return set(kind_, value);
  if (name == "distro:id") return set(os_.id, value);
  if (name == "distro:versionID") return set(os_.version, value);
  if (name == "distro:prettyName") return set(os_.name, value);
  if (name.starts_with("distro:idLike:")) return set(os_.id_like, value);
  if (name.starts_with("location:") && name.ends_with(":path")) return set(component_.found_in, value);
}

void Properties::add_trivy(std::string_view name, std::string_view value) {
  if (name == "FilePath") return set(component_.found_in, value);
  if (name == "SrcName") return set(component_.source.name, value);
  if (name == "SrcVersion") return set(component_.source.version, value);
  if (name == "SrcRelease") return set(source_release_, value);
  if (name == "SrcEpoch") return set(source_epoch_, value);
  if (name == "Modularitylabel") return set(component_.module, module_stream(value));
  if (name == "PkgType") return set(kind_, value);
}

void Properties::add_own(std::string_view name, std::string_view value) {
  if (name == own_cpe) component_.cpes.emplace_back(value);
  if (name == own_system) only_system_ = true;
  if (name == own_os_id) return set(os_.id, value);
  if (name == own_os_like) return set(os_.id_like, value);
  if (name == own_os_name) return set(os_.name, value);
  if (name == own_os_version) return set(os_.version, value);
  for (const auto& own : own_properties) {
    if (name == own.name) return set(own.field(component_), value);
  }
}

void Properties::finish(bool bare_name) {
  auto& version = component_.source.version;
  if (!version.empty() && !source_release_.empty()) version += "-" + source_release_;
  if (!version.empty() && !source_epoch_.empty() && source_epoch_ != "0") version = source_epoch_ + ":" + version;
  if (component_.purl.empty() && component_.ecosystem.empty() && bare_name)
    component_.ecosystem = ecosystem_of_kind(kind_);
}

}  // namespace manara::formats::bom
