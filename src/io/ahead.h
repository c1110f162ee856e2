/// A stream that can be looked into before it is read: recognition by content works on standard input and archive
/// members too.
#pragma once

#include <string>

#include "io/stream.h"

namespace manara::io {

class Ahead final : public Stream {
 public:
  /// `name` becomes the place of errors that have none.
  explicit Ahead(Stream& stream, std::string name = {});

  /// The next `count` bytes, or all that are left where there are fewer; more where more are at hand. The view lives
  /// until the next call. `count` is what the caller chose, never a number out of an input: the buffer grows to it.
  Result<std::string_view> peek(std::size_t count);
  /// Passes over bytes that peek() showed.
  void consume(std::size_t count);
  /// Passes over `count` bytes and says how many there were.
  Result<std::uint64_t> skip(std::uint64_t count);

  Result<std::size_t> read(std::span<char> buffer) override;
  /// What is left, where it is in memory. Unlike other streams also after a read.
  std::optional<std::string_view> whole() override;
  [[nodiscard]] bool in_memory() const { return in_memory_; }
  [[nodiscard]] std::uint64_t position() const { return position_; }  ///< bytes consumed so far

 private:
  Result<std::size_t> read_stream(std::span<char> buffer);

  Stream* stream_;
  std::string name_;
  std::string buffer_{};
  std::string_view rest_{};  // what is at hand: of buffer_, or of the memory behind the stream
  bool in_memory_ = false;
  std::uint64_t position_ = 0;
};

}  // namespace manara::io
