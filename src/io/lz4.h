/// LZ4 frames (LZ4 Frame Format 1.6.x, LZ4 Block Format): apt keeps its package lists in them where
/// Acquire::GzipIndexes is set, as container images do. Decoded by hand, because the one other reader at hand
/// (libarchive) needs a foreign library for these 100 lines. Frames after one another and skippable frames are read;
/// checksums are passed over (apt writes none), a dictionary is refused.
#pragma once

#include <memory>
#include <string_view>

#include "io/stream.h"

namespace manara::io {

bool looks_like_lz4(std::string_view head);

/// The bytes in the frames of `packed`, which must outlive the stream; holds one block (4 MB at most) and the 64 KB
/// before it. Errors: lz4_corrupt, lz4_truncated (ends before the last frame does), archive_bomb beyond
/// `max_unpacked_bytes`.
std::unique_ptr<Stream> lz4_decoded(Stream& packed, std::uint64_t max_unpacked_bytes);

}  // namespace manara::io
