/// Blobs: what is too large for an entry's parts (inventories, attached files), each one file below the data folder. A
/// blob's name is the SHA-256 of its content, so the same content put twice is one file, and whoever has the name finds
/// out whether a byte was changed.
///
/// On the disk: blobs/ab/cdef…, a secretstream (store/sealed_file.h) under a key that follows from the node's master
/// key. The file is called by a keyed digest of the name (BLAKE2b under another key that follows from it), not by the
/// name: most uploads are files that others have too, and whoever only sees the folder, on a backup medium or a network
/// share, would learn by comparing digests which published document or program a node holds. The size still tells
/// something; the database, which holds the names, must be protected by itself (docs/running.md).
///
/// Entries refer to blobs by Draft::blobs (store.h): put first, then write the draft. The store refuses a draft whose
/// blob is not there, so whoever was told that an entry is written can rely on its blobs.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/seal.h"
#include "io/descriptor.h"
#include "io/disk.h"
#include "io/file.h"
#include "io/new_file.h"
#include "store/blob_name.h"

namespace manara::store {

/// A blob's content in a file without a name, for readers that want a path or all bytes at once. Gone with this.
class PlainCopy {
 public:
  PlainCopy(io::Descriptor file, io::MappedFile mapped) : file_(std::move(file)), mapped_(std::move(mapped)) {}
  /// For this process only, while this lives.
  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(file_.get()); }
  [[nodiscard]] std::string_view bytes() const { return mapped_.bytes(); }

 private:
  io::Descriptor file_;
  io::MappedFile mapped_;
};

/// May be used from any thread.
class Blobs {
 public:
  static constexpr std::uint64_t most_bytes = 512ULL << 20;  ///< of one blob, where the caller knows no better

  /// `folder` is made with the first blob.
  Blobs(std::string folder, const crypto::SealingKey& master, io::Disk& disk = io::system_disk());

  /// When it returns, the blob is on the disk under its name. Content that is there already is read and checked; a file
  /// that was damaged is replaced. Memory does not grow with the size. Errors: input_too_large ({0}: the limit),
  /// file_unwritable (also a full disk: ENOSPC), those of the stream.
  Result<BlobRef> put(std::string_view bytes);
  Result<BlobRef> put(io::Stream& content, std::uint64_t limit = most_bytes);
  Result<BlobRef> put_file(const std::string& path, std::uint64_t limit = most_bytes);

  /// The content from its beginning; each read may say blob_corrupt, which a caller who has passed on what came before
  /// must pass on too: that nothing was cut off is known at the end only. Errors: blob_missing ({0}: its name),
  /// blob_corrupt ({0}: its name).
  Result<std::unique_ptr<io::Stream>> open(const BlobName& name);
  /// Calls `each` with all of it, piece by piece, until one says no. Errors: those of open() and of `each`.
  Status read(const BlobName& name, const std::function<Status(std::string_view)>& each);
  /// A small one. Errors: also input_too_large.
  Result<std::string> bytes(const BlobName& name, std::uint64_t limit = 64ULL << 20);
  /// Errors: also file_unwritable.
  Result<PlainCopy> plain(const BlobName& name);
  /// Reads all of it. Errors: blob_missing, blob_corrupt.
  Status check(const BlobName& name);
  [[nodiscard]] bool holds(const BlobName& name) const;

  /// Its file below the folder, "ab/cdef…": as it lies there it can be copied, and opened where the keys are.
  [[nodiscard]] std::string file_of(const BlobName& name) const;
  [[nodiscard]] const std::string& folder() const { return folder_; }

  struct Lying {
    std::string file{};  ///< as file_of says
    std::uint64_t size = 0;
    std::int64_t changed_ms = 0;  ///< put, or put again
  };
  /// Calls `each` with every blob there is.
  Status list(const std::function<void(const Lying&)>& each);
  /// While it is held, also by another process, none is removed. Error: file_unwritable.
  Result<std::unique_ptr<io::Held>> hold();
  /// Removes one that nothing refers to any more, unless it was put (again) at `before_ms` or later. None: no error.
  /// Errors: file_held, file_unwritable.
  Status remove(const std::string& file, std::int64_t before_ms);
  /// Removes what puts left behind that were killed. Nobody may be putting.
  Status tidy();

 private:
  Status make_folder(const std::string& path);
  Status take_name(io::NewFile& incoming, const BlobName& name);

  std::string folder_;
  crypto::SealingKey content_key_;
  crypto::SealingKey name_key_;
  io::Disk& disk_;
  std::mutex mutex_{};               // of names: whoever gives or takes one
  std::set<std::string> folders_{};  // made and synced
};

}  // namespace manara::store
