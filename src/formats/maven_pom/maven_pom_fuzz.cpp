#include <cstdint>

#include "formats/maven_pom/maven_pom.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  formats::looks_like_maven_pom({.path = "", .head = bytes.substr(0, formats::probe_bytes)});
  const auto stream = io::from_memory(bytes);
  static_cast<void>(formats::read_maven_pom(*stream, "pom.xml", {}));
  return 0;
}
