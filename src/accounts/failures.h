/// Wrong guesses, counted so that guessing doesn't pay and nobody can shut out another by guessing badly on purpose.
///
/// Each attempt is charged before it is judged, in one transaction, so that a thousand at once are a thousand charges;
/// a good one is taken back. Counted are: this account from this place (a known device, else the network address), all
/// accounts from this address, and this account from all places that it was never used from. Whoever comes by a device
/// that was signed in before is charged to that device alone: what strangers do elsewhere does not reach them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/sha256.h"
#include "store/store.h"

namespace manara::accounts {

/// After how many failures somebody waits, first a second, then twice as long with each, at most 15 minutes.
enum class Counter : std::uint8_t { here, address, account };

struct Charge {
  Counter counter = Counter::here;
  crypto::Digest key{};
};

struct Attempt {
  std::string_view account{};  ///< as typed: there need be none of that name
  std::string_view network{};
  std::string_view device{};  ///< what is kept of a known device; "": none
  bool known_network = false;
};
std::vector<Charge> charges_of(const Attempt& attempt);

constexpr std::int64_t longest_wait_ms = 15LL * 60 * 1000;
constexpr std::int64_t fade_each_ms = longest_wait_ms;            ///< one failure fewer, since the last one
constexpr std::int64_t failures_fade_ms = 24LL * 60 * 60 * 1000;  ///< all of them
constexpr std::int64_t most_failure_rows = 10'000;

/// How long somebody waits after so many failures.
std::int64_t wait_ms(Counter counter, std::int64_t failures);

/// 0 where the attempt may be made, and is charged; else the milliseconds to wait, and nothing is. Where the clock was
/// set back to before the last failure an attempt is allowed: nobody waits for a moment that may never come.
Result<std::int64_t> charge(store::Operations& rows, const std::vector<Charge>& charges, std::int64_t now_ms);
/// It was no wrong guess.
Status take_back(store::Operations& rows, const std::vector<Charge>& charges);
/// It was right: the place starts anew, what others count is taken back.
Status settle(store::Operations& rows, const std::vector<Charge>& charges);

}  // namespace manara::accounts
