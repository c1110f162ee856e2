#include <cstdint>

#include "formats/go_binary/go_binary.h"
#include "formats/go_binary/made_program.h"

// The bytes as a program, and as the build info of one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  formats::looks_like_go_binary({.path = "", .head = std::string_view(bytes).substr(0, formats::probe_bytes)});
  for (const auto& program : {bytes, formats::made::Elf{.sections = false}(bytes)}) {
    const auto stream = io::from_memory(program);
    static_cast<void>(formats::read_go_binary(*stream, "", {}));
  }
  return 0;
}
