/// HTTP/1.1 requests out of bytes (RFC 9112), by Beast's parser: the only place here that knows Beast, which costs a
/// minute of compiling wherever it is included whole. Bytes go in as they come; a head or a body's pieces come out.
#pragma once

#include <memory>
#include <span>

#include "server/request.h"
#include "server/upload.h"

namespace manara::server {

class Parser {
 public:
  explicit Parser(std::size_t head_bytes);
  ~Parser();

  /// Where bytes are read to, and how many came. The bytes of a next request that came along stay.
  std::span<char> space();
  void filled(std::size_t bytes);

  enum class Step : std::uint8_t { more, done, refused };
  /// `more`: fill() first. `refused`: error() says why, and nothing on this connection can be understood any more.
  Step head();
  Step body(Upload& upload);
  [[nodiscard]] const Error& error() const { return error_; }

  /// Of the head that is done.
  Head take_head();
  /// No byte of a request has come, or waits.
  [[nodiscard]] bool untouched() const;
  /// Ready for the next request.
  void next();
  /// Gives memory back, where none is needed for long.
  void release();

 private:
  struct State;
  std::unique_ptr<State> state_;
  Error error_{};
};

}  // namespace manara::server
