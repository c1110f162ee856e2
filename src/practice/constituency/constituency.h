/// Whom a national team looks after: organisations, their sector and how much hangs on them. Entries:
/// organisation_saved (part 0: the organisation as JSON, as src/practice/constituency/constituency.cpp lists its
/// fields).
#pragma once

#include <span>

#include "resource/resource.h"
#include "store/kinds.h"

namespace manara::constituency {

/// Its tables and statements: constituency.sql, embedded.
std::string_view constituency_sql();

store::Practice practice();
std::span<const resource::Resource> resources();

}  // namespace manara::constituency
