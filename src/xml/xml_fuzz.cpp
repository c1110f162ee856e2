#include <algorithm>
#include <cstdint>

#include "xml/xml.h"

// The stream and the tree must agree on what is a document at all, whatever the size of the pieces.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Limits limits{.record_bytes = 1 << 20, .depth = 50};
  xml::Document document;
  const auto root = document.parse(text, limits);
  auto rest = text;
  xml::Reader reader(
      [&rest](std::span<char> buffer) -> Result<std::size_t> {
        const auto count = std::min<std::size_t>({61, buffer.size(), rest.size()});
        std::copy_n(rest.data(), count, buffer.data());
        rest.remove_prefix(count);
        return count;
      },
      limits);
  for (;;) {
    const auto event = reader.next();
    if (!event && root) __builtin_trap();
    if (!event) return 0;
    if (*event == nullptr) break;
  }
  if (!root) __builtin_trap();
  for (const auto child : root->children())
    (void)child.text();
  return 0;
}
