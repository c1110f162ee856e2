#include "access/address.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>

namespace manara::access {
namespace {

constexpr std::size_t most_characters = 64;

}  // namespace

std::string network_of(std::string_view address) {
  std::string text(address.substr(0, std::min(address.find('%'), most_characters)));
  std::array<unsigned char, 16> bytes{};
  if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (std::equal(mapped.begin(), mapped.end(), bytes.begin()))
    return ::inet_ntop(AF_INET, bytes.data() + mapped.size(), out.data(), out.size());
  std::fill(bytes.begin() + 8, bytes.end(), 0);
  return std::string(::inet_ntop(AF_INET6, bytes.data(), out.data(), out.size())) + "/64";
}

std::string coarse_network(std::string_view address) {
  const auto network = network_of(address);
  std::array<unsigned char, 16> bytes{};
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (::inet_pton(AF_INET, network.c_str(), bytes.data()) == 1) {
    bytes[3] = 0;
    return std::string(::inet_ntop(AF_INET, bytes.data(), out.data(), out.size())) + "/24";
  }
  if (::inet_pton(AF_INET6, network.substr(0, network.find('/')).c_str(), bytes.data()) != 1) return {};
  std::fill(bytes.begin() + 6, bytes.end(), 0);
  return std::string(::inet_ntop(AF_INET6, bytes.data(), out.data(), out.size())) + "/48";
}

}  // namespace manara::access
