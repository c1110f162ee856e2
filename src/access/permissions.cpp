#include "access/permissions.h"

#include <algorithm>

namespace manara::access {
namespace {

using enum Role;

constexpr Roles everyone{administrator, analyst, organisation_officer, policy_officer, trainer, coordinator, auditor};
constexpr Roles keepers{administrator, analyst, organisation_officer};
/// Where the nets and machines of others are weak is nothing that a lesson or a strategy needs.
constexpr Roles technical{administrator, analyst, organisation_officer, auditor};

constexpr Permission rows[] = {
    {.resource = "organisations",
     .read = everyone,
     .create = {administrator, analyst},
     .edit = keepers,
     .remove = {administrator}},
    {.resource = "contacts",
     .read = {administrator, analyst, organisation_officer, trainer, auditor},
     .create = keepers,
     .edit = keepers,
     .remove = keepers},
    {.resource = "networks", .read = technical, .create = keepers, .edit = keepers, .remove = keepers},
    {.resource = "assets", .read = technical, .create = keepers, .edit = keepers, .remove = keepers},
    // What was installed on a day is a fact: the next inventory follows it, nothing edits it.
    {.resource = "inventories", .read = technical, .create = keepers},
    {.resource = "people",
     .read = {administrator, analyst, organisation_officer, policy_officer, trainer, auditor},
     .create = {administrator},
     .edit = {administrator},
     .remove = {administrator}},
    {.resource = "grants", .read = {administrator, auditor}, .create = {administrator}, .remove = {administrator}},
    {.resource = "invitations", .read = {administrator, auditor}, .create = {administrator}, .remove = {administrator}},
    {.resource = "sessions", .read = {administrator, auditor}, .remove = {administrator}},
    {.resource = "tokens", .read = {administrator, auditor}, .remove = {administrator}},
    // Headers tell how much happens and when: to those who keep or check the ledger.
    {.resource = "ledger", .read = {administrator, analyst, auditor}},
    // For good: what a person may ask for is done by those who answer for the node.
    {.resource = "erasures", .read = {administrator, auditor}, .create = {administrator}},
    {.resource = "access_log", .read = {administrator, auditor}},
    {.resource = "node", .read = {administrator, auditor}, .edit = {administrator}},
};

const Permission* find(std::string_view resource) {
  const auto row = std::ranges::find(rows, resource, &Permission::resource);
  return row == std::end(rows) ? nullptr : row;
}

bool lies_in(const Place& place, const ScopeId& scope) {
  return place.scope == scope || std::ranges::find(place.held_by, scope) != place.held_by.end();
}

bool in_force(const Grant& grant, std::int64_t now_ms) {
  return !grant.until_ms || now_ms < *grant.until_ms;
}

bool within_use(const Actor& actor, Verb verb) {
  return !actor.limit || actor.limit->use == Use::read_and_write || verb == Verb::read;
}

}  // namespace

std::string_view name_of(Verb verb) {
  constexpr std::array<std::string_view, 4> names{"read", "create", "edit", "remove"};
  return names[static_cast<std::size_t>(verb)];
}

std::span<const Permission> permissions() {
  return rows;
}

bool may(const Actor& actor, Verb verb, std::string_view resource, const Place& place, std::int64_t now_ms) {
  const auto* row = find(resource);
  if (row == nullptr || place.scope.empty() || !within_use(actor, verb)) return false;
  if (actor.limit && !lies_in(place, actor.limit->place.scope)) return false;
  return std::ranges::any_of(actor.grants, [&](const Grant& grant) {
    return in_force(grant, now_ms) && row->roles(verb).has(grant.role) && lies_in(place, grant.scope);
  });
}

Scope visible(const Actor& actor, std::string_view resource, std::int64_t now_ms) {
  Scope scope;
  const auto* row = find(resource);
  if (row == nullptr) return scope;
  for (const auto& grant : actor.grants) {
    if (!in_force(grant, now_ms) || !row->read.has(grant.role)) continue;
    if (actor.limit && !lies_in(actor.limit->place, grant.scope)) continue;
    const auto& seen = actor.limit ? actor.limit->place.scope : grant.scope;
    const bool there = std::ranges::find(scope.held, seen) != scope.held.end();
    if (!there && scope.held.size() < most_scopes) scope.held.push_back(seen);
  }
  return scope;
}

std::vector<Ability> abilities(const Actor& actor, std::int64_t now_ms) {
  std::vector<Ability> all;
  for (const auto& row : rows) {
    Ability ability{.resource = row.resource};
    for (const auto verb : all_verbs) {
      const bool some = std::ranges::any_of(
          actor.grants, [&](const Grant& grant) { return in_force(grant, now_ms) && row.roles(verb).has(grant.role); });
      if (some && within_use(actor, verb)) ability.verbs.push_back(verb);
    }
    if (!ability.verbs.empty()) all.push_back(std::move(ability));
  }
  return all;
}

}  // namespace manara::access
