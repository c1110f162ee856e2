/// How often somebody may ask: a bucket of tokens for each key (an address, an account, a token), in memory that is
/// taken once and never grows, however many keys there are. Where two keys fall on one place the newer one takes it:
/// the other starts again with a full bucket, which is the friendlier mistake.
#pragma once

#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

#include "base/random.h"

namespace manara::access {

struct Rate {
  std::int64_t burst = 10;       ///< at once
  std::int64_t per_minute = 30;  ///< for good
};

class RateLimit {
 public:
  /// `random` seeds where keys fall, so that nobody outside can choose it. `keys`: how many are told apart, 32 bytes
  /// each.
  RateLimit(Rate rate, Random& random, std::size_t keys = 16384);

  /// 0 where it is allowed, and counted; else the milliseconds until it is. Safe from several threads. A clock that
  /// goes back gives nothing and takes nothing.
  std::int64_t take(std::string_view key, std::int64_t now_ms);
  /// What take() would say; nothing is counted.
  std::int64_t wait_of(std::string_view key, std::int64_t now_ms);

 private:
  struct Bucket {
    std::uint64_t key = 0;
    std::int64_t at_ms = 0;
    std::int64_t shares = 0;
  };
  Bucket& bucket_of(std::uint64_t key, std::int64_t now_ms);
  std::int64_t filled(Bucket& bucket, std::int64_t now_ms);

  Rate rate_;
  std::uint64_t seed_ = 0;
  std::mutex mutex_{};
  std::vector<Bucket> buckets_;
};

}  // namespace manara::access
