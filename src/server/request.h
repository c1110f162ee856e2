/// What a request's head must be before a handler sees it, and the request that it becomes. Pure: bytes that were
/// parsed come in, nothing here knows a socket.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http.h"
#include "base/result.h"
#include "server/options.h"

namespace manara::server {

/// A head as the parser leaves it (RFC 9112).
struct Head {
  std::string method{};
  std::string target{};
  std::vector<api::Header> headers{};  ///< names in lower case, in order
  bool keep_alive = false;             ///< what version and Connection ask for
  bool http_1_0 = false;
  bool has_body = false;
  std::optional<std::uint64_t> body_bytes{};  ///< by Content-Length
};

/// What the socket says of who asks.
struct Peer {
  std::string address{};
  bool secure = false;
};

/// Fills the request with all of the head; its headers even where it is refused, for the answer's language. A proxy's
/// X-Forwarded-… are believed where it is trusted, and taken out in any case. Errors, each with its status in
/// api/problem.cpp: request_unreadable, request_length, request_target, request_target_too_long,
/// request_head_too_large, request_forwarded (a trusted proxy says no address), request_host, request_host_unknown,
/// request_origin, request_expectation.
Status fill(api::Request& request, Head head, const Options& options, const Peer& peer);

/// The largest body that the path may get.
std::uint64_t body_limit(const Limits& limits, std::string_view path);

/// "/api/organisations/{}": the path without what may be an id, a name or a mistyped secret. What does not exist has no
/// route.
std::string route_of(std::string_view path, int status);

/// "2001:db8::1" of "[2001:db8::1]:8080", "manara.example" of "Manara.Example.:443"; nullopt where it is no Host (RFC
/// 9110 7.2).
std::optional<std::string> host_name(std::string_view host);

}  // namespace manara::server
