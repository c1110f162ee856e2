#include <cstdint>

#include "csv/csv.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto stream = manara::io::from_memory({reinterpret_cast<const char*>(data) + 1, size - 1});
  manara::csv::Rows rows(*stream, static_cast<char>(data[0]), {});
  for (;;) {
    const auto row = rows.next();
    if (!row || !*row) return 0;
  }
}
