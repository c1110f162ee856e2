// Parser: ecosystem.cpp ecosystem_release.cpp purl.cpp purl_identity.cpp purl_types.cpp
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "versions/purl.h"

using namespace manara::versions;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)parse_ecosystem(text);
  for (const auto reading : {Reading::strict, Reading::tolerant}) {
    const auto purl = parse_purl(text, reading);
    if (!purl) continue;
    (void)identify(*purl);
    const auto built = build_purl(*purl);
    if (reading == Reading::tolerant) continue;
    if (!built) std::abort();
    const auto again = parse_purl(*built);
    // Escapes may make the canonical text longer than what is read.
    if (again ? *again != *purl : built->size() <= max_purl_bytes) std::abort();
  }
  return 0;
}
