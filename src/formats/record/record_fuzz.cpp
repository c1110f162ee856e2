#include <cstdint>
#include <cstdlib>

#include "formats/collecting_sink.h"
#include "formats/record/record.h"

// What was read once writes and reads back the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::formats;
  const auto first = collect_feed(record, {reinterpret_cast<const char*>(data), size}, "x");
  for (const auto& advisory : first.advisories) {
    const auto again = collect_feed(record, record_line(advisory), "x");
    if (again.advisories.size() != 1 || record_line(again.advisories.front()) != record_line(advisory)) std::abort();
  }
  return 0;
}
