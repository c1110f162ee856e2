#include "formats/npm_lock/npm_lock.h"

#include <array>

#include "base/strings.h"
#include "formats/locked.h"
#include "json/json.h"

namespace manara::formats {
namespace {

constexpr std::string_view modules = "node_modules/";

/// What a place of `packages` holds: the name behind the last node_modules, "" for a folder of the project's own.
std::string_view name_of_place(std::string_view place) {
  const auto mark = place.rfind(modules);
  if (mark == std::string_view::npos || (mark > 0 && place[mark - 1] != '/')) return {};
  return place.substr(mark + modules.size());
}

/// Adds a package, or lists why its address says that it is none of the registry's. What lies at an http address may
/// be a mirror of the registry: only version 1 tells the two apart, by the address in the place of the version.
Status add(std::string_view name, std::string_view version, std::string_view address, LockedPackages& out) {
  if (is_repository(address)) {
    out.refuse(Code{"lock_from_repository"}, name);
    return {};
  }
  if (take_prefix(address, "file:")) {
    const bool archive = address.ends_with(".tgz") || address.ends_with(".tar.gz") || address.ends_with(".tar");
    if (archive || !is_inside_project(address)) out.refuse(Code{"lock_from_folder"}, name);
    return {};
  }
  return out.add(name, version);
}

/// An entry of `packages` (version 2 and 3).
Status add_place(std::string_view place, const json::Value& entry, LockedPackages& out) {
  const auto given = entry["name"].string();
  const auto tail = name_of_place(place);
  if (tail.empty()) {
    if (!is_inside_project(place)) out.refuse(Code{"lock_from_folder"}, given.empty() ? place : given);
    return {};
  }
  // What a link points at has an entry of its own.
  if (entry["link"].boolean() == true) return {};
  return add(given.empty() ? tail : given, entry["version"].string(), entry["resolved"].string(), out);
}

/// An entry of `dependencies` (version 1), whose version may be an address or an alias.
Status add_dependency(std::string_view name, const json::Value& entry, LockedPackages& out) {
  auto version = entry["version"].string();
  if (take_prefix(version, "npm:")) {
    const auto halves = cut_last(version, '@');
    if (!halves || halves->head.empty()) {
      out.refuse(Code{"package_without_version"}, version);
      return {};
    }
    return out.add(halves->head, halves->tail);
  }
  if (version.starts_with("http:") || version.starts_with("https:")) {
    out.refuse(Code{"lock_from_address"}, name);
    return {};
  }
  return add(name, version, has_scheme(version) ? version : entry["resolved"].string(), out);
}

/// Recursion is as deep as the document, which its parser has bounded.
Status add_tree(const json::Value& dependencies, LockedPackages& out) {
  for (const auto& [name, entry] : dependencies.members()) {
    MANARA_CHECK(add_dependency(name, entry, out));
    MANARA_CHECK(add_tree(entry["dependencies"], out));
  }
  return {};
}

/// A package.json has `dependencies` too, but ranges in them where a lockfile has objects.
bool is_tree(const json::Value& dependencies) {
  for (const auto& [name, entry] : dependencies.members())
    return entry.is_object();
  return false;
}

}  // namespace

bool looks_like_npm_lock(const Probe& probe) {
  constexpr std::array<std::string_view, 2> names = {"package-lock.json", "npm-shrinkwrap.json"};
  auto head = probe.head;
  take_prefix(head, "\xEF\xBB\xBF");
  if (!trim(head).starts_with('{')) return false;
  const auto file = probe.file_name();
  if (file == names[0] || file == names[1]) return true;
  // bun's lockfile has the same first member.
  const bool may_be = file.empty() || (file.ends_with(".json") && !file.starts_with('.'));
  return may_be && head.find("\"lockfileVersion\"") != std::string_view::npos &&
         (head.find("\"packages\"") != std::string_view::npos ||
          head.find("\"dependencies\"") != std::string_view::npos);
}

Result<Inventory> read_npm_lock(io::Stream& stream, std::string_view, const Limits& limits) {
  MANARA_TRY(input, io::WholeInput::read(stream, limits.document_bytes));
  json::Document document;
  MANARA_TRY(root, document.parse(input.bytes(), limits));
  const auto packages = root["packages"];
  const auto dependencies = root["dependencies"];
  if (!root["lockfileVersion"].integer() && !packages.is_object() && !is_tree(dependencies))
    return fail(Code{"npm_lock_not"});
  LockedPackages out(npm_lock.name, "npm", limits);
  if (packages.is_object()) {
    for (const auto& [place, entry] : packages.members())
      MANARA_CHECK(add_place(place, entry, out));
  } else {
    MANARA_CHECK(add_tree(dependencies, out));
  }
  return std::move(out).take();
}

}  // namespace manara::formats
