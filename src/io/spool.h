/// Keeps what comes from a pipe or a decoder where it can be read in any order: the directory of a zip stands at its
/// end.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
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

/// A folder of nameless files that together may take so much of the disk, however many there are. On any thread.
class Spools {
 public:
  Spools(std::string folder, std::uint64_t most_bytes) : folder_(std::move(folder)), most_bytes_(most_bytes) {}
  [[nodiscard]] const std::string& folder() const { return folder_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  /// False: they would be too many. What was taken is given back.
  bool take(std::uint64_t bytes);
  void give_back(std::uint64_t bytes) { bytes_ -= bytes; }

 private:
  const std::string folder_;
  const std::uint64_t most_bytes_;
  std::atomic<std::uint64_t> bytes_{0};
};

/// What is on its way in or out: few bytes stay in memory, more go to a file of a folder's, which is gone with this
/// object, and with the process whatever happens to it.
class Spooled {
 public:
  /// `spools`: nullptr for $TMPDIR or /tmp, and any number of bytes.
  Spooled(std::shared_ptr<Spools> spools, std::size_t in_memory_bytes)
      : spools_(std::move(spools)), in_memory_bytes_(in_memory_bytes) {}
  Spooled(Spooled&& other) noexcept;
  Spooled& operator=(Spooled&&) = delete;
  ~Spooled();

  /// Errors: spool_full, file_unwritable.
  Status write(std::string_view bytes);
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  [[nodiscard]] bool in_file() const { return static_cast<bool>(file_); }
  /// What is in memory; "" where it went to a file.
  std::string take_text() { return std::move(memory_); }
  /// Where the file can be opened as long as this object lives; "" where there is none.
  [[nodiscard]] std::string path() const;
  /// Bytes of the file from there; 0: its end. Error: read_error.
  [[nodiscard]] Result<std::size_t> read(std::uint64_t from, std::span<char> into) const;

  /// For whoever writes to a path alone: the file is made, and measured when they are done. Errors as of write().
  Status use_file();
  Status measure();

 private:
  Status take(std::uint64_t bytes);

  std::shared_ptr<Spools> spools_;
  std::size_t in_memory_bytes_;
  std::uint64_t bytes_ = 0;
  std::uint64_t taken_ = 0;  ///< of the folder's room
  std::string memory_{};
  Descriptor file_{};
};

}  // namespace manara::io
