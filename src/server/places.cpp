#include "server/places.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>

namespace manara::server {

std::string counted_address(std::string_view address) {
  std::string text(address);
  in6_addr six{};
  if (::inet_pton(AF_INET6, text.c_str(), &six) != 1) return text;
  std::array<char, INET6_ADDRSTRLEN> name{};
  if (IN6_IS_ADDR_V4MAPPED(&six)) return ::inet_ntop(AF_INET, &six.s6_addr[12], name.data(), name.size());
  std::fill(std::begin(six.s6_addr) + 8, std::end(six.s6_addr), std::uint8_t{0});
  return std::string(::inet_ntop(AF_INET6, &six, name.data(), name.size())) + "/64";
}

Places::Answer Places::take(const std::string& address) {
  if (taken_ >= all_) return Answer::full;
  auto& count = by_address_[address];
  if (count >= each_) {
    if (count == 0) by_address_.erase(address);
    return Answer::full_for_address;
  }
  ++count;
  ++taken_;
  return Answer::granted;
}

void Places::give_back(std::string_view address) {
  const auto found = by_address_.find(address);
  if (found == by_address_.end()) return;
  --taken_;
  if (--found->second == 0) by_address_.erase(found);
}

}  // namespace manara::server
