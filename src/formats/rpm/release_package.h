/// Which system a list of RPM packages is of. A database by itself and the text of `rpm -qa` come without os-release;
/// but each distribution installs a package that brings that file ("almalinux-release-9.3-1.el9"), and its version is
/// the release.
#pragma once

#include "model/inventory.h"

namespace manara::formats {

/// Sets `os`, and the ecosystem and release of each package, where such a package is there and the inventory names no
/// system yet. Of several the first in the table counts.
void name_system(Inventory& inventory);

}  // namespace manara::formats
