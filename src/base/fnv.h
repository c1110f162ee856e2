/// FNV-1a, 64 bits (draft-eastlake-fnv): a hash that stays the same on every machine and in every version.
#pragma once

#include <cstdint>
#include <string_view>

namespace manara {

class Fnv1a {
 public:
  /// Bytes and a mark behind them: "ab" + "c" differs from "a" + "bc".
  void add(std::string_view bytes) {
    for (const char c : bytes)
      step(static_cast<unsigned char>(c));
    step(0xff);
  }
  void add(std::uint32_t number) {
    for (int shift = 0; shift < 32; shift += 8)
      step((number >> shift) & 0xffU);
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  void step(std::uint64_t byte) { value_ = (value_ ^ byte) * 0x100000001b3ULL; }
  std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

}  // namespace manara
