/// HTTP/1.1 of whoever asks a node: a request in, its answer out, over one line that is kept. Knows nothing of what is
/// asked. No redirection is followed: what a request carries goes to the node that was named and to nobody else.
///
/// What a broken line or a busy node left undone is asked again, the same request with the same headers: an
/// Idempotency-Key makes that harmless.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "client/address.h"

namespace manara::client {

struct Header {
  std::string name{};  ///< lower case in answers
  std::string value{};
};

struct Request {
  std::string method = "GET";
  std::string target{};  ///< "/api/organisations?q=a%20b": as it is sent
  std::vector<Header> headers{};
  std::string_view body{};  ///< outlives the asking
  /// Whether asking twice is harmless. If not it is asked again only where it surely was not done.
  bool repeatable = true;
  /// Where the body of a 2xx answer goes, piece by piece; {}: Answer::body. What began to come is not asked for again.
  std::function<Status(std::string_view)> into{};
};

struct Answer {
  int status = 0;
  std::vector<Header> headers{};
  std::string body{};
  int sent = 1;  ///< how often the request was: a removal that was done at once is not there the second time

  /// The first header of this lower-case name; "" where there is none.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

struct Limits {
  std::int64_t connect_ms = 15'000;  ///< until the line stands, handshake and all
  std::int64_t answer_ms = 120'000;  ///< from the end of the request to the end of the answer's head
  std::int64_t piece_ms = 60'000;    ///< for each piece of a body, here and there
  std::int64_t whole_ms = 3'600'000;
  std::size_t head_bytes = 32 << 10;
  std::uint64_t body_bytes = 64ULL << 20;  ///< in memory
  std::uint64_t into_bytes = 4ULL << 30;
  int attempts = 4;
  std::int64_t most_wait_ms = 60'000;  ///< what Retry-After may ask for; a node that wants more is not asked again
};

struct Options {
  Address node{};
  std::string authority{};  ///< a PEM file of the only authorities that are believed; "": the system's
  Limits limits{};
  /// Told before each further attempt: why, and after how long. {}: nobody.
  std::function<void(const Error& why, std::int64_t wait_ms)> again{};
  std::function<void(std::int64_t ms)> sleep{};  ///< {}: sleeps
};

class Client {
 public:
  /// Error: client_authority_unreadable.
  static Result<Client> make(Options options);
  Client(Client&& other) noexcept;
  Client& operator=(Client&&) = delete;
  ~Client();

  /// Any status is an answer. Errors: client_… (content/text/*/remote.txt), those of `into`.
  Result<Answer> ask(const Request& request);
  [[nodiscard]] const Address& node() const;

 private:
  struct State;
  explicit Client(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace manara::client
