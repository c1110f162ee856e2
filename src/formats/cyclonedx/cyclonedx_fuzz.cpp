// Parser: cyclonedx.cpp properties.cpp vex.cpp
#include <cstdint>

#include "formats/cyclonedx/cyclonedx.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::formats;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  looks_like_cyclonedx({.path = "x", .head = bytes.substr(0, probe_bytes)});
  const auto stream = manara::io::from_memory(bytes);
  (void)cyclonedx.read(*stream, "x", {});
  return 0;
}
