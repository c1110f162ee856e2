#include <cstdint>

#include "formats/updateinfo/updateinfo.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  formats::RpmUpdates updates({.record_bytes = 1U << 20U, .components = 1000});
  const auto stream = io::from_memory({reinterpret_cast<const char*>(data), size});
  static_cast<void>(updates.add("baseos", *stream));
  static_cast<void>(updates.pending({{.name = "openssl", .version = "1:3.0.7-1.el9", .arch = "x86_64"}}));
  return 0;
}
