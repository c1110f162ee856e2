/// The one table of what each role may do with each resource, and the one question that is put to it. Everywhere else
/// asks; nothing else decides. tests/api/access.txt says what is expected of it, to be read by people.
///
/// What everybody may do with what is theirs alone (their password, sessions, tokens) is in no table: those use cases
/// take the caller and act on nobody else.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "access/role.h"

namespace manara::access {

enum class Verb : std::uint8_t { read, create, edit, remove };
inline constexpr std::array all_verbs{Verb::read, Verb::create, Verb::edit, Verb::remove};
std::string_view name_of(Verb verb);

class Roles {
 public:
  constexpr Roles() = default;
  constexpr Roles(std::initializer_list<Role> roles) {
    for (const auto role : roles)
      bits_ |= bit(role);
  }
  [[nodiscard]] constexpr bool has(Role role) const { return (bits_ & bit(role)) != 0; }

 private:
  static constexpr std::uint32_t bit(Role role) { return 1U << static_cast<unsigned>(role); }
  std::uint32_t bits_ = 0;
};

/// Whom a verb is allowed to within the scope of their grant. A verb of nobody is not possible at all.
struct Permission {
  std::string_view resource;
  Roles read{};
  Roles create{};
  Roles edit{};
  Roles remove{};

  [[nodiscard]] constexpr const Roles& roles(Verb verb) const {
    switch (verb) {
      case Verb::read: return read;
      case Verb::create: return create;
      case Verb::edit: return edit;
      case Verb::remove: break;
    }
    return remove;
  }
};

std::span<const Permission> permissions();

/// Whether a grant of theirs that is in force at `now_ms` allows it there. No for a resource that is in no row.
bool may(const Actor& actor, Verb verb, std::string_view resource, const Place& place, std::int64_t now_ms);

/// The scopes whose rows of a resource they may see: what a reader of the store is given.
Scope visible(const Actor& actor, std::string_view resource, std::int64_t now_ms);

/// What they may do somewhere: for menus, which hide what leads nowhere.
struct Ability {
  std::string_view resource{};
  std::vector<Verb> verbs{};
};
std::vector<Ability> abilities(const Actor& actor, std::int64_t now_ms);

}  // namespace manara::access
