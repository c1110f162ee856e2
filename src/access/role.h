/// Who somebody is here: roles, given within a nation or an organisation, for a time or for good.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "access/scope.h"
#include "base/id.h"

namespace manara::access {

using PersonId = Id<struct PersonTag>;

enum class Role : std::uint8_t {
  administrator,
  analyst,
  organisation_officer,
  policy_officer,
  trainer,
  coordinator,
  auditor,  ///< reads all of the scope, writes nothing
};

inline constexpr std::array all_roles{Role::administrator,  Role::analyst, Role::organisation_officer,
                                      Role::policy_officer, Role::trainer, Role::coordinator,
                                      Role::auditor};
inline constexpr std::array<std::string_view, all_roles.size()> role_names{
    "administrator", "analyst", "organisation_officer", "policy_officer", "trainer", "coordinator", "auditor"};

/// "organisation_officer"
std::string_view name_of(Role role);
std::optional<Role> read_role(std::string_view name);

struct Grant {
  Role role = Role::auditor;
  ScopeId scope{};
  std::optional<std::int64_t> until_ms{};  ///< from this moment on it is none; nullopt: for good
  bool operator==(const Grant&) const = default;
};

/// Where something belongs: its own scope and those that hold it, an organisation's nation.
struct Place {
  ScopeId scope{};
  std::vector<ScopeId> held_by{};
};

enum class Use : std::uint8_t { read_only, read_and_write };

/// Whom something is asked for. Nobody: no grants.
struct Actor {
  PersonId person{};
  std::vector<Grant> grants{};
  /// What a token may do of what its owner may.
  struct Limit {
    Place place{};
    Use use = Use::read_only;
  };
  std::optional<Limit> limit{};
};

}  // namespace manara::access
