/// How rows of accounts.sql become values: the order of columns, said once.
#pragma once

#include <optional>
#include <string_view>

#include "accounts/values.h"
#include "store/value.h"

namespace manara::accounts {

/// scope_id, id, revision, account, name, language, active, native_digits
inline Person person_in(const store::Row& row) {
  return {.id = row.id<PersonId>(1),
          .revision = row.integer(2),
          .home = row.id<ScopeId>(0),
          .account = row.text(3),
          .name = row.text(4),
          .language = row.text(5),
          .digits = row.integer(7) != 0 ? Digits::native : Digits::latin,
          .active = row.integer(6) != 0};
}

/// id, role, scope_id, until_ms; nullopt for a role of another version.
inline std::optional<GivenGrant> grant_in(const store::Row& row) {
  const auto role = access::read_role(row.text(1));
  if (!role) return std::nullopt;
  GivenGrant given{.id = row.id<GrantId>(0), .grant = {.role = *role, .scope = row.id<ScopeId>(2)}};
  if (!row.is_null(3)) given.grant.until_ms = row.integer(3);
  return given;
}

/// id, person_id, purpose, made_by, made_ms, until_ms
inline Link link_in(const store::Row& row) {
  return {.id = row.id<LinkId>(0),
          .person = row.id<PersonId>(1),
          .purpose = row.integer(2) == 0 ? LinkPurpose::sign_in : LinkPurpose::invitation,
          .made_by = row.id<PersonId>(3),
          .made_ms = row.integer(4),
          .until_ms = row.integer(5)};
}

/// What comes from the future was made before the clock was set back: it is over, since nobody can tell how old it is.
/// Clocks that are set by a few minutes are everyday.
constexpr std::int64_t clock_tolerance_ms = 5LL * 60 * 1000;

inline bool is_of_the_future(std::int64_t at_ms, std::int64_t now_ms) {
  return at_ms > now_ms + clock_tolerance_ms;
}

/// Digests and ids as bytes of a column.
inline std::string_view bytes_of(const crypto::Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}
inline std::string_view bytes_of(const PersonId& id) {
  return store::blob(id).bytes;
}

}  // namespace manara::accounts
