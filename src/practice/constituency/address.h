/// What a network is written as: a range of IPv4 or IPv6 addresses (CIDR), an autonomous system, a domain. Each has one
/// form, and a place in an order in which what lies within a network lies between its two ends: one index then finds
/// whatever holds an address, and whatever a network holds. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "resource/resource.h"

namespace manara::constituency {

enum class NetworkKind : std::uint8_t { cidr, asn, domain };
std::string_view name_of(NetworkKind kind);

/// Two keys, the first and the last of what a network holds. Of addresses 16 bytes each, IPv4 as ::ffff:a.b.c.d.
struct KeyRange {
  std::string first{};
  std::string last{};
  bool operator==(const KeyRange&) const = default;
};

struct Network {
  NetworkKind kind = NetworkKind::domain;
  std::string_view space{};  ///< keys of one space are compared: "ipv4", "ipv6", "asn", "domain"
  std::string text{};        ///< canonical: "10.0.0.0/8", "2001:db8::/32", "AS64500", "example.org"
  KeyRange keys{};
  int bits = 0;  ///< of an address range, counted in its own space: 8 of 10.0.0.0/8
  [[nodiscard]] bool is_one_address() const;
};

/// A lone address is a range of one; bits behind the mask are cleared; an IPv4 address in IPv6 form is an IPv4 address;
/// "*.example.org" is example.org, which holds whatever ends in it. nullopt: none of these, also where a mask has
/// leading zeros or more bits than there are, or a domain has one label only.
std::optional<Network> read_network(std::string_view text);

/// The keys of itself and of every network that would hold it, the narrowest first: at most 129.
std::vector<KeyRange> holders(const Network& network);

/// For the field of a resource.
extern const resource::Format network_format;

}  // namespace manara::constituency
