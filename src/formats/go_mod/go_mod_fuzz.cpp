#include <cstdint>

#include "formats/go_mod/go_mod.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const auto* format : {&formats::go_mod, &formats::go_sum}) {
    format->looks_like({.path = "", .head = bytes.substr(0, formats::probe_bytes)});
    const auto stream = io::from_memory(bytes);
    static_cast<void>(format->read(*stream, "", {}));
  }
  return 0;
}
