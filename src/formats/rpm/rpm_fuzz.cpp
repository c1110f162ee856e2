#include <cstdint>

#include "formats/rpm/header.h"
#include "formats/rpm/rpm.h"

/// The first byte chooses: a header blob, a list, or a whole database.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  using namespace manara::formats;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto stream = io::from_memory(bytes);
  const Limits limits{.record_bytes = 1U << 20U, .components = 10'000};
  std::size_t length = 0;
  switch (data[0] % 3) {
    case 0: {
      const auto header = RpmHeader::parse(bytes);
      if (!header) return 0;
      length += header->string(RpmTag::name).size() + header->number(RpmTag::epoch).value_or(0);
      header->for_each_file(
          [&](std::string_view folder, std::string_view file) { length += folder.size() + file.size(); });
      break;
    }
    case 1:
      looks_like_rpm_list({.path = "x", .head = bytes.substr(0, probe_bytes)});
      static_cast<void>(read_rpm_list(*stream, "x", limits));
      break;
    default:
      looks_like_rpm({.path = "rpmdb.sqlite", .head = bytes.substr(0, probe_bytes)});
      static_cast<void>(read_rpm(*stream, "rpmdb.sqlite", limits));
  }
  return 0;
}
