/// Bytes as the text that files, hashes and statements take: a view, nothing is copied.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace manara {

inline std::string_view text_of(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace manara
