#include "io/file.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include "io/descriptor.h"
#include "io/new_file.h"

namespace manara::io {
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

Result<std::string> read_file(const std::string& path, std::uint64_t max_bytes, Disk& disk) {
  MANARA_TRY(stream, disk.read(path));
  auto input = WholeInput::read(*stream, max_bytes);
  if (!input) return std::unexpected(std::move(input).error().in(path));
  return std::string(input->bytes());
}

Status replace_file(const std::string& path, std::string_view bytes, Readers readers, Disk& disk) {
  return replace_file(path, std::span(&bytes, 1), readers, disk);
}

Status replace_file(const std::string& path, std::span<const std::string_view> pieces, Readers readers, Disk& disk) {
  MANARA_TRY(file, NewFile::begin(path, readers, disk));
  for (const auto piece : pieces)
    MANARA_CHECK(file.write(piece));
  return file.commit();
}

Status make_folders(const std::string& path, Readers readers, Disk& disk) {
  std::vector<std::string> missing;
  for (auto each = std::filesystem::path(path).lexically_normal();
       each.has_relative_path() && !disk.exists(each.string()); each = each.parent_path()) {
    if (each.has_filename()) missing.push_back(each.string());
  }
  while (!missing.empty()) {
    MANARA_CHECK(disk.make_folder(missing.back(), readers));
    const auto above = std::filesystem::path(missing.back()).parent_path().string();
    MANARA_CHECK(disk.sync_folder(above.empty() ? "." : above));
    missing.pop_back();
  }
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
