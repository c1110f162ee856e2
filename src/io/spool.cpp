#include "io/spool.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

namespace manara::io {
namespace {

constexpr std::size_t in_memory = 8 << 20;
constexpr std::size_t chunk = 256 << 10;

}  // namespace

Result<Descriptor> nameless_file(std::string folder) {
  std::error_code error;
  if (folder.empty()) folder = std::filesystem::temp_directory_path(error).string();
  Descriptor file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file) return file;
  auto name = folder + "/manara.XXXXXX";  // a file system that knows no nameless files
  file = Descriptor(::mkostemp(name.data(), O_CLOEXEC));
  if (!file) return std::unexpected(write_error(errno).in(folder));
  ::unlink(name.c_str());
  return file;
}

Result<Spool> Spool::of(Stream& stream, std::uint64_t max_bytes) {
  Spool spool;
  Descriptor file;
  std::uint64_t size = 0;
  const auto flush = [&]() -> Status {
    if (!file) {
      MANARA_TRY(opened, nameless_file({}));
      file = std::move(opened);
    }
    MANARA_CHECK(write_all(file.get(), spool.memory_));
    spool.memory_.clear();
    return {};
  };
  std::string buffer(chunk, '\0');
  for (;;) {
    MANARA_TRY(count, stream.read(buffer));
    if (count == 0) break;
    size += count;
    if (size > max_bytes) return fail(Code{"input_too_large"}, {std::to_string(max_bytes)});
    spool.memory_.append(buffer, 0, count);
    if (spool.memory_.size() >= in_memory) MANARA_CHECK(flush());
  }
  if (!file) return spool;
  MANARA_CHECK(flush());
  MANARA_TRY(mapped, MappedFile::map(file.get(), size));
  spool.mapped_ = std::move(mapped);
  spool.on_disk_ = true;
  return spool;
}

}  // namespace manara::io
