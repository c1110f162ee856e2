/// What blobs (store/blobs.h) are called, and the part in which an entry lists its own: a line each, name and size. The
/// header says which part that is, so the tree commits to it; as a part it can be erased, for the digest of a file that
/// others have too says what it was.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/sha256.h"

namespace manara::store {

struct StoredEntry;

/// SHA-256 of the content.
struct BlobName {
  crypto::Digest digest{};
  auto operator<=>(const BlobName&) const = default;
  /// 64 lower-case hexadecimal digits.
  static std::optional<BlobName> read(std::string_view text);
};
std::string to_string(const BlobName& name);

struct BlobRef {
  BlobName name{};
  std::uint64_t size = 0;
  bool operator==(const BlobRef&) const = default;
};

std::string write_blob_list(std::span<const BlobRef> blobs);
/// Error: entry_malformed.
Result<std::vector<BlobRef>> read_blob_list(std::string_view part);

/// Those that an entry refers to; none where the list was erased. Error: entry_malformed.
Result<std::vector<BlobRef>> blobs_of(const StoredEntry& entry);

}  // namespace manara::store
