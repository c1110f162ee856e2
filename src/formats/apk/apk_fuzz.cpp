#include <cstdint>

#include "formats/apk/apk.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  formats::looks_like_apk({.path = "installed", .head = bytes.substr(0, formats::probe_bytes)});
  const auto stream = io::from_memory(bytes);
  std::size_t files = 0;
  static_cast<void>(formats::read_apk_with_files(
      *stream, [&](std::string_view, std::string_view, std::string_view file) { files += file.size(); }, {}));
  return 0;
}
