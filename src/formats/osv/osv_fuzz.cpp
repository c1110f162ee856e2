#include <cstdint>

#include "formats/collecting_sink.h"
#include "formats/osv/osv.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::formats;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  looks_like_osv({.path = "x", .head = bytes.substr(0, probe_bytes)});
  collect_feed(osv, bytes, "x");
  return 0;
}
