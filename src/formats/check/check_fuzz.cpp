#include <cstdint>

#include "formats/check/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  (void)manara::formats::check(std::string_view(reinterpret_cast<const char*>(data), size), {});
  return 0;
}
