// Parser: checkpoint.cpp
#include <cstdint>
#include <cstdlib>

#include "ledger/checkpoint.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::ledger;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto checkpoint = read_checkpoint(bytes);
  if (checkpoint && write_checkpoint(*checkpoint) != bytes) std::abort();
  return 0;
}
