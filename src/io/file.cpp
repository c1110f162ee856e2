#include "io/file.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "io/descriptor.h"

namespace manara::io {
namespace {

bool is_same_file(int file, const std::string& path) {
  struct stat opened{}, named{};
  if (::fstat(file, &opened) != 0 || ::lstat(path.c_str(), &named) != 0) return false;
  return opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

/// The temporary file, empty and ours alone. One fixed name, locked: writers wait for each other, and what a killed one
/// left behind is overwritten by the next, so that remains don't pile up.
Result<Descriptor> open_temporary(const std::string& path, Readers readers) {
  const mode_t mode = readers == Readers::owner ? 0600 : 0666;
  for (;;) {
    Descriptor file(::open(path.c_str(), O_CREAT | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, mode));
    if (!file) return std::unexpected(write_error(errno));
    while (::flock(file.get(), LOCK_EX) != 0) {
      if (errno != EINTR) return std::unexpected(write_error(errno));
    }
    if (!is_same_file(file.get(), path)) continue;  // the writer that we waited for has renamed or removed it
    if (readers == Readers::owner && ::fchmod(file.get(), mode) != 0) return std::unexpected(write_error(errno));
    if (::ftruncate(file.get(), 0) != 0) return std::unexpected(write_error(errno));
    return file;
  }
}

Status sync_folder(const std::string& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened || ::fsync(opened.get()) != 0) return std::unexpected(write_error(errno));
  return {};
}

Status replace(const std::string& path, std::span<const std::string_view> pieces, Readers readers) {
  const auto temporary = path + ".new";
  MANARA_TRY(file, open_temporary(temporary, readers));
  Status status;
  for (const auto piece : pieces) {
    if (status) status = write_all(file.get(), piece);
  }
  if (status && ::fsync(file.get()) != 0) status = std::unexpected(write_error(errno));
  if (status && ::rename(temporary.c_str(), path.c_str()) != 0) status = std::unexpected(write_error(errno));
  if (!status) {
    ::unlink(temporary.c_str());
    return status;
  }
  const auto folder = std::filesystem::path(path).parent_path().string();
  return sync_folder(folder.empty() ? "." : folder);
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

Result<MappedFile> MappedFile::open(const std::string& path, Extent extent) {
  std::uint64_t size = 0;
  MANARA_TRY(file, open_regular(path, size));
  auto mapped = map(file.get(), size);
  if (!mapped) return std::unexpected(std::move(mapped).error().in(path));
  // A hint: where it is not known, nothing is lost but memory.
  if (extent == Extent::scattered && mapped->size_ > 0) ::madvise(mapped->data_, mapped->size_, MADV_NOHUGEPAGE);
  return mapped;
}

Result<MappedFile> MappedFile::map(int file, std::uint64_t size) {
  MappedFile mapped;
  if (size == 0) return mapped;  // mmap refuses a length of 0
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  if (data == MAP_FAILED) return std::unexpected(read_error(errno));
  mapped.data_ = static_cast<char*>(data);
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
  if (data_ != nullptr) ::munmap(data_, size_);
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
  return replace_file(path, std::span(&bytes, 1), readers);
}

Status replace_file(const std::string& path, std::span<const std::string_view> pieces, Readers readers) {
  auto status = replace(path, pieces, readers);
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
