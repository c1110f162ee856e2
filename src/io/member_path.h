/// Names of archive members. Nothing is ever extracted to disk, yet a name that leads out of its archive shows that the
/// archive was made to harm, and what it holds is not to be believed.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace manara::io {

/// The name without "." and doubled slashes; "" names the archive's own root; a folder's ends in '/'.
/// Error archive_path: absolute ("/etc/x", "C:/x"), with "..", with a NUL, empty, or longer than 4,096 bytes.
Result<std::string> member_path(std::string_view name);

}  // namespace manara::io
