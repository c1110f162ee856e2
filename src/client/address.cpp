#include "client/address.h"

#include <algorithm>
#include <arpa/inet.h>

#include "base/strings.h"

namespace manara::client {
namespace {

constexpr std::uint16_t tls_port = 443, open_port = 80;

bool is_address_6(const std::string& host) {
  in6_addr ignored{};
  return ::inet_pton(AF_INET6, host.c_str(), &ignored) == 1;
}

bool is_name(std::string_view host) {
  constexpr std::size_t most = 253;
  return !host.empty() && host.size() <= most && host.front() != '.' && host.front() != '-' &&
         std::ranges::all_of(host, [](char c) { return is_alnum(c) || c == '.' || c == '-' || c == '_'; });
}

std::string in_brackets(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

}  // namespace

std::string Address::authority() const {
  const auto name = in_brackets(host);
  return port == (tls ? tls_port : open_port) ? name : name + ":" + std::to_string(port);
}

std::string Address::url() const {
  return (tls ? "https://" : "http://") + authority();
}

bool Address::is_loopback() const {
  if (host == "localhost" || host == "::1") return true;
  // The address itself: "127.0.0.1.example.org" is a name like any other.
  in_addr address{};
  constexpr std::uint32_t loopback_net = 127;
  return ::inet_pton(AF_INET, host.c_str(), &address) == 1 && ntohl(address.s_addr) >> 24 == loopback_net;
}

Result<Address> read_address(std::string_view url) {
  const auto malformed = [&] { return fail(Code{"client_url_malformed"}, {std::string(url)}); };
  auto rest = trim(url);
  Address address;
  if (take_prefix(rest, "http://")) {
    address.tls = false;
    address.port = open_port;
  } else if (!take_prefix(rest, "https://")) {
    return malformed();
  }
  take_suffix(rest, "/");
  if (rest.starts_with('[')) {
    const auto end = rest.find(']');
    if (end == std::string_view::npos) return malformed();
    address.host = to_lower(rest.substr(1, end - 1));
    rest.remove_prefix(end + 1);
    if (!is_address_6(address.host) || (!rest.empty() && rest.front() != ':')) return malformed();
  } else {
    const auto name = rest.substr(0, rest.find(':'));
    if (!is_name(name)) return malformed();
    address.host = to_lower(name);
    rest.remove_prefix(name.size());
  }
  if (take_prefix(rest, ":")) {
    const auto port = parse_unsigned(rest);
    if (!port || *port == 0 || *port > UINT16_MAX) return malformed();
    address.port = static_cast<std::uint16_t>(*port);
  }
  if (!address.tls && !address.is_loopback()) return fail(Code{"client_url_open"}, {address.url()});
  return address;
}

}  // namespace manara::client
