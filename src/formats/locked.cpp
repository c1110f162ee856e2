#include "formats/locked.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "formats/rows.h"

namespace manara::formats {

LockedPackages::LockedPackages(std::string_view kind, std::string_view ecosystem, const Limits& limits)
    : limits_(limits), ecosystem_(ecosystem) {
  inventory_.kind = kind;
}

Status LockedPackages::add(std::string_view name, std::string_view version, std::uint64_t line) {
  if (name.empty()) {
    refuse(Message{Code{"stanza_without_name"}}, line);
    return {};
  }
  if (version.empty()) {
    refuse(Code{"package_without_version"}, name, line);
    return {};
  }
  if (!is_word(name) || !is_word(version)) {
    refuse(Message{Code{"package_not_readable"}}, line);
    return {};
  }
  key_.assign(name).append(1, ' ').append(version);
  if (!seen_.insert(key_).second) return {};
  Component component;
  component.name = name;
  component.version = version;
  component.ecosystem = ecosystem_;
  return keep(inventory_, std::move(component), limits_);
}

void LockedPackages::refuse(Code reason, std::string_view name, std::uint64_t line) {
  refuse(Message{reason, {shown(name)}}, line);
}

void LockedPackages::refuse(Message reason, std::uint64_t line) {
  formats::refuse(inventory_, line, std::move(reason), limits_);
}

bool is_inside_project(std::string_view path) {
  if (path.starts_with('/') || path.starts_with('\\') || path.find(':') != std::string_view::npos) return false;
  int depth = 0;
  while (!path.empty()) {
    const auto end = std::min(path.find_first_of("/\\"), path.size());
    const auto segment = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (segment.empty() || segment == ".") continue;
    depth += segment == ".." ? -1 : 1;
    if (depth < 0) return false;
  }
  return true;
}

bool has_scheme(std::string_view text) {
  const auto scheme = text.substr(0, std::min(text.find(':'), text.size()));
  return scheme.size() >= 2 && scheme.size() < text.size() && is_alpha(scheme.front()) &&
         std::ranges::all_of(scheme, [](char c) { return is_alnum(c) || c == '+' || c == '-' || c == '.'; });
}

bool is_repository(std::string_view address) {
  constexpr std::array<std::string_view, 10> heads = {"git+", "git:",    "git@",    "hg+",        "svn+",
                                                      "bzr+", "github:", "gitlab:", "bitbucket:", "gist:"};
  return std::ranges::any_of(heads, [&](std::string_view head) { return address.starts_with(head); });
}

}  // namespace manara::formats
