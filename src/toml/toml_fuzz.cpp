#include <cstdint>

#include "toml/toml.h"

namespace {

void walk(const manara::toml::Value& value) {
  static_cast<void>(value.string());
  static_cast<void>(value.line());
  for (const auto& element : value.elements())
    walk(element);
  for (const auto& [name, member] : value.members())
    walk(member);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  manara::toml::Document document;
  const auto root = document.parse({reinterpret_cast<const char*>(data), size});
  if (root) walk(*root);
  return 0;
}
