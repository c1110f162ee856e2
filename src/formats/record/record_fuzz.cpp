#include <cstdint>
#include <cstdlib>

#include "formats/collecting_sink.h"
#include "formats/record/record.h"

namespace {

using namespace manara::formats;

template <typename Record>
void check_round_trip(const std::vector<Record>& records, std::vector<Record> Collected::* same) {
  for (const auto& one : records) {
    const auto again = collect_feed(record, record_line(one), "x").*same;
    if (again.size() != 1 || record_line(again.front()) != record_line(one)) std::abort();
  }
}

}  // namespace

// What was read once writes and reads back the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto first = collect_feed(record, {reinterpret_cast<const char*>(data), size}, "x");
  check_round_trip(first.advisories, &Collected::advisories);
  check_round_trip(first.kev, &Collected::kev);
  check_round_trip(first.epss, &Collected::epss);
  check_round_trip(first.vex, &Collected::vex);
  return 0;
}
