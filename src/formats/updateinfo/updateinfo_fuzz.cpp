#include <cstdint>

#include "formats/updateinfo/updateinfo.h"

/// The bytes as updates of packages that a machine has, one of them twice and in a module; and as a path in a cache.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(formats::RpmUpdates::repository_of(bytes));
  const std::vector<Component> installed{
      {.name = "openssl", .version = "1:3.0.7-1.el9", .arch = "x86_64"},
      {.name = "openssl", .version = "1:3.0.8-0.el9", .arch = "x86_64"},
      {.name = "node", .version = "18.1-1", .arch = "x86_64", .module = "nodejs:18"}};
  formats::RpmUpdates updates({.record_bytes = 1U << 20U, .components = 1000});
  if (size % 2 == 0) updates.expect(installed);
  static_cast<void>(updates.add("baseos", *io::from_memory(bytes)));
  static_cast<void>(updates.pending(installed));
  return 0;
}
