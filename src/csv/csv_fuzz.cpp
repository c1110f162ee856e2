#include <cstdint>

#include "csv/csv.h"

// The first byte is the separator; an open quote is an error, and breaks a row.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  if (size == 0) return 0;
  for (const auto open_quote : {csv::OpenQuote::is_error, csv::OpenQuote::breaks_row}) {
    const auto stream = io::from_memory({reinterpret_cast<const char*>(data) + 1, size - 1});
    csv::Rows rows(*stream, static_cast<char>(data[0]), {.record_bytes = 32 << 10}, open_quote);
    for (;;) {
      const auto row = rows.next();
      if (!row || !*row) break;
    }
  }
  return 0;
}
