#include <cstdint>

#include "formats/npm_package/npm_package.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  formats::is_npm_package_path(bytes);
  json::Document document;
  static_cast<void>(formats::read_npm_package(bytes, document, {}));
  return 0;
}
