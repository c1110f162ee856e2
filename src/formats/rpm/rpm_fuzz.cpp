#include <cstdint>

#include "formats/rpm/header.h"
#include "formats/rpm/rpm.h"

/// A database, the header of a package (whose count is below 65,536: two zeros first), or a list.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  using namespace manara::formats;
  using namespace std::literals;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto stream = io::from_memory(bytes);
  const Limits limits{.record_bytes = 1U << 20U, .components = 10'000};
  if (looks_like_rpm({.path = "", .head = bytes.substr(0, probe_bytes)})) {
    static_cast<void>(read_rpm(*stream, "rpmdb.sqlite", limits));
  } else if (bytes.starts_with("\0\0"sv)) {
    const auto header = RpmHeader::parse(bytes);
    if (!header) return 0;
    std::size_t length = header->string(RpmTag::name).size() + header->number(RpmTag::epoch).value_or(0);
    header->for_each_file(
        [&](std::string_view folder, std::string_view file) { length += folder.size() + file.size(); });
  } else {
    looks_like_rpm_list({.path = "x", .head = bytes.substr(0, probe_bytes)});
    static_cast<void>(read_rpm_list(*stream, "x", limits));
  }
  return 0;
}
