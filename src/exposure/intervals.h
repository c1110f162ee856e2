/// From the events of a range to plain intervals of versions, by the evaluation rule of the OSV schema ("introduced"
/// opens, "fixed" closes before, "last_affected" closes behind), whatever order the events come in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/advisory.h"
#include "versions/version.h"

namespace manara::exposure {

enum class Upper : std::uint8_t { open, fixed, last_affected, limit };

struct Interval {
  std::string lo{};  ///< first affected version; "" from the beginning
  std::string hi{};  ///< "" without end
  Upper upper = Upper::open;
  std::string lo_key{}, hi_key{};  ///< "" where the scheme gives no key (or the bound is open)
};

struct Intervals {
  std::vector<Interval> list{};
  /// A bound was no version of the scheme: that part of the range can't be decided and is left out of `list`.
  bool incomparable = false;
};

/// GIT ranges give none and are incomparable: nothing but an enumerated version decides there.
Intervals intervals_of(versions::Scheme scheme, const Range& range);

/// An installed version, its key made once for all the intervals it is tested against.
struct Probe {
  versions::Scheme scheme;
  std::string_view version;
  std::string key{};
  versions::Key state = versions::Key::unparsable;
};
Probe make_probe(versions::Scheme scheme, std::string_view version);

/// One side of a comparison: a key where there is one, else the text. Less, equal or greater; both must be valid.
std::strong_ordering compare_bound(const Probe& version, std::string_view bound_key, std::string_view bound_text);

/// Only for a probe that is a version (state is not `unparsable`).
bool inside(const Probe& version, const Interval& interval);

}  // namespace manara::exposure
