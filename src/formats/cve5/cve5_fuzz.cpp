#include <cstdint>

#include "formats/collecting_sink.h"
#include "formats/cve5/cve5.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  manara::formats::collect_feed(manara::formats::cve5, {reinterpret_cast<const char*>(data), size}, "x");
  return 0;
}
