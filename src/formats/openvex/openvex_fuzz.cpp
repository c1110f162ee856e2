#include <cstdint>

#include "formats/collecting_sink.h"
#include "formats/openvex/openvex.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  manara::formats::collect_feed(manara::formats::openvex, {reinterpret_cast<const char*>(data), size}, "x");
  return 0;
}
