/// A request's body as it comes in: small ones stay in memory, large ones go to a file that has no name and is gone
/// with its last reader, whatever happens to the process.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "io/spool.h"

namespace manara::server {

class Upload {
 public:
  Upload(std::uint64_t most_bytes, std::size_t in_memory_bytes, std::shared_ptr<io::Spools> spools)
      : most_bytes_(most_bytes), kept_(std::move(spools), in_memory_bytes) {}

  /// False: it is too large, or could not be kept; error() says which: request_body_too_large, server_busy (others'
  /// take all the room that there is for bodies), server_no_room (the disk).
  bool add(std::string_view bytes);
  [[nodiscard]] const Error& error() const { return error_; }
  [[nodiscard]] std::uint64_t bytes() const { return kept_.bytes(); }

  /// What is in memory; "" where it went to a file.
  std::string take_text() { return kept_.take_text(); }
  /// Where the file can be opened while this object lives; "" where there is none.
  [[nodiscard]] std::string file_path() const { return kept_.path(); }

 private:
  const std::uint64_t most_bytes_;
  io::Spooled kept_;
  Error error_{};
};

}  // namespace manara::server
