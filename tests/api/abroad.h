/// Somebody whose role is of another nation, for tests of the API. Nobody here can give such a role: it is written past
/// the API, as it would come with what another node wrote.
#pragma once

#include "access/permissions.h"
#include "node.h"

namespace manara::made {

inline constexpr access::ScopeId other_nation{{8}};

inline void become_abroad(Node& node, std::optional<access::Role> role) {
  node.become(std::nullopt, Node::nation);
  if (!role) return;
  node.add("grant_given", {fmt::format(R"({{"person":"{}","role":"{}","scope":"{}","until":null}})",
                                       to_string(node.person), access::name_of(*role), to_string(other_nation))});
  // Or nothing that is refused to them would show anything.
  REQUIRE(node.people().actor_of(node.person).value().grants.size() == 1);
}

}  // namespace manara::made
