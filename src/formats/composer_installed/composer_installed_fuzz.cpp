#include <cstdint>

#include "formats/composer_installed/composer_installed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  formats::looks_like_composer_installed({.path = "installed.json", .head = bytes.substr(0, formats::probe_bytes)});
  const auto stream = io::from_memory(bytes);
  static_cast<void>(formats::read_composer_installed(*stream, "installed.json", {}));
  return 0;
}
