/// Where a node is: "https://manara.example", "http://127.0.0.1:8080".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace manara::client {

struct Address {
  bool tls = true;
  std::string host{};  ///< a name in lower case, or an address without brackets
  std::uint16_t port = 443;

  [[nodiscard]] std::string url() const;
  /// As the header Host has it.
  [[nodiscard]] std::string authority() const;
  /// What is sent there does not leave this machine.
  [[nodiscard]] bool is_loopback() const;
};

/// Errors: client_url_malformed (also with a path, a query or a user: a token goes to a whole node), and
/// client_url_open for http:// beyond this machine, where whoever listens could take the token.
Result<Address> read_address(std::string_view url);

}  // namespace manara::client
