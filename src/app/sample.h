/// A made-up nation to try Manara out with: forty organisations in four sectors over three years, with contacts,
/// networks, assets and lists of what those run, and three people. The same seed gives the same history; the clock is
/// the sample's own. Only for a node whose first entry says `sample`.
#pragma once

#include <cstdint>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "store/blobs.h"
#include "store/store.h"
#include "text/catalogue.h"

namespace manara::app {

/// Numbers from a seed: SplitMix64. Not for keys.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override;
  std::uint64_t below(std::uint64_t n);  ///< 0 … n-1; n > 0

 private:
  std::uint64_t next();
  std::uint64_t state_;
};

/// A clock that somebody sets.
class SetClock final : public Clock {
 public:
  explicit SetClock(std::int64_t now) : now_(now) {}
  std::int64_t now_ms() override { return now_; }
  void set(std::int64_t now) { now_ = now; }

 private:
  std::int64_t now_;
};

struct Sampled {
  std::uint64_t organisations = 0;
  std::uint64_t entries = 0;
};

/// Writes three years of history that end at `until_ms`, by `clock`, which the store must have been opened with;
/// `blobs` are the store's. What has one form only (a region) is in `language`.
Result<Sampled> write_sample(store::Store& store, store::Blobs& blobs, SetClock& clock, SeededRandom& random,
                             std::int64_t until_ms, text::Language language);

}  // namespace manara::app
