/// Numbers from a seed that are the same on every machine: the distributions of <random> are not.
#pragma once

#include <cstdint>

namespace manara::bench {

/// SplitMix64 (Steele, Lea, Flood 2014): one multiplication chain a number, good enough to draw names with.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  /// 0 … n-1; n > 0. The bias of the remainder is below 2^-40 for what is drawn here.
  std::uint64_t below(std::uint64_t n) { return next() % n; }

 private:
  std::uint64_t state_;
};

}  // namespace manara::bench
