/// Assets: the machines and services of an organisation, how exposed they are and how much hangs on them. Entries:
/// asset_saved (part 0: the asset as JSON), asset_removed. Its inventories go where it goes, and with it.
#pragma once

#include <string_view>

#include "resource/resource.h"
#include "store/kinds.h"

namespace manara::constituency {

/// Its table and statements: assets.sql, embedded.
std::string_view assets_sql();

store::Practice assets_practice();
resource::Resource assets_resource();

}  // namespace manara::constituency
