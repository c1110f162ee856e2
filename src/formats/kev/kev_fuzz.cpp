#include <cstdint>

#include "formats/collecting_sink.h"
#include "formats/kev/kev.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::formats;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  collect_feed(kev, bytes, "x");
  collect_feed(kev_csv, bytes, "x");
  return 0;
}
