/// os-release(5): which system this is. A file of shell assignments; values may stand in single or double quotes, with
/// backslash escapes in the latter. Read by hand, never by a shell.
#pragma once

#include "base/limits.h"
#include "base/result.h"
#include "io/stream.h"
#include "model/inventory.h"

namespace manara::formats {

/// ID, ID_LIKE, VERSION_ID and PRETTY_NAME (else NAME). As the manual says: without ID it is "linux"; later
/// assignments win; lines that are none are passed over. VERSION_ID is missing on rolling releases ("").
/// Errors: os_release_nothing (no assignment that is known), record_too_large.
Result<OperatingSystem> read_os_release(io::Stream& stream, const Limits& limits);

}  // namespace manara::formats
