/// File descriptors that close themselves, and what the numbers of errno mean to a reader. For io, and rootfs, which
/// walks folders in a way of its own.
#pragma once

#include <string>
#include <utility>

#include "base/result.h"
#include "io/stream.h"

namespace manara::io {

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor();
  explicit operator bool() const { return number_ >= 0; }
  [[nodiscard]] int get() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

/// file_not_found, file_forbidden, or file_unreadable with the name of the number ("EIO").
Error read_error(int number);
/// file_unwritable with the name of the number ("ENOSPC").
Error write_error(int number);

/// Writes all of it. Error: write_error.
Status write_all(int file, std::string_view bytes);

/// Opens a regular file for reading and says its size. Errors: read_error, not_a_file.
Result<Descriptor> open_regular(const std::string& path, std::uint64_t& size);

/// Reads a descriptor to its end. Errors: read_error, without the file's name.
class DescriptorStream final : public Stream {
 public:
  explicit DescriptorStream(Descriptor file) : file_(std::move(file)) {}
  Result<std::size_t> read(std::span<char> buffer) override;
  [[nodiscard]] std::uint64_t count() const { return count_; }  ///< bytes read so far

 private:
  Descriptor file_;
  std::uint64_t count_ = 0;
};

}  // namespace manara::io
