#include "access/role.h"

namespace manara::access {
namespace {

constexpr std::array<std::string_view, all_roles.size()> names{
    "administrator", "analyst", "organisation_officer", "policy_officer", "trainer", "coordinator", "auditor"};

}  // namespace

std::string_view name_of(Role role) {
  return names[static_cast<std::size_t>(role)];
}

std::optional<Role> read_role(std::string_view name) {
  for (const auto role : all_roles) {
    if (name_of(role) == name) return role;
  }
  return std::nullopt;
}

}  // namespace manara::access
