#include <cstdint>

#include "formats/apt_lists/apt_lists.h"

/// The first line is a name of a list, the rest its bytes, read as both kinds of file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  using namespace manara::formats;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto halves = cut(bytes, '\n');
  if (!halves) return 0;
  auto name = parse_apt_list_name(halves->head);
  name.says_security = true;
  AptUpdates updates({.record_bytes = 1U << 16U, .components = 1000});
  static_cast<void>(updates.add_release(name, *io::from_memory(halves->tail)));
  static_cast<void>(updates.add_packages(name, *io::from_memory(halves->tail)));
  static_cast<void>(updates.pending({{.name = "a", .version = "1.0-1", .arch = "amd64"}}));
  return 0;
}
