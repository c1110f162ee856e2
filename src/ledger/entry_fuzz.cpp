// Parser: entry.cpp
#include <cstdint>
#include <cstdlib>

#include "ledger/entry.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::ledger;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto header = read_header(bytes);
  if (!header) return 0;
  const auto written = write_header(*header);
  if (!written || read_header(*written).value() != *header) std::abort();
  return 0;
}
