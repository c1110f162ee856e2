/// Organisations: their names, sector and how much hangs on them. Each is a scope of its own, held by its nation.
/// Entries: organisation_saved (part 0: the organisation as JSON, its fields as organisations.cpp lists them).
#pragma once

#include <string_view>

#include "resource/resource.h"
#include "store/kinds.h"

namespace manara::constituency {

/// Its table and statements: organisations.sql, embedded.
std::string_view organisations_sql();

store::Practice organisations_practice();
resource::Resource organisations_resource();

}  // namespace manara::constituency
