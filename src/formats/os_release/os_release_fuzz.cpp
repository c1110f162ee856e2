#include <cstdint>

#include "formats/os_release/os_release.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  const auto stream = io::from_memory({reinterpret_cast<const char*>(data), size});
  static_cast<void>(formats::read_os_release(*stream, {}));
  return 0;
}
