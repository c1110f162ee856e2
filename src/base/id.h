/// Ids of 128 random bits, a type for each thing, so that an asset can't be passed for an organisation. They say
/// nothing about what they name, so they may stand where names may not: in a ledger's headers.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace manara {

using IdBytes = std::array<std::uint8_t, 16>;

/// 32 lower-case hexadecimal digits.
std::string id_text(const IdBytes& bytes);
std::optional<IdBytes> read_id(std::string_view text);

template <typename Tag>
struct Id {
  IdBytes bytes{};
  auto operator<=>(const Id&) const = default;
  [[nodiscard]] bool empty() const { return *this == Id{}; }  ///< all zeros: names nothing
  static std::optional<Id> read(std::string_view text) {
    const auto bytes = read_id(text);
    if (!bytes) return std::nullopt;
    return Id{*bytes};
  }
};

template <typename Tag>
std::string to_string(const Id<Tag>& id) {
  return id_text(id.bytes);
}

}  // namespace manara
