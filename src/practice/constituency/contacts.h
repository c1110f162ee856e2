/// Contacts: the people and roles of an organisation, and how each is reached. Entries: contact_saved (part 0: the
/// contact as JSON; all of it may be personal, and is erased as one), contact_removed.
#pragma once

#include <string_view>

#include "resource/resource.h"
#include "store/kinds.h"

namespace manara::constituency {

/// Its table and statements: contacts.sql, embedded.
std::string_view contacts_sql();

store::Practice contacts_practice();
resource::Resource contacts_resource();

}  // namespace manara::constituency
