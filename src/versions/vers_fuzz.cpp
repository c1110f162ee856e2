#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "versions/native_range.h"
#include "versions/vers.h"

using namespace manara::versions;

namespace {

void check_native(std::string_view text) {
  for (const auto* type : {"npm", "conan", "gem", "pypi", "nuget", "maven", "nginx", "openssl"}) {
    const auto range = vers_of_native(type, text);
    if (!range || range->constraints.empty()) continue;
    const auto again = read_vers(to_string(*range));
    if (again && *again != *range) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto strict = parse_vers(text)) {
    if (to_string(*strict) != text) std::abort();
    (void)contains(*strict, "1.0");
  }
  const auto read = read_vers(text);
  if (read) {
    const auto again = read_vers(to_string(*read));
    if (again && to_string(*again) != to_string(*read)) std::abort();
  }
  check_native(text);
  return 0;
}
