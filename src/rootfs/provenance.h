/// Whether a package is its distribution's own. A distribution's advisories judge what its packages brought along; of a
/// vendor's package in the same database (from a repository of its own) they say nothing, and its libraries must be
/// judged for themselves, or their flaws would be passed over in silence.
#pragma once

#include <string_view>

#include "model/inventory.h"

namespace manara::rootfs {

/// A deb, by its Maintainer: the address is the distribution's. Some of a distribution's maintainers use addresses of
/// their own (36 of 754 packages on one Debian 12), so this says yes or "not sure".
bool is_distribution_maintainer(std::string_view maintainer);

/// Where Debian's policies put language packages, and vendors do not ("usr/lib/python3/dist-packages",
/// "usr/share/java").
bool is_debian_language_folder(std::string_view path);

/// An RPM, by its Vendor, on this system: EPEL's packages on AlmaLinux are not AlmaLinux's. A vendor or a system that
/// says nothing is trusted.
bool is_distribution_vendor(const OperatingSystem& os, std::string_view vendor);

}  // namespace manara::rootfs
