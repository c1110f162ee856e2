// Parser: index.cpp
// The reader of mapped files: edits of a valid index (three bytes each: where, and what stands there then), or a whole
// file where the input begins like one. What opens is asked everything.
#include <cstdint>
#include <cstring>

#include "exposure/index_walk.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::exposure;
  static const std::string valid = made::bytes_of(made::some_of_everything());
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  std::string bytes(input.starts_with("MANARAIX") ? input : std::string_view(valid));
  if (!input.starts_with("MANARAIX")) {
    for (std::size_t i = 0; i + 3 <= input.size(); i += 3) {
      const auto at = static_cast<std::size_t>(data[i]) << 8 | data[i + 1];
      bytes[at % bytes.size()] = static_cast<char>(data[i + 2]);
    }
  }
  if (const auto index = Index::over(bytes)) made::walk(*index);
  return 0;
}
