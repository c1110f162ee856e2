/// The head of an answer, as it is sent (RFC 9112), with what every answer says to a browser where the handler said
/// nothing of it.
#pragma once

#include <cstdint>
#include <string>

#include "api/http.h"
#include "base/result.h"

namespace manara::server {

enum class Connection : std::uint8_t { keep, close };

struct Framing {
  std::uint64_t body_bytes = 0;
  bool endless = false;  ///< events: the connection's end is the body's
  Connection connection = Connection::keep;
  bool secure = false;     ///< over TLS: browsers are to come no other way from now on
  std::int64_t now_s = 0;  ///< since 1970, for Date
};

/// Error: server_answer_refused: a header's name or value that would split the head, or one that is the server's own
/// (Content-Length, Transfer-Encoding, Connection, Date), or a status that is none.
Result<std::string> answer_head(const api::Response& response, const Framing& framing);

/// Whether an answer of this status may have a body (RFC 9110 6.4.1).
bool has_body(int status);

}  // namespace manara::server
