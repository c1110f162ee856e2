#include "formats/pipfile_lock/pipfile_lock.h"

#include "base/strings.h"
#include "formats/locked.h"
#include "json/json.h"

namespace manara::formats {
namespace {

Status add(std::string_view name, const json::Value& entry, LockedPackages& out) {
  for (const auto repository : {"git", "hg", "svn", "bzr"}) {
    if (entry[repository]) {
      out.refuse(Code{"lock_from_repository"}, name);
      return {};
    }
  }
  for (const auto member : {"path", "file"}) {
    const auto place = entry[member].string();
    if (place.empty()) continue;
    const bool address = has_scheme(place) && !place.starts_with("file:");
    const bool archive = place.ends_with(".whl") || place.ends_with(".gz") || place.ends_with(".zip");
    if (address) {
      out.refuse(Code{"lock_from_address"}, name);
    } else if (archive || !is_inside_project(place)) {
      out.refuse(Code{"lock_from_folder"}, name);
    }
    return {};
  }
  auto version = entry["version"].string();
  if (!take_prefix(version, "==") || version.find('*') != std::string_view::npos) {
    out.refuse(Code{"lock_not_pinned"}, name);
    return {};
  }
  take_prefix(version, "=");
  return out.add(name, trim(version));
}

}  // namespace

bool looks_like_pipfile_lock(const Probe& probe) {
  auto head = probe.head;
  take_prefix(head, "\xEF\xBB\xBF");
  if (!trim(head).starts_with('{')) return false;
  if (probe.file_name() == "Pipfile.lock") return true;
  return probe.file_name().empty() && head.find("\"pipfile-spec\"") != std::string_view::npos;
}

Result<Inventory> read_pipfile_lock(io::Stream& stream, std::string_view, const Limits& limits) {
  MANARA_TRY(input, io::WholeInput::read(stream, limits.document_bytes));
  json::Document document;
  MANARA_TRY(root, document.parse(input.bytes(), limits));
  if (!root["_meta"].is_object() && !root["default"].is_object()) return fail(Code{"pipfile_lock_not"});
  LockedPackages out(pipfile_lock.name, "PyPI", limits);
  for (const auto& [category, packages] : root.members()) {
    if (category == "_meta") continue;
    for (const auto& [name, entry] : packages.members())
      MANARA_CHECK(add(name, entry, out));
  }
  return std::move(out).take();
}

}  // namespace manara::formats
