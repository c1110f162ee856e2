/// The order of a scan's rows: what must be fixed soonest first.
#pragma once

#include "exposure/scan.h"

namespace manara::exposure {

/// By due date (none last), KEV, EPSS, CVSS, id; then by what tells two rows of one advisory apart. Whatever order the
/// rows come in, they go out in the same.
void sort_rows(ScanResult& result);

}  // namespace manara::exposure
