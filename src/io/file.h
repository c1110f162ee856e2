/// Files: mapped for reading, replaced whole for writing (io/disk.h is the seam that tests put a failing disk under).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "io/disk.h"

namespace manara::io {

/// How much of a mapped file will be read. `scattered`: a few places of a big one; then no pages of 2 MiB are mapped,
/// of which Linux makes a file's cache where it can (a look-up in 48 MB held 32 MB in memory).
enum class Extent : std::uint8_t { whole, scattered };

/// A file mapped read-only. Private to the process: another's later write may show, another's truncation ends the
/// process (SIGBUS), so only files that Manara itself renamed into place are kept mapped; inputs are mapped while they
/// are read.
class MappedFile {
 public:
  MappedFile() = default;  ///< no bytes
  /// Errors: file_not_found, file_forbidden, file_unreadable, not_a_file.
  static Result<MappedFile> open(const std::string& path, Extent extent = Extent::whole);
  /// The first `size` bytes of an open file. Errors as above, without its name.
  static Result<MappedFile> map(int file, std::uint64_t size);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();
  [[nodiscard]] std::string_view bytes() const { return {data_, size_}; }

 private:
  char* data_ = nullptr;
  std::size_t size_ = 0;
};

/// The bytes of a small file (configuration, key). Errors as above, and input_too_large.
Result<std::string> read_file(const std::string& path, std::uint64_t max_bytes = 64ULL << 20,
                              Disk& disk = system_disk());

/// Writes beside `path` under a temporary name, fsyncs, renames over it, fsyncs the folder: readers see the old file or
/// the new one, whole, whenever the machine stops. Nothing is left behind on an error. Errors: file_unwritable.
Status replace_file(const std::string& path, std::string_view bytes, Readers readers = Readers::all,
                    Disk& disk = system_disk());
/// The same of pieces that follow each other, so that a head and a long list need not be copied into one text.
Status replace_file(const std::string& path, std::span<const std::string_view> pieces, Readers readers = Readers::all,
                    Disk& disk = system_disk());

/// Makes the folder and those above it, each safe on the disk before the next; one that is there already is no error.
/// Errors: file_unwritable.
Status make_folders(const std::string& path, Readers readers = Readers::all, Disk& disk = system_disk());
bool exists(const std::string& path);
bool is_folder(const std::string& path);

}  // namespace manara::io
