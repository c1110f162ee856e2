#include <cstdint>

#include "formats/windows/windows.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  formats::looks_like_windows({.path = "", .head = bytes.substr(0, formats::probe_bytes)});
  const auto stream = io::from_memory(bytes);
  static_cast<void>(formats::read_windows(*stream, "", {}));
  const std::vector<std::string> mapping{"name=1", "os=2", "build=3", "purl=4", "vendor=5", "product=6"};
  const auto again = io::from_memory(bytes);
  static_cast<void>(formats::read_table_inventory(*again, "", {}, mapping));
  return 0;
}
