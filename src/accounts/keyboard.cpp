// What whoever sits at the machine may do without having signed in: they have the data folder and its key already.
#include "accounts/accounts.h"

namespace manara::accounts {

Result<PersonId> Accounts::person_at_keyboard(std::string_view account) {
  MANARA_TRY(person, person_of("person_of_account", account));
  if (!person) return fail(Code{"account_unknown"}, {std::string(account)});
  return person->id;
}

Result<Made<LinkId>> Accounts::link_at_keyboard(std::string_view account) {
  MANARA_TRY(person, person_at_keyboard(account));
  MANARA_TRY(actor, actor_of(person));
  const auto secret = make_secret(access::Purpose::link);
  const LinkId id{make_id()};
  const auto at = now();
  const auto until = at + settings_.link_ms;
  const auto done = operate([&](store::Operations& rows) -> Status {
    MANARA_CHECK(rows.run("tidy_links", {at}));
    MANARA_CHECK(
        rows.run("add_link", {store::blob(secret.kept), store::blob(id), store::blob(person),
                              static_cast<std::int64_t>(LinkPurpose::sign_in), store::blob(actor.person), at, until}));
    return {};
  });
  MANARA_CHECK(done);
  return Made<LinkId>{.id = id, .secret = secret.text, .until_ms = until};
}

}  // namespace manara::accounts
