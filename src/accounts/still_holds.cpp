#include <algorithm>

#include "accounts/accounts.h"

namespace manara::accounts {

bool Accounts::still_holds(const Caller& caller) {
  const auto at = now();
  const auto person = active_person(caller.person.id);
  if (!person) return false;
  std::int64_t given_until = INT64_MAX;
  if (!caller.session.empty()) {
    const auto all = sessions_of(person->id);
    if (!all) return false;
    const auto session = std::ranges::find(*all, caller.session, &Session::id);
    if (session == all->end() || at - session->made_ms >= settings_.absolute_ms ||
        at - session->seen_ms >= settings_.idle_ms)
      return false;
    const auto vouched =
        session->opened_by.empty() ? Result<bool>(true) : is_vouched_for(session->opened_by, person->id);
    if (!vouched || !*vouched) return false;
  } else {
    const auto all = tokens_of(person->id);
    if (!all) return false;
    const auto token = std::ranges::find(*all, caller.token, &Token::id);
    if (token == all->end() || at >= token->until_ms) return false;
    given_until = token->made_ms;
  }
  const auto actor = actor_of(*person, given_until);
  return actor && actor->grants == caller.actor.grants;
}

}  // namespace manara::accounts
