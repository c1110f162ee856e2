// Parser: lz4.cpp
#include <cstdint>

#include "io/lz4.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::io;
  const auto memory = from_memory({reinterpret_cast<const char*>(data), size});
  const auto stream = lz4_decoded(*memory, 16U << 20U);
  static_cast<void>(WholeInput::read(*stream, 32U << 20U));
  return 0;
}
