/// Requests and responses as values: what the server (Beast) and the API agree on. Nothing here knows a socket.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "access_log/event.h"
#include "base/result.h"

namespace manara::io {
class Spooled;  // io/spool.h
}

namespace manara::api {

class EventStream;  // api/events.h

struct Header {
  std::string name{};  ///< lower case in requests
  std::string value{};
};

struct Request {
  std::string method{};  ///< "GET"
  std::string path{};    ///< decoded once: "/api/organisations"; has no "..", no empty part, no control character
  std::vector<std::pair<std::string, std::string>> query{};  ///< decoded, in order
  std::vector<Header> headers{};
  std::string body{};
  std::string body_file{};  ///< a body of more than 64 KB: its file, there until the handler returns; `body` is ""
  std::string address{};    ///< of whom asks, as the socket (or a trusted proxy) says
  bool secure = false;      ///< came by TLS, or by a proxy that says so and is trusted

  /// The first header of this lower-case name; "" where there is none.
  [[nodiscard]] std::string_view header(std::string_view name) const;
  [[nodiscard]] std::string_view parameter(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::vector<Header> headers{};
  std::string body{};
  std::shared_ptr<const io::Spooled> file{};  ///< the body where it is long, in place of `body`; sent piece by piece
  std::string route{};    ///< what the access log and the counters call the path: "/api/organisations/{id}"; may be ""
  std::string refusal{};  ///< the code of a problem
  /// What the access log must keep of it (api/record.h); of a read one scope for each item that was told of.
  std::vector<access_log::Event> told{};
  /// What goes on being said (Server-Sent Events), in place of a body.
  std::shared_ptr<EventStream> events{};
};

using Handler = std::function<Response(const Request&)>;

/// Whether the body of whoever asks this is welcome, by its head alone. What comes back stands in the answer's head.
using Welcome = std::function<Result<std::vector<Header>>(const Request&)>;

}  // namespace manara::api
