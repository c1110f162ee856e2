/// A sealed file's bytes: a secretstream of 24 bytes, then pieces of 64 KiB, each 17 bytes longer when sealed, the last
/// one shorter or as long, and marked. Blobs are such files; a sealed backup's body is one.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/seal.h"
#include "io/new_file.h"
#include "io/stream.h"

namespace manara::store {

class SealedWriter {
 public:
  static constexpr std::size_t piece_bytes = 64 << 10;

  SealedWriter(io::NewFile& to, const crypto::SealingKey& key) : to_(&to), sealer_(key) {}
  Status put(std::string_view bytes);
  /// Nothing may follow.
  Status end();

 private:
  Status flush(bool last);

  io::NewFile* to_;
  crypto::StreamSealer sealer_;
  std::string waiting_{};
  bool has_begun_ = false;
};

class SealedReader {
 public:
  /// `from` outlives it, and stands where the secretstream begins. Errors: seal_cut (it ends too soon), seal_wrong, and
  /// those of `from`.
  static Result<SealedReader> open(io::Stream& from, const crypto::SealingKey& key);
  /// The next piece; "" once, at the end, when it is known that nothing is missing and nothing follows. Errors:
  /// seal_cut, seal_wrong (a byte was changed, or there is more behind the last piece).
  Result<std::string> next();

 private:
  SealedReader(io::Stream& from, crypto::StreamOpener opener) : from_(&from), opener_(std::move(opener)) {}

  io::Stream* from_;
  crypto::StreamOpener opener_;
  bool was_last_ = false;
};

/// Up to `size` bytes, fewer only at the end.
Result<std::string> read_up_to(io::Stream& from, std::size_t size);

}  // namespace manara::store
