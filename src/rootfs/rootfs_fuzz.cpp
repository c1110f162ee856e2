// Parser: collector.cpp gem.cpp java.cpp owners.cpp provenance.cpp role.cpp
#include <cstdint>

#include "base/strings.h"
#include "rootfs/collector.h"
#include "rootfs/gem.h"
#include "rootfs/java.h"
#include "rootfs/provenance.h"

namespace {

using namespace manara;
using namespace manara::rootfs;

/// Files that say what they were built from, without what a format of programs brings along.
constexpr formats::InventoryFormat program{
    .name = "program",
    .description = {},
    .looks_like = [](const formats::Probe& probe) { return probe.head.starts_with("\x7f"); },
    .read = [](io::Stream&, std::string_view path, const Limits&) -> Result<Inventory> {
      Inventory inventory;
      inventory.components.push_back({.name = std::string(path)});
      return inventory;
    }};

void take_java(Collector& collector, std::string_view bytes, const std::string& path, const Limits& limits) {
  static_cast<void>(read_java_archive(
      bytes, path, limits,
      {.archive = [&](const std::string& archive) { collector.saw_java_archive(archive); },
       .package = [&](const std::string& archive, const std::string& member,
                      io::Stream& stream) { return collector.take_member(archive, member, stream); },
       .refused = [&](const std::string& place, const Error& why) { collector.refuse(place, why); }}));
}

}  // namespace

/// Members of an image, between lines of "%%": the first line of each is its path, the rest its bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const Limits limits{.document_bytes = 1U << 20U,
                      .record_bytes = 1U << 16U,
                      .unpacked_bytes = 1U << 20U,
                      .components = 1000,
                      .refused_listed = 20};
  Collector collector(limits, "x!", &program);
  while (!rest.empty()) {
    constexpr std::string_view between = "\n%%\n";
    const auto end = rest.find(between);
    const auto halves = cut(rest.substr(0, end), '\n');
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + between.size());
    if (!halves) continue;
    const std::string path(halves->head);
    parse_gem_file(path);
    is_distribution_maintainer(path);
    is_in_program_folder(path);
    const auto role = role_of(path);
    if (role == Role::java_archive) {
      take_java(collector, halves->tail, path, limits);
    } else if (!collector.take(role, path, *io::from_memory(halves->tail))) {
      return 0;
    }
  }
  static_cast<void>(collector.finish());
  return 0;
}
