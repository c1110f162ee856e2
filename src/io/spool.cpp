#include "io/spool.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
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

bool Spools::take(std::uint64_t bytes) {
  auto now = bytes_.load();
  do {
    if (bytes > most_bytes_ || now > most_bytes_ - bytes) return false;
  } while (!bytes_.compare_exchange_weak(now, now + bytes));
  return true;
}

Spooled::Spooled(Spooled&& other) noexcept
    : spools_(std::move(other.spools_)),
      in_memory_bytes_(other.in_memory_bytes_),
      bytes_(std::exchange(other.bytes_, 0)),
      taken_(std::exchange(other.taken_, 0)),
      memory_(std::move(other.memory_)),
      file_(std::move(other.file_)) {}

Spooled::~Spooled() {
  if (spools_) spools_->give_back(taken_);
}

Status Spooled::take(std::uint64_t bytes) {
  if (!spools_) return {};
  if (!spools_->take(bytes)) return fail(Code{"spool_full"});
  taken_ += bytes;
  return {};
}

Status Spooled::use_file() {
  if (file_) return {};
  MANARA_TRY(file, nameless_file(spools_ ? spools_->folder() : std::string()));
  MANARA_CHECK(take(memory_.size()));
  MANARA_CHECK(write_all(file.get(), memory_));
  memory_ = {};
  file_ = std::move(file);
  return {};
}

Status Spooled::write(std::string_view bytes) {
  if (!file_ && bytes.size() <= in_memory_bytes_ && memory_.size() <= in_memory_bytes_ - bytes.size()) {
    memory_ += bytes;
  } else {
    MANARA_CHECK(use_file());
    MANARA_CHECK(take(bytes.size()));
    MANARA_CHECK(write_all(file_.get(), bytes));
  }
  bytes_ += bytes.size();
  return {};
}

Status Spooled::measure() {
  struct ::stat is{};
  if (::fstat(file_.get(), &is) != 0) return std::unexpected(write_error(errno));
  const auto size = static_cast<std::uint64_t>(is.st_size);
  if (size > taken_) MANARA_CHECK(take(size - taken_));
  bytes_ = size;
  return {};
}

std::string Spooled::path() const {
  return file_ ? "/proc/self/fd/" + std::to_string(file_.get()) : std::string();
}

Result<std::size_t> Spooled::read(std::uint64_t from, std::span<char> into) const {
  for (;;) {
    const auto count = ::pread(file_.get(), into.data(), into.size(), static_cast<off_t>(from));
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) return std::unexpected(read_error(errno));
  }
}

}  // namespace manara::io
