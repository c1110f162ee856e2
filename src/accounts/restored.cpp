#include "accounts/restored.h"

namespace manara::accounts {

Status end_what_opens(store::Operations& rows) {
  for (const auto statement : {"end_all_sessions", "revoke_all_tokens", "withdraw_all_links", "forget_all_places"})
    MANARA_CHECK(rows.run(statement, {}));
  return {};
}

}  // namespace manara::accounts
