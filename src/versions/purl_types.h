/// The rules of purl types (purl-spec, types/*-definition.json); inside versions/ only.
#pragma once

#include "versions/purl.h"

namespace manara::versions {

/// Puts name, namespace and version into the normal form of purl.type and checks what the type requires. A type that
/// has no rules is left as it is. Errors as parse_purl's.
Status apply_type_rules(Purl& purl, Reading reading);

}  // namespace manara::versions
