#include "practice/constituency/address.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>

#include "base/strings.h"
#include "text/domain.h"

namespace manara::constituency {
namespace {

constexpr int all_bits = 128;
constexpr int mapped_bits = 96;  ///< what stands before an IPv4 address
constexpr std::string_view mapped("\0\0\0\0\0\0\0\0\0\0\xff\xff", mapped_bits / 8);
constexpr std::string_view ipv4 = "ipv4";
constexpr std::string_view ipv6 = "ipv6";
constexpr std::uint64_t most_asn = 4'294'967'294;  // RFC 7300: the last is reserved
constexpr char behind_all = '\xff';                // no label has it

using Key = std::array<unsigned char, 16>;

std::string bytes_of(const Key& key) {
  return {key.begin(), key.end()};
}

/// The first and last of all that begin with these bits.
KeyRange range_of(Key key, int bits) {
  Key last = key;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const int kept = std::clamp(bits - 8 * static_cast<int>(i), 0, 8);
    const auto mask = static_cast<unsigned char>(0xff00 >> kept);
    key[i] &= mask;
    last[i] |= static_cast<unsigned char>(~mask);
  }
  return {bytes_of(key), bytes_of(last)};
}

struct Address {
  Key key{};
  bool is_ipv4 = false;
};

/// Also an IPv4 address that is written as an IPv6 one.
std::optional<Address> read_address(std::string_view text) {
  if (text.size() >= INET6_ADDRSTRLEN || text.find('\0') != std::string_view::npos) return std::nullopt;
  const std::string ended(text);
  Address address;
  if (::inet_pton(AF_INET, ended.c_str(), address.key.data() + mapped.size()) == 1) {
    std::ranges::copy(mapped, address.key.begin());
    address.is_ipv4 = true;
    return address;
  }
  if (::inet_pton(AF_INET6, ended.c_str(), address.key.data()) != 1) return std::nullopt;
  return address;
}

std::string text_of(const KeyRange& range, std::string_view space) {
  std::array<char, INET6_ADDRSTRLEN> out{};
  const bool is_ipv4 = space == ipv4;
  const char* from = range.first.data() + (is_ipv4 ? mapped.size() : 0);
  ::inet_ntop(is_ipv4 ? AF_INET : AF_INET6, from, out.data(), out.size());
  return out.data();
}

/// "24" of /24: digits, no zeros before them, at most `most`.
std::optional<int> read_bits(std::string_view text, int most) {
  const auto bits = parse_unsigned(text);
  if (!bits || *bits > static_cast<std::uint64_t>(most) || text.size() != std::to_string(*bits).size())
    return std::nullopt;
  return static_cast<int>(*bits);
}

std::optional<Network> read_cidr(std::string_view text) {
  const auto halves = cut(text, '/');
  const auto address = read_address(halves ? halves->head : text);
  if (!address) return std::nullopt;
  const int most = address->is_ipv4 ? all_bits - mapped_bits : all_bits;
  const auto given = halves ? read_bits(halves->tail, most) : std::optional(most);
  if (!given) return std::nullopt;
  const int bits = address->is_ipv4 ? *given + mapped_bits : *given;  // counted from the front of the key
  const bool is_ipv4 = bits >= mapped_bits && bytes_of(address->key).starts_with(mapped);
  Network network{.kind = NetworkKind::cidr, .space = is_ipv4 ? ipv4 : ipv6};
  network.keys = range_of(address->key, bits);
  network.bits = is_ipv4 ? bits - mapped_bits : bits;
  network.text = text_of(network.keys, network.space) + "/" + std::to_string(network.bits);
  return network;
}

std::optional<Network> read_asn(std::string_view text) {
  if (text.size() < 3 || !iequals(text.substr(0, 2), "AS")) return std::nullopt;
  const auto digits = trim(text.substr(2));
  const auto number = parse_unsigned(digits);
  if (!number || *number == 0 || *number > most_asn || digits.front() == '0') return std::nullopt;
  Key key{};
  for (std::size_t i = 0; i < 4; ++i)
    key[key.size() - 1 - i] = static_cast<unsigned char>(*number >> (8 * i));
  return Network{.kind = NetworkKind::asn,
                 .space = "asn",
                 .text = "AS" + std::to_string(*number),
                 .keys = {bytes_of(key), bytes_of(key)}};
}

/// "org.example." of example.org: whatever ends in it begins with that.
KeyRange domain_keys(std::string_view domain) {
  KeyRange keys;
  auto labels = split(domain, '.');
  std::ranges::reverse(labels);
  for (const auto label : labels)
    keys.first.append(label).push_back('.');
  keys.last = keys.first + behind_all;
  return keys;
}

std::optional<Network> read_domain(std::string_view text) {
  take_prefix(text, "*.");
  auto domain = text::canonical_domain(text);
  if (!domain) return std::nullopt;
  auto keys = domain_keys(*domain);
  return Network{.kind = NetworkKind::domain, .space = "domain", .text = std::move(*domain), .keys = std::move(keys)};
}

std::optional<std::string> canonical(std::string_view text) {
  auto network = read_network(text);
  if (!network) return std::nullopt;
  return std::move(network->text);
}

}  // namespace

std::string_view name_of(NetworkKind kind) {
  constexpr std::array<std::string_view, 3> names{"cidr", "asn", "domain"};
  return names[static_cast<std::size_t>(kind)];
}

bool Network::is_one_address() const {
  return kind == NetworkKind::cidr && keys.first == keys.last;
}

std::optional<Network> read_network(std::string_view text) {
  if (auto network = read_cidr(text)) return network;
  if (auto network = read_asn(text)) return network;
  return read_domain(text);
}

std::vector<KeyRange> holders(const Network& network) {
  std::vector<KeyRange> all;
  if (network.kind == NetworkKind::asn) return {network.keys};
  if (network.kind == NetworkKind::cidr) {
    Key key{};
    std::ranges::copy(network.keys.first, key.begin());
    const int before = network.space == ipv4 ? mapped_bits : 0;
    for (int bits = network.bits; bits >= 0; --bits)
      all.push_back(range_of(key, before + bits));
    return all;
  }
  for (auto rest = std::string_view(network.text); rest.find('.') != std::string_view::npos;
       rest.remove_prefix(rest.find('.') + 1))
    all.push_back(domain_keys(rest));
  return all;
}

constinit const resource::Format network_format{"192.0.2.0/24, 2001:db8::/32, AS64500, example.org", canonical};

}  // namespace manara::constituency
