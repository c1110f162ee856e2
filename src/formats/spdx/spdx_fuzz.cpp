#include <cstdint>

#include "formats/spdx/spdx.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::formats;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  looks_like_spdx({.path = "x", .head = bytes.substr(0, probe_bytes)});
  const auto stream = manara::io::from_memory(bytes);
  (void)spdx.read(*stream, "x", {});
  return 0;
}
