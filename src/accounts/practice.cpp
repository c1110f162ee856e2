#include "accounts/practice.h"

#include "access/role.h"
#include "accounts/values.h"
#include "json/json.h"
#include "text/search.h"

namespace manara::accounts {

namespace {

using access::PersonId;
using access::ScopeId;

/// A scope holds itself: rows of a nation's own are seen by who holds the nation.
Status hold_itself(store::Projection& rows, const ScopeId& scope) {
  MANARA_CHECK(rows.run("hold_scope", {store::blob(scope), store::blob(scope)}));
  return {};
}

Status save_person(store::Projection& rows, const store::StoredEntry& entry) {
  const auto person = store::blob(entry.header.subject);
  if (!entry.parts.empty() && !entry.parts.front()) {  // erased: there is no such person any more
    MANARA_CHECK(rows.run("forget_person", {person}));
    return {};
  }
  json::Document document;
  MANARA_TRY(body, document.parse(entry.part(0)));
  const auto scope = ScopeId::read(body["scope"].string());
  if (!scope) return fail(Code{"entry_malformed"}, {entry.header.kind});
  const auto flag = [](bool is) { return static_cast<std::int64_t>(is ? 1 : 0); };
  const auto search = text::search_words(body["account"].text() + " " + body["name"].text());
  MANARA_CHECK(rows.run(
      "save_person", {store::blob(*scope), person, static_cast<std::int64_t>(entry.index), body["account"].string(),
                      body["name"].string(), body["language"].string(), flag(body["active"].boolean().value_or(false)),
                      flag(body["digits"].string() == name_of(Digits::native)), std::string_view(search)}));
  return hold_itself(rows, *scope);
}

Status give_grant(store::Projection& rows, const store::StoredEntry& entry) {
  json::Document document;
  MANARA_TRY(body, document.parse(entry.part(0)));
  const auto scope = ScopeId::read(body["scope"].string());
  const auto person = PersonId::read(body["person"].string());
  const auto role = access::read_role(body["role"].string());
  if (!scope || !person || !role) return fail(Code{"entry_malformed"}, {entry.header.kind});
  const auto until = body["until"].integer();
  MANARA_CHECK(rows.run("give_grant",
                        {store::blob(*scope), store::blob(entry.header.subject), store::blob(*person),
                         access::name_of(*role), until ? store::Value(*until) : store::Value(), entry.header.at_ms}));
  return hold_itself(rows, *scope);
}

Status revoke_grant(store::Projection& rows, const store::StoredEntry& entry) {
  MANARA_CHECK(rows.run("revoke_grant", {store::blob(entry.header.subject)}));
  return {};
}

/// With a person go what signs in as him and what he signed in with.
constexpr std::string_view person_forgotten[] = {"drop_password",
                                                 "drop_totp",
                                                 "drop_totp_offer",
                                                 "drop_recovery_codes",
                                                 "end_every_session",
                                                 "revoke_tokens_of_person",
                                                 "withdraw_links_of_person",
                                                 "forget_places"};

constexpr store::EntryKind kinds[] = {
    {.name = "person_saved", .version = 1, .project = save_person, .forget = person_forgotten},
    {.name = "grant_given", .version = 1, .project = give_grant},
    {.name = "grant_revoked", .version = 1, .project = revoke_grant},
};

}  // namespace

store::Operating administrator_stays(const ScopeId& nation) {
  return [nation](store::Operations& rows) -> Status {
    bool stays = false;
    MANARA_CHECK(rows.query("an_administrator", {store::blob(nation)}, [&](const store::Row&) {
      stays = true;
      return false;
    }));
    if (!stays) return fail(Code{"last_administrator"});
    return {};
  };
}

store::Practice practice() {
  return {.name = "accounts", .kinds = kinds, .sql = accounts_sql};
}

}  // namespace manara::accounts
