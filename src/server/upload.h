/// A request's body as it comes in: small ones stay in memory, large ones go to a file that has no name and is gone
/// with its last reader, whatever happens to the process.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "io/descriptor.h"

namespace manara::server {

class Upload {
 public:
  Upload(std::uint64_t most_bytes, std::size_t in_memory_bytes, std::string folder)
      : most_bytes_(most_bytes), in_memory_bytes_(in_memory_bytes), folder_(std::move(folder)) {}

  /// False: it is too large, or could not be written; error() says which.
  bool add(std::string_view bytes);
  [[nodiscard]] const Error& error() const { return error_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

  /// What is in memory; "" where it went to a file.
  std::string take_text() { return std::move(memory_); }
  /// Where the file can be opened while this object lives; "" where there is none.
  [[nodiscard]] std::string file_path() const;

 private:
  Status write(std::string_view bytes);

  const std::uint64_t most_bytes_;
  const std::size_t in_memory_bytes_;
  const std::string folder_;
  std::uint64_t bytes_ = 0;
  std::string memory_{};
  io::Descriptor file_{};
  Error error_{};
};

}  // namespace manara::server
