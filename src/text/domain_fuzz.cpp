// Parser: domain.cpp
// A name in its canonical form stays as it is, and what people are shown of it leads back to it.
#include <cstdint>
#include <cstdlib>

#include "text/domain.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::text;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto name = canonical_domain(bytes);
  static_cast<void>(readable_domain(bytes));
  if (!name) return 0;
  if (canonical_domain(*name) != *name) std::abort();
  if (canonical_domain(readable_domain(*name)) != *name) std::abort();
  return 0;
}
