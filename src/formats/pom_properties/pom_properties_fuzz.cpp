#include <cstdint>

#include "formats/pom_properties/pom_properties.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  formats::looks_like_pom_properties({.path = "pom.properties", .head = bytes.substr(0, formats::probe_bytes)});
  const auto stream = io::from_memory(bytes);
  static_cast<void>(formats::read_pom_properties(*stream, "pom.properties", {.record_bytes = 1U << 16U}));
  return 0;
}
