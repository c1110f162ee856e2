#include "server/request.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>

#include "base/strings.h"
#include "base/utf8.h"

namespace manara::server {
namespace {

constexpr std::size_t most_parameters = 100;
constexpr std::size_t most_route_parts = 6;

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '\x7f';
}

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

enum class Plus : std::uint8_t { plus, space };

/// Percent-decoded once, in valid UTF-8; nullopt for anything else.
std::optional<std::string> decoded(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == Plus::space) {
      out.push_back(' ');
    } else if (text[i] != '%') {
      out.push_back(text[i]);
    } else {
      if (text.size() - i < 3) return std::nullopt;
      const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    }
  }
  if (!is_utf8(out)) return std::nullopt;
  return out;
}

/// The path decoded, each part by itself: an encoded slash would make two parts of what the sender meant as one.
std::optional<std::string> decoded_path(std::string_view raw) {
  if (!take_prefix(raw, "/")) return std::nullopt;
  if (raw.empty()) return "/";
  take_suffix(raw, "/");
  std::string path;
  for (const auto part : split(raw, '/')) {
    const auto name = decoded(part, Plus::plus);
    if (!name || name->empty() || *name == "." || *name == "..") return std::nullopt;
    const auto refused = [](char c) { return is_control(c) || c == '/' || c == '\\'; };
    if (std::ranges::any_of(*name, refused)) return std::nullopt;
    path += '/';
    path += *name;
  }
  return path;
}

bool read_query(std::string_view raw, api::Request& request) {
  if (raw.empty()) return true;
  for (const auto pair : split(raw, '&')) {
    if (pair.empty()) continue;
    const auto halves = cut(pair, '=');
    auto name = decoded(halves ? halves->head : pair, Plus::space);
    auto value = decoded(halves ? halves->tail : std::string_view(), Plus::space);
    if (!name || !value || request.query.size() >= most_parameters) return false;
    // What people type into a search may have several lines; other control characters are nobody's wish.
    const auto refused = [](char c) { return is_control(c) && c != '\t' && c != '\n' && c != '\r'; };
    if (std::ranges::any_of(*name, is_control) || std::ranges::any_of(*value, refused)) return false;
    request.query.emplace_back(std::move(*name), std::move(*value));
  }
  return true;
}

std::size_t count(const std::vector<api::Header>& headers, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::count(headers, name, &api::Header::name));
}

/// Whoever stands between may read a head otherwise than we do: what can be read in two ways is refused (RFC 9112 6.3,
/// request smuggling).
Status check_framing(const api::Request& request, const Head& head) {
  const auto lengths = count(request.headers, "content-length"), codings = count(request.headers, "transfer-encoding");
  if (lengths + codings > 1) return fail(Code{"request_length"});
  if (codings == 1 && (head.http_1_0 || !iequals(request.header("transfer-encoding"), "chunked")))
    return fail(Code{"request_length"});
  for (const auto& header : request.headers) {
    const auto refused = [](char c) { return is_control(c) && c != '\t'; };
    if (std::ranges::any_of(header.value, refused)) return fail(Code{"request_unreadable"});
  }
  return {};
}

bool is_loopback(std::string_view name) {
  return name == "localhost" || name == "127.0.0.1" || name == "::1";
}

/// A page of somebody else's, whose name they let point here (DNS rebinding), sends its own name as Host.
Status check_host(const api::Request& request, const Options& options) {
  if (count(request.headers, "host") != 1) return fail(Code{"request_host"});
  const auto name = host_name(request.header("host"));
  if (!name) return fail(Code{"request_host"});
  const bool known = (is_loopback(*name) && is_loopback(options.address)) || *name == options.address ||
                     std::ranges::any_of(options.hosts, [&](const auto& host) { return iequals(*name, host); });
  if (!known) return fail(Code{"request_host_unknown"});
  return {};
}

/// A browser says which page sends a request that changes something; a program that is none says nothing.
Status check_origin(const api::Request& request) {
  if (request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS") return {};
  if (count(request.headers, "origin") > 1) return fail(Code{"request_origin"});
  const auto origin = request.header("origin");
  if (origin.empty()) {
    const auto site = request.header("sec-fetch-site");
    if (site.empty() || site == "same-origin" || site == "none") return {};
    return fail(Code{"request_origin"});
  }
  const auto own = (request.secure ? "https://" : "http://") + std::string(request.header("host"));
  if (!iequals(origin, own)) return fail(Code{"request_origin"});
  return {};
}

bool is_address(std::string_view text) {
  const std::string name(text);
  in6_addr address{};
  return ::inet_pton(AF_INET, name.c_str(), &address) == 1 || ::inet_pton(AF_INET6, name.c_str(), &address) == 1;
}

/// "2001:db8::1" of "[2001:db8::1]:8080", "192.0.2.7" of "192.0.2.7:8080"; nullopt where it is no address.
std::optional<std::string_view> address_in(std::string_view node) {
  if (take_prefix(node, "[")) {
    const auto halves = cut(node, ']');
    if (!halves) return std::nullopt;
    node = halves->head;
  } else if (const auto halves = cut(node, ':'); halves && halves->tail.find(':') == std::string_view::npos) {
    node = halves->head;
  }
  if (!is_address(node)) return std::nullopt;
  return node;
}

/// What a proxy says of whom it speaks for. Without that word all that comes through it would be one address.
Status read_forwarded(api::Request& request, const Options& options) {
  std::optional<std::string> address;
  for (const auto& header : request.headers) {
    if (header.name != "x-forwarded-for") continue;
    // The last is what our own proxy saw, also where it adds a line of its own; before it stands what it was told.
    address = address_in(trim(split(header.value, ',').back()));
  }
  const bool is_secure = iequals(request.header("x-forwarded-proto"), "https");
  std::erase_if(request.headers, [](const auto& header) {
    return header.name.starts_with("x-forwarded-") || header.name == "forwarded" || header.name == "x-real-ip";
  });
  if (options.proxy == Proxy::none) return {};
  if (!address) return fail(Code{"request_forwarded"});
  request.address = std::move(*address);
  request.secure = request.secure || is_secure;
  return {};
}

bool is_plain(std::string_view part) {
  return part.size() <= 24 &&
         std::ranges::all_of(part, [](char c) { return is_lower(c) || c == '-' || c == '_' || c == '.'; });
}

}  // namespace

Status fill(api::Request& request, Head head, const Options& options, const Peer& peer) {
  request.method = std::move(head.method);
  request.headers = std::move(head.headers);
  request.address = peer.address;
  request.secure = peer.secure;
  if (request.headers.size() > options.limits.headers) return fail(Code{"request_head_too_large"});
  if (head.target.size() > options.limits.target_bytes) return fail(Code{"request_target_too_long"});
  MANARA_CHECK(check_framing(request, head));
  MANARA_CHECK(read_forwarded(request, options));
  MANARA_CHECK(check_host(request, options));

  // Only the origin form: what names a host of its own, or nothing at all, is for proxies.
  const auto halves = cut(head.target, '?');
  auto path = decoded_path(halves ? halves->head : std::string_view(head.target));
  if (!path || head.target.find('#') != std::string::npos) return fail(Code{"request_target"});
  request.path = std::move(*path);
  if (halves && !read_query(halves->tail, request)) return fail(Code{"request_target"});

  if (const auto wish = request.header("expect"); !wish.empty() && !iequals(wish, "100-continue"))
    return fail(Code{"request_expectation"});
  return check_origin(request);
}

std::uint64_t body_limit(const Limits& limits, std::string_view path) {
  std::uint64_t bytes = limits.body_bytes;
  std::size_t longest = 0;
  for (const auto& row : limits.bodies) {
    if (row.prefix.size() < longest || !path.starts_with(row.prefix)) continue;
    longest = row.prefix.size();
    bytes = row.bytes;
  }
  return bytes;
}

std::string route_of(std::string_view path, int status) {
  if (status == 404) return "none";
  if (!take_prefix(path, "/") || path.empty()) return "/";
  std::string route;
  std::size_t parts = 0;
  for (const auto part : split(path, '/')) {
    if (++parts > most_route_parts) break;
    route += is_plain(part) ? "/" + std::string(part) : "/{}";
  }
  return route;
}

std::optional<std::string> host_name(std::string_view host) {
  std::string_view port;
  if (take_prefix(host, "[")) {
    const auto halves = cut(host, ']');
    if (!halves || !is_address(halves->head)) return std::nullopt;
    host = halves->head;
    port = halves->tail;
    if (!port.empty() && !take_prefix(port, ":")) return std::nullopt;
  } else {
    if (const auto halves = cut(host, ':')) {
      host = halves->head;
      port = halves->tail;
    }
    take_suffix(host, ".");
    const auto allowed = [](char c) { return is_alnum(c) || c == '-' || c == '.' || c == '_'; };
    if (host.empty() || host.size() > 253 || !std::ranges::all_of(host, allowed)) return std::nullopt;
  }
  if (port.size() > 5 || !std::ranges::all_of(port, is_digit)) return std::nullopt;
  return to_lower(host);
}

}  // namespace manara::server
