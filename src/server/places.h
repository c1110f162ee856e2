/// Places for connections, or requests: so many in all, so many for one address. An IPv6 customer holds a /64 of
/// addresses: they count as one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/strings.h"

namespace manara::server {

/// The address as it is counted: "192.0.2.7", "2001:db8:0:1::/64"; what is none stays as it is.
std::string counted_address(std::string_view address);

class Places {
 public:
  Places(std::size_t all, std::size_t each) : all_(all), each_(each) {}

  enum class Answer : std::uint8_t { granted, full, full_for_address };
  /// `address` as counted_address() says. What is granted is given back.
  Answer take(const std::string& address);
  void give_back(std::string_view address);
  [[nodiscard]] std::size_t taken() const { return taken_; }

 private:
  const std::size_t all_, each_;
  std::size_t taken_ = 0;
  std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> by_address_{};
};

}  // namespace manara::server
