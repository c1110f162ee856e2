/// What its maker keeps safe no longer is an exposure of its own, whatever advisories say: content/eol against the day
/// of the scan.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "exposure/identity.h"
#include "model/inventory.h"
#include "support/support.h"

namespace manara::exposure {

/// The end of support of a system, or of a component (a product, a language's package, or Windows in an estate's list;
/// never a distribution's package: its release is what ends), where it lies before `as_of`.
std::optional<support::SupportEnd> ended_support(const OperatingSystem& os, Date as_of);
std::optional<support::SupportEnd> ended_support(const Component& component, const Identity& identity, Date as_of);

/// Whether the release of a distribution's package has ended; then later vulnerabilities may have no advisory.
bool release_ended(const Identity& identity, Date as_of);

/// "2024-06-30 (https://…)", or "2025-10-14/2028-10-10 (https://…)" while there are updates for those who pay.
std::string support_note(const support::SupportEnd& end, Date as_of);

/// Why a row with such a note is out of support.
Message why_out_of_support(std::string_view note);

}  // namespace manara::exposure
