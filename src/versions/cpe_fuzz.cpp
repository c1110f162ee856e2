// Parser: cpe.cpp
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "versions/cpe.h"

using namespace manara::versions;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto cpe = parse_cpe({reinterpret_cast<const char*>(data), size});
  if (!cpe) return 0;
  const auto text = to_formatted_string(*cpe);
  if (text.size() > max_cpe_bytes) return 0;  // escapes may make it longer than what is read
  const auto again = parse_cpe(text);
  if (!again || to_formatted_string(*again) != text || !matches(*again, *again)) std::abort();
  (void)to_uri(*cpe);
  return 0;
}
