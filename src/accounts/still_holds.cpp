#include <algorithm>

#include "accounts/accounts.h"

namespace manara::accounts {

bool Accounts::still_holds(const Caller& caller) {
  const auto person = active_person(caller.person.id);
  if (!person) return false;
  std::int64_t given_until = INT64_MAX;
  if (!caller.session.empty()) {
    const auto all = sessions_of(person->id);
    if (!all) return false;
    const auto session = std::ranges::find(*all, caller.session, &Session::id);
    const auto open = session == all->end() ? Result<bool>(false) : is_open(*session, person->id);
    if (!open || !*open) return false;
  } else {
    const auto all = tokens_of(person->id);
    if (!all) return false;
    const auto token = std::ranges::find(*all, caller.token, &Token::id);
    if (token == all->end() || now() >= token->until_ms) return false;
    given_until = token->made_ms;
  }
  const auto actor = actor_of(*person, given_until);
  return actor && actor->grants == caller.actor.grants;
}

}  // namespace manara::accounts
