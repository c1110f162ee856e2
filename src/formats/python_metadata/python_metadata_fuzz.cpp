#include <cstdint>

#include "formats/python_metadata/python_metadata.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  formats::looks_like_python_metadata({.path = "METADATA", .head = bytes.substr(0, formats::probe_bytes)});
  const auto stream = io::from_memory(bytes);
  static_cast<void>(formats::read_python_metadata(*stream, "METADATA", {.record_bytes = 1U << 16U}));
  return 0;
}
