/// What the readers of lockfiles share: a lockfile names packages of one registry by name and version, some of them
/// more than once, and some that do not come from the registry at all. No advisory names those: they are listed as
/// refused, so that they count as not assessed. The project itself and the members of its workspace are what the
/// lockfile is about; they are passed over.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "base/limits.h"
#include "base/result.h"
#include "model/inventory.h"

namespace manara::formats {

class LockedPackages {
 public:
  /// `kind` and `ecosystem` as in Inventory and Component.
  LockedPackages(std::string_view kind, std::string_view ecosystem, const Limits& limits);

  /// Keeps a package, each name and version once. One without a name or version, or with characters that none has, is
  /// refused. Error: too_many_components.
  Status add(std::string_view name, std::string_view version, std::uint64_t line = 0);
  /// Lists a package that can't be looked up; {0} of the reason is its name.
  void refuse(Code reason, std::string_view name, std::uint64_t line = 0);
  void refuse(Message reason, std::uint64_t line = 0);

  Inventory take() && { return std::move(inventory_); }

 private:
  Limits limits_;
  std::string_view ecosystem_;
  Inventory inventory_{};
  std::unordered_set<std::string> seen_{};
  std::string key_{};
};

/// Whether a path lies in the folder of the lockfile itself: relative, and not out of it by "..".
bool is_inside_project(std::string_view path);

/// Whether it is an address with a scheme ("https://…", "git+ssh://…", "file:…"; not "C:\…").
bool has_scheme(std::string_view text);

/// Whether it is the address of a repository of sources: "git+https:", "git:", "hg+…", "github:owner/name", …
bool is_repository(std::string_view address);

}  // namespace manara::formats
