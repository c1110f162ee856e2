/// Takes compression off a stream: gzip (RFC 1952), xz (the .xz file format), zstd (RFC 8878), LZ4 frames (lz4.h).
/// zlib, liblzma and libzstd stand behind this header; libarchive would bring libxml2, ICU and nettle into every start
/// (1.3 ms of a scan that may take 10; the three together cost 0.15 ms).
///
/// Every stream here gives an error where the packed bytes end early (archive_truncated), a check sum or length is
/// wrong or something else follows (archive_corrupt), a limit is reached (archive_bomb), or the window is larger than
/// window_bytes (archive_window): never a short read that looks whole. Once failed, it stays failed.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "io/ahead.h"
#include "io/budget.h"

namespace manara::io {

enum class Packing : std::uint8_t { none, gzip, xz, zstd, lz4 };

/// The largest window of zstd and dictionary of xz: what `zstd --long` and `xz -9` need (128 and 64 MB).
inline constexpr std::uint64_t window_bytes = 128ULL << 20;

/// By the magic number at the head.
Packing packing_of(std::string_view head);

/// `from` and `budget` must outlive the stream. Frames that follow one another are one stream, as their tools have it;
/// behind the last frame of gzip and xz there may be zeros (padding of tapes).
std::unique_ptr<Stream> unpack(Packing packing, Ahead& from, Budget& budget);

}  // namespace manara::io
