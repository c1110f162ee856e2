// Parser: native_range.cpp native_range_npm.cpp vers.cpp vers_check.cpp
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "versions/native_range.h"
#include "versions/vers.h"

using namespace manara::versions;

namespace {

/// Written and read again, no constraint is lost or changed. Their order is not compared: Conan orders numbers by value
/// and words by their text, which goes round in circles (5 < 40 < 4s < 5).
void check_round_trip(const Vers& range) {
  const auto text = to_string(range);
  if (text.size() > max_vers_bytes || (!range.any && range.constraints.empty())) return;
  const auto again = read_vers(text);
  if (!again || again->any != range.any || !std::ranges::is_permutation(again->constraints, range.constraints))
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto strict = parse_vers(text)) {
    if (to_string(*strict) != text) std::abort();
    (void)contains(*strict, "1.0");
  }
  if (const auto read = read_vers(text)) check_round_trip(*read);
  for (const auto* type : {"npm", "conan", "gem", "pypi", "nuget", "maven", "nginx", "openssl"}) {
    if (const auto range = vers_of_native(type, text)) check_round_trip(*range);
  }
  return 0;
}
