#include "files.h"

#include <algorithm>
#include <cerrno>

#include "io/descriptor.h"

namespace manara::sim {
namespace {

Status status_of(Answer answer, const std::string& path) {
  if (answer == Answer::done) return {};
  return std::unexpected(io::write_error(answer == Answer::full ? ENOSPC : EIO).in(path));
}

bool is_in(const std::string& name, const std::string& folder) {
  return name.starts_with(folder == "/" ? folder : folder + "/");
}

class SimulatedWriting final : public io::Writing {
 public:
  SimulatedWriting(Disk& disk, std::shared_ptr<File> file, std::string path)
      : disk_(disk), file_(std::move(file)), path_(std::move(path)) {}
  Status write(std::string_view bytes) override {
    const auto answer = disk_.write(*file_, at_, bytes);
    at_ += bytes.size();
    return status_of(answer, path_);
  }
  Status sync() override { return status_of(disk_.sync(*file_), path_); }

 private:
  Disk& disk_;
  std::shared_ptr<File> file_;
  std::string path_;
  std::uint64_t at_ = 0;
};

class SimulatedStream final : public io::Stream {
 public:
  SimulatedStream(const Disk& disk, std::shared_ptr<File> file) : disk_(disk), file_(std::move(file)) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    if (disk_.is_off()) return std::unexpected(io::read_error(EIO));
    const auto rest = std::string_view(file_->now).substr(std::min(at_, file_->now.size()));
    const auto count = std::min(rest.size(), buffer.size());
    std::ranges::copy(rest.substr(0, count), buffer.begin());
    at_ += count;
    return count;
  }

 private:
  const Disk& disk_;
  std::shared_ptr<File> file_;
  std::size_t at_ = 0;
};

class SimulatedHold final : public io::Held {};

}  // namespace

Result<std::unique_ptr<io::Writing>> Files::create(const std::string& path, io::Readers) {
  const auto end = path.rfind('/');
  if (end != 0 && !disk_.exists(path.substr(0, end))) return std::unexpected(io::write_error(ENOENT).in(path));
  auto file = disk_.open(path, true);
  if (!file) return std::unexpected(io::write_error(EIO).in(path));
  if (!file->now.empty()) MANARA_CHECK(status_of(disk_.truncate(*file, 0), path));
  return std::make_unique<SimulatedWriting>(disk_, std::move(file), path);
}

Result<std::unique_ptr<io::Stream>> Files::read(const std::string& path) {
  if (disk_.is_off()) return std::unexpected(io::read_error(EIO).in(path));
  auto file = disk_.open(path, false);
  if (!file) return std::unexpected(io::read_error(ENOENT).in(path));
  return std::make_unique<SimulatedStream>(disk_, std::move(file));
}

Result<std::uint64_t> Files::size_of(const std::string& path) {
  if (disk_.is_off()) return std::unexpected(io::read_error(EIO).in(path));
  const auto file = disk_.open(path, false);
  if (!file) return std::unexpected(io::read_error(ENOENT).in(path));
  return std::uint64_t{file->now.size()};
}

Result<std::vector<io::Named>> Files::names(const std::string& folder) {
  if (disk_.is_off()) return std::unexpected(io::read_error(EIO).in(folder));
  std::vector<io::Named> all;
  for (const auto& [name, file] : disk_.names()) {
    const auto end = name.rfind('/');
    if (!is_in(name, folder) || end != (folder == "/" ? 0 : folder.size())) continue;
    all.push_back({.name = name.substr(end + 1), .is_folder = file->is_folder, .size = file->now.size()});
  }
  return all;
}

Status Files::make_folder(const std::string& path, io::Readers) {
  return status_of(disk_.make_folder(path), path);
}

Status Files::rename(const std::string& from, const std::string& to) {
  if (!disk_.exists(from)) return std::unexpected(io::write_error(ENOENT).in(to));
  return status_of(disk_.rename(from, to), to);
}

Status Files::remove(const std::string& path) {
  if (!disk_.exists(path) && !disk_.is_off()) return {};
  return status_of(disk_.remove(path), path);
}

Status Files::remove_all(const std::string& folder) {
  std::vector<std::string> all;
  for (const auto& [name, file] : disk_.names()) {
    if (name == folder || is_in(name, folder)) all.push_back(name);
  }
  std::ranges::reverse(all);  // what is in a folder before it
  for (const auto& name : all)
    MANARA_CHECK(remove(name));
  return {};
}

Status Files::touch(const std::string& path) {
  return status_of(disk_.is_off() || !disk_.exists(path) ? Answer::failed : Answer::done, path);
}

Status Files::sync_file(const std::string& path) {
  const auto file = disk_.open(path, false);
  return status_of(file ? disk_.sync(*file) : Answer::failed, path);
}

Status Files::sync_folder(const std::string& path) {
  return status_of(disk_.sync_folder(path), path);
}

Status Files::sync_all(const std::string& folder) {
  for (const auto& [name, file] : disk_.names()) {
    if (name != folder && !is_in(name, folder)) continue;
    MANARA_CHECK(file->is_folder ? sync_folder(name) : sync_file(name));
  }
  return {};
}

Result<std::unique_ptr<io::Held>> Files::hold(const std::string&, io::Holding) {
  return std::make_unique<SimulatedHold>();
}

}  // namespace manara::sim
