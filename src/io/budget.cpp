#include "io/budget.h"

#include <string>

namespace manara::io {
namespace {

/// Below this nothing is suspicious, however well it compresses.
constexpr std::uint64_t ratio_from = 16 << 20;

bool beyond_ratio(std::uint64_t out, std::uint64_t in, std::uint64_t ratio) {
  return out > ratio_from && out / ratio > in;
}

}  // namespace

Status Budget::bomb() const {
  return fail(Code{"archive_bomb"}, {std::to_string(limits_.unpacked_bytes), std::to_string(limits_.archive_members),
                                     std::to_string(limits_.ratio)});
}

Status Budget::member() {
  if (++members_ > limits_.archive_members) return bomb();
  return {};
}

Status Budget::unpacked(std::uint64_t more, std::uint64_t in, std::uint64_t out) {
  unpacked_ += more;
  if (unpacked_ > limits_.unpacked_bytes) return bomb();
  if (beyond_ratio(out, in, limits_.ratio)) return bomb();
  // gzip in gzip multiplies: each layer stays below the ratio, all of them together don't.
  if (beyond_ratio(unpacked_, packed_(), limits_.ratio)) return bomb();
  return {};
}

Status Budget::expect(std::uint64_t size) const {
  if (size > limits_.unpacked_bytes || unpacked_ > limits_.unpacked_bytes - size) return bomb();
  return {};
}

}  // namespace manara::io
