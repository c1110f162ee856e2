/// The table's rows, one a file. Add a row: a file <name>.cpp that defines `const Ordering <name>`, a line here and a
/// line in version.cpp.
#pragma once

#include "versions/version.h"

namespace manara::versions {

extern const Ordering pep440;

}  // namespace manara::versions
