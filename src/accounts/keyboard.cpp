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
  return add_link(person, LinkPurpose::sign_in, actor.person);
}

}  // namespace manara::accounts
