// Parser: headings.cpp json_rows.cpp mapping.cpp table.cpp text_rows.cpp
#include <cstdint>

#include "formats/table/read_as_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::formats;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  table::looks_like({.path = "", .head = bytes.substr(0, probe_bytes)}, table::test_wanted());
  table::read_as_text(bytes);
  table::read_as_text(bytes, {"name=2", "version=1"});
  return 0;
}
