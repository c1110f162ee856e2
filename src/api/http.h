/// Requests and responses as values: what the server (Beast) and the API agree on. Nothing here knows a socket.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace manara::api {

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
  std::string address{};  ///< of whom asks, as the socket (or a trusted proxy) says
  bool secure = false;    ///< came by TLS, or by a proxy that says so and is trusted

  /// The first header of this lower-case name; "" where there is none.
  [[nodiscard]] std::string_view header(std::string_view name) const;
  [[nodiscard]] std::string_view parameter(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::vector<Header> headers{};
  std::string body{};
};

using Handler = std::function<Response(const Request&)>;

}  // namespace manara::api
