// Parser: collector.cpp gem.cpp java.cpp owners.cpp provenance.cpp role.cpp
#include <cstdint>

#include "rootfs/collector.h"
#include "rootfs/gem.h"
#include "rootfs/java.h"
#include "rootfs/provenance.h"

/// The first line is a path, the rest the bytes of the file there: what a member of an image can bring.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  using namespace manara::rootfs;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto halves = cut(input, '\n');
  if (!halves) return 0;
  const std::string path(halves->head);
  const Limits limits{
      .document_bytes = 1U << 20U, .record_bytes = 1U << 16U, .unpacked_bytes = 1U << 24U, .components = 1000};
  Collector collector(limits, "x!", nullptr);
  parse_gem_file(path);
  is_distribution_maintainer(path);
  const auto role = role_of(path);
  if (role == Role::java_archive) {
    static_cast<void>(read_java_archive(
        halves->tail, path, limits,
        {.archive = [&](const std::string& archive) { collector.saw_java_archive(archive); },
         .package = [&](const std::string& archive, const std::string& member,
                        io::Stream& stream) { return collector.take_member(archive, member, stream); },
         .refused = [&](const std::string& place, const Error& why) { collector.refuse(place, why); }}));
  } else {
    static_cast<void>(collector.take(role, path, *io::from_memory(halves->tail)));
  }
  static_cast<void>(collector.finish());
  return 0;
}
