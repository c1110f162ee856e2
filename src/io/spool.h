/// Keeps what comes from a pipe or a decoder where it can be read in any order: the directory of a zip stands at its
/// end.
#pragma once

#include <string>
#include <string_view>

#include "io/descriptor.h"
#include "io/file.h"
#include "io/stream.h"

namespace manara::io {

/// A file that is gone with its last descriptor, in this folder ("": $TMPDIR or /tmp). Errors: file_unwritable.
Result<Descriptor> nameless_file(std::string folder);

class Spool {
 public:
  /// Reads the stream to its end: 8 MB into memory, the rest into a file without a name, which is gone with the process
  /// (in $TMPDIR or /tmp). Errors: input_too_large (max_bytes), file_unwritable, those of the stream.
  static Result<Spool> of(Stream& stream, std::uint64_t max_bytes);
  [[nodiscard]] std::string_view bytes() const { return on_disk_ ? mapped_.bytes() : std::string_view(memory_); }

 private:
  std::string memory_{};
  MappedFile mapped_{};
  bool on_disk_ = false;
};

}  // namespace manara::io
