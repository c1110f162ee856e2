#include "io/file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "io/descriptor.h"

namespace manara::io {
namespace {

/// What is written to `file`, whole and on the disk.
Status write_whole(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return std::unexpected(write_error(errno));
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  if (::fsync(file) != 0) return std::unexpected(write_error(errno));
  return {};
}

std::string temporary_name(const std::string& path) {
  std::uint64_t number = 0;
  if (::getrandom(&number, sizeof number, 0) != sizeof number) number = static_cast<std::uint64_t>(::getpid());
  return fmt::format("{}.{:016x}.new", path, number);
}

/// A file without a name where the file system knows such (a kill then leaves nothing behind), else one at `temporary`.
Result<Descriptor> create(const std::string& folder, const std::string& temporary, Readers readers, bool& named) {
  const mode_t mode = readers == Readers::owner ? 0600 : 0666;
  Descriptor file(::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, mode));
  named = !file;
  if (named) file = Descriptor(::open(temporary.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, mode));
  if (!file) return std::unexpected(write_error(errno));
  return file;
}

Status give_name(const Descriptor& file, const std::string& temporary, const std::string& path) {
  const auto self = fmt::format("/proc/self/fd/{}", file.get());
  const int linked = ::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, temporary.c_str(), AT_SYMLINK_FOLLOW);
  if (linked != 0) return std::unexpected(write_error(errno));
  if (::rename(temporary.c_str(), path.c_str()) != 0) return std::unexpected(write_error(errno));
  return {};
}

Status sync_folder(const std::string& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened || ::fsync(opened.get()) != 0) return std::unexpected(write_error(errno));
  return {};
}

Status replace(const std::string& path, std::string_view bytes, Readers readers) {
  const auto parent = std::filesystem::path(path).parent_path().string();
  const auto folder = parent.empty() ? std::string(".") : parent;
  const auto temporary = temporary_name(path);
  bool named = false;
  MANARA_TRY(file, create(folder, temporary, readers, named));
  auto status = write_whole(file.get(), bytes);
  if (status && named && ::rename(temporary.c_str(), path.c_str()) != 0) status = std::unexpected(write_error(errno));
  if (status && !named) status = give_name(file, temporary, path);
  if (!status) {
    ::unlink(temporary.c_str());
    return status;
  }
  return sync_folder(folder);
}

}  // namespace

Result<Descriptor> open_regular(const std::string& path, std::uint64_t& size) {
  // O_NONBLOCK: a FIFO must not hold us up before it is refused.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file) return std::unexpected(read_error(errno).in(path));
  struct stat about{};
  if (::fstat(file.get(), &about) != 0) return std::unexpected(read_error(errno).in(path));
  if (!S_ISREG(about.st_mode)) return fail(Code{"not_a_file"}, {}, {.file = path});
  size = static_cast<std::uint64_t>(about.st_size);
  return file;
}

Result<MappedFile> MappedFile::open(const std::string& path) {
  std::uint64_t size = 0;
  MANARA_TRY(file, open_regular(path, size));
  auto mapped = map(file.get(), size);
  if (!mapped) return std::unexpected(std::move(mapped).error().in(path));
  return mapped;
}

Result<MappedFile> MappedFile::map(int file, std::uint64_t size) {
  MappedFile mapped;
  if (size == 0) return mapped;  // mmap refuses a length of 0
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  if (data == MAP_FAILED) return std::unexpected(read_error(errno));
  mapped.data_ = static_cast<const char*>(data);
  mapped.size_ = size;
  return mapped;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

Result<std::string> read_file(const std::string& path, std::uint64_t max_bytes) {
  std::uint64_t size = 0;
  MANARA_TRY(file, open_regular(path, size));
  DescriptorStream stream(std::move(file));
  auto input = WholeInput::read(stream, max_bytes);
  if (!input) return std::unexpected(std::move(input).error().in(path));
  return std::string(input->bytes());
}

Status replace_file(const std::string& path, std::string_view bytes, Readers readers) {
  auto status = replace(path, bytes, readers);
  if (!status) return std::unexpected(std::move(status).error().in(path));
  return {};
}

Status make_folders(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return std::unexpected(write_error(error.value()).in(path));
  return {};
}

bool exists(const std::string& path) {
  struct stat about{};
  return ::stat(path.c_str(), &about) == 0;
}

bool is_folder(const std::string& path) {
  struct stat about{};
  return ::stat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode);
}

}  // namespace manara::io
