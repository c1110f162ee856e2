/// Bytes from somewhere, in order: a file, a member of an archive, something compressed, standard input.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"

namespace manara::io {

class Stream {
 public:
  virtual ~Stream() = default;
  /// Fills the head of `buffer`; 0 at the end. Errors name the file.
  virtual Result<std::size_t> read(std::span<char> buffer) = 0;
  /// All bytes at once where they are in memory already (a mapped file): no copy. Valid while the stream lives;
  /// only before the first read.
  virtual std::optional<std::string_view> whole() { return std::nullopt; }
};

/// A stream over bytes that the caller keeps.
std::unique_ptr<Stream> from_memory(std::string_view bytes);

/// Everything to the end, `document_bytes` at most (error input_too_large). No copy where `whole()` has it.
class WholeInput {
 public:
  static Result<WholeInput> read(Stream& stream, std::uint64_t max_bytes);
  [[nodiscard]] std::string_view bytes() const { return view_ ? *view_ : std::string_view(owned_); }

 private:
  std::string owned_{};
  std::optional<std::string_view> view_{};
};

/// Lines without their end ("\n" or "\r\n"), each `max_line` bytes at most; memory does not grow with their number.
class Lines {
 public:
  Lines(Stream& stream, std::uint64_t max_line);
  /// The next line, nullopt at the end. The view lives until the next call. A longer line: error record_too_large.
  Result<std::optional<std::string_view>> next();
  [[nodiscard]] std::uint64_t number() const { return number_; }  ///< of the line last returned, from 1
  /// Whether the line last returned had its end: the last one of a text that was cut off has none.
  [[nodiscard]] bool line_ended() const { return line_ended_; }

 private:
  Result<bool> fill();

  Stream* stream_;
  std::uint64_t max_line_;
  std::string buffer_{};
  std::string_view rest_{};
  bool at_end_ = false;
  bool line_ended_ = true;
  std::uint64_t number_ = 0;
};

}  // namespace manara::io
