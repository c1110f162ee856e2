/// After a restore of a backup: what opened doors on the day when it was made may have been taken back since, and
/// nothing says so. Sessions, tokens, links and the places that people are known at go. Passwords, second factors and
/// recovery codes stay, or nobody could come in: they are those of that day.
#pragma once

#include "store/store.h"

namespace manara::accounts {

Status end_what_opens(store::Operations& rows);

}  // namespace manara::accounts
