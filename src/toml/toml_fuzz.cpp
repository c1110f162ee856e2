#include <cstdint>

#include "toml/toml.h"

namespace {

using manara::toml::Kind;

void require(bool holds) {
  if (!holds) __builtin_trap();
}

/// Everything that can be asked, and that kind and content agree.
void walk(const manara::toml::Value& value) {
  static_cast<void>(value.line());
  require(value.string().empty() || value.kind() == Kind::string);
  require(value.size() == value.elements().size() + value.members().size());
  for (const auto& element : value.elements())
    walk(element);
  for (const auto& [name, member] : value.members()) {
    require(value[name].kind() == member.kind());
    walk(member);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  manara::toml::Document document;
  const auto root = document.parse({reinterpret_cast<const char*>(data), size});
  if (root) walk(*root);
  return 0;
}
