#include "access/rate_limit.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

#include "crypto/sha256.h"

namespace manara::access {
namespace {

constexpr std::size_t ways = 4;         // places that a key may have
constexpr std::int64_t share = 60'000;  // of one request: each millisecond gives as many as a minute allows

std::uint64_t hash_of(std::string_view key, std::uint64_t seed) {
  const auto digest = crypto::Sha256().update({reinterpret_cast<const char*>(&seed), sizeof seed}).update(key).finish();
  std::uint64_t hash = 0;
  std::memcpy(&hash, digest.data(), sizeof hash);
  return std::max<std::uint64_t>(hash, 1);  // 0: an empty place
}

}  // namespace

RateLimit::RateLimit(Rate rate, Random& random, std::size_t keys)
    : rate_(rate), buckets_(std::max<std::size_t>(1, keys / ways) * ways) {
  std::array<std::uint8_t, sizeof seed_> bytes{};
  random.fill(bytes);
  std::memcpy(&seed_, bytes.data(), bytes.size());
}

RateLimit::Bucket& RateLimit::bucket_of(std::uint64_t key, std::int64_t now_ms) {
  const auto first = buckets_.begin() + static_cast<std::ptrdiff_t>(key % (buckets_.size() / ways) * ways);
  const auto last = first + static_cast<std::ptrdiff_t>(ways);
  if (const auto own = std::find_if(first, last, [&](const Bucket& one) { return one.key == key; }); own != last)
    return *own;
  // An empty place, or that of whoever was here longest ago.
  auto& oldest = *std::ranges::min_element(first, last, {}, [](const Bucket& one) {
    return one.key == 0 ? std::numeric_limits<std::int64_t>::min() : one.at_ms;
  });
  oldest = {.key = key, .at_ms = now_ms, .shares = rate_.burst * share};
  return oldest;
}

/// With what time gave it; returns how long until there is enough for one.
std::int64_t RateLimit::filled(Bucket& bucket, std::int64_t now_ms) {
  const auto full = rate_.burst * share;
  // What a clock gives that goes back, or leaps: nothing, or a full bucket.
  const auto passed = std::clamp<std::int64_t>(now_ms - std::min(now_ms, bucket.at_ms), 0, full / rate_.per_minute + 1);
  bucket.at_ms = now_ms;
  bucket.shares = std::min(full, bucket.shares + passed * rate_.per_minute);
  return bucket.shares < share ? (share - bucket.shares + rate_.per_minute - 1) / rate_.per_minute : 0;
}

std::int64_t RateLimit::take(std::string_view key, std::int64_t now_ms) {
  const std::scoped_lock lock(mutex_);
  auto& bucket = bucket_of(hash_of(key, seed_), now_ms);
  const auto wait = filled(bucket, now_ms);
  if (wait == 0) bucket.shares -= share;
  return wait;
}

std::int64_t RateLimit::wait_of(std::string_view key, std::int64_t now_ms) {
  const std::scoped_lock lock(mutex_);
  return filled(bucket_of(hash_of(key, seed_), now_ms), now_ms);
}

}  // namespace manara::access
