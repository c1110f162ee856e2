/// What each organisation of a sample has: whom to call, networks, machines. Addresses and names are those that are
/// kept for documentation (RFC 5737, 3849, 5398, 2606): they are nobody's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/sample.h"
#include "app/sample_software.h"
#include "text/catalogue.h"

namespace manara::app {

struct Holder {
  ledger::SubjectId id{};
  std::size_t number = 0;  ///< 0 … 39: its place in the ranges for documentation
  std::string_view sector{};
  std::string_view town{};  ///< in English
  text::Language language{};
};

/// An entry to be: its kind and its part.
struct Holding {
  std::string_view kind{};
  std::string body{};
  const SampleSoftware* software = nullptr;  ///< of an asset whose programs somebody lists
};

/// What it has in a sample that ends at `until_ms`. Some contacts were verified lately, some long ago, some never.
std::vector<Holding> holdings_of(const Holder& holder, SeededRandom& random, std::int64_t until_ms);

}  // namespace manara::app
