/// Walks a folder. Paths are opened relative to their open parent and never through a symbolic link, so a folder that
/// someone changes during the walk can't lead out of it, and a cycle of links can't hold us.
#pragma once

#include <functional>
#include <string>

#include "base/limits.h"
#include "base/result.h"
#include "io/descriptor.h"
#include "io/visit.h"

namespace manara::io {

/// A regular file, open, with the size that it had then.
struct OpenFile {
  Descriptor file{};
  std::uint64_t size = 0;
};

/// `path` is relative to the folder. The file, or why it (or the folder of that name) can't be opened.
using FileVisitor = std::function<Result<Visit>(const std::string& path, Result<OpenFile> file)>;

/// Calls `visit` for each regular file under `folder`, in the order of names. Symbolic links, devices, sockets and
/// FIFOs are passed over. Folders nested deeper than `limits.depth` are visited as the error folder_too_deep.
Result<Visit> for_each_file(const std::string& folder, const Limits& limits, const FileVisitor& visit);

}  // namespace manara::io
