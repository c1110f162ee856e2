/// Where a request comes from, as limits count it.
#pragma once

#include <string>
#include <string_view>

namespace manara::access {

/// An IPv4 address as it is; of an IPv6 address its first 64 bits, since whoever has one has them all; what is none as
/// it is, to 64 characters.
std::string network_of(std::string_view address);

/// As much of it as a log keeps that is read a year later: 24 bits of an IPv4 address, 48 of an IPv6 address; "" for
/// what is none.
std::string coarse_network(std::string_view address);

}  // namespace manara::access
