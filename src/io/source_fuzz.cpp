// Parser: ahead.cpp budget.cpp decoder.cpp deflate.cpp member_path.cpp source.cpp
// Parser: tar.cpp unpack.cpp xz.cpp zip.cpp zstd.cpp
#include <cstdint>

#include "io/source.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.unpacked_bytes = 256 << 10;
  limits.archive_members = 1000;
  std::string buffer(64 << 10, '\0');
  std::uint64_t items = 0;
  const auto visit = [&](io::Item& item) -> Result<io::Visit> {
    if (++items % 3 == 0) return io::Visit::go_on;  // nobody has to read an item
    for (;;) {
      const auto count = item.stream->read(buffer);
      if (!count || *count == 0) return io::Visit::go_on;
    }
  };
  static_cast<void>(io::for_each_item(bytes, "fuzz", limits, visit));
  return 0;
}
