#include "access/role.h"

namespace manara::access {

std::string_view name_of(Role role) {
  return role_names[static_cast<std::size_t>(role)];
}

std::optional<Role> read_role(std::string_view name) {
  for (const auto role : all_roles) {
    if (name_of(role) == name) return role;
  }
  return std::nullopt;
}

}  // namespace manara::access
