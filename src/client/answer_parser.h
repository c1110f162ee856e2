/// HTTP/1.1 answers out of bytes (RFC 9112), by Beast's parser: the only place of the client that knows Beast. Bytes go
/// in as they come; a head or a body's pieces come out.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "client/client.h"

namespace manara::client {

class AnswerParser {
 public:
  explicit AnswerParser(std::size_t head_bytes);
  ~AnswerParser();

  /// Where bytes are read to, and how many came; 0: the other side has ended the line.
  std::span<char> space();
  void filled(std::size_t bytes);

  enum class Step : std::uint8_t { more, done, refused };
  /// `more`: filled() first. `refused`: error() says why: client_answer_malformed, client_answer_too_large (more than
  /// `most` of a body, or of a head), those of `into`; and nothing on this line can be understood any more.
  Step head();
  Step body(const std::function<Status(std::string_view)>& into, std::uint64_t most);
  [[nodiscard]] const Error& error() const { return error_; }

  /// Of the head that is done; without the body.
  [[nodiscard]] Answer answer() const;
  /// The answer is whole, and the line may carry another.
  [[nodiscard]] bool leaves_line_open() const;

 private:
  Step refuse(Code code);
  void next();

  struct State;
  std::unique_ptr<State> state_;
  Error error_{};
};

}  // namespace manara::client
