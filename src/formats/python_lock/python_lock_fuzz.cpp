#include <cstdint>

#include "formats/python_lock/python_lock.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const auto* format : {&formats::poetry_lock, &formats::uv_lock}) {
    format->looks_like({.path = "", .head = bytes.substr(0, formats::probe_bytes)});
    const auto stream = io::from_memory(bytes);
    static_cast<void>(format->read(*stream, "", {}));
  }
  return 0;
}
