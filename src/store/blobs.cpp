#include "store/blobs.h"

#include <algorithm>
#include <filesystem>

#include "base/bytes.h"
#include "base/id.h"
#include "crypto/system_random.h"
#include "io/spool.h"
#include "store/sealed_file.h"

namespace manara::store {
namespace {

constexpr std::string_view about_content = "manara blob content 1";
constexpr std::string_view about_names = "manara blob names 1";
constexpr std::string_view unfinished = ".new";
constexpr std::size_t buffer_bytes = 64 << 10;

Error corrupt(const BlobName& name) {
  return {Code{"blob_corrupt"}, {to_string(name)}, {}};
}

/// The content, opened as it is read; at the end it must be what the name says.
class Content final : public io::Stream {
 public:
  Content(const BlobName& name, std::unique_ptr<io::Stream> file) : name_(name), file_(std::move(file)) {}

  Status open(const crypto::SealingKey& key) {
    auto opened = SealedReader::open(*file_, key);
    if (!opened) return std::unexpected(meant(std::move(opened).error()));
    sealed_.emplace(std::move(*opened));
    return {};
  }

  Result<std::size_t> read(std::span<char> buffer) override {
    if (rest().empty() && !at_end_) {
      auto piece = sealed_->next();
      if (!piece) return std::unexpected(meant(std::move(piece).error()));
      piece_ = std::move(*piece);
      done_ = 0;
      at_end_ = piece_.empty();
      digest_.update(piece_);
      if (at_end_ && digest_.finish() != name_.digest) return std::unexpected(corrupt(name_));
    }
    const auto count = std::min(buffer.size(), rest().size());
    std::ranges::copy(rest().substr(0, count), buffer.begin());
    done_ += count;
    return count;
  }

 private:
  [[nodiscard]] std::string_view rest() const { return std::string_view(piece_).substr(done_); }
  [[nodiscard]] Error meant(Error error) const {
    return error.code == Code{"seal_cut"} || error.code == Code{"seal_wrong"} ? corrupt(name_) : std::move(error);
  }

  BlobName name_;
  std::unique_ptr<io::Stream> file_;
  std::optional<SealedReader> sealed_{};
  crypto::Sha256 digest_{};
  std::string piece_{};
  std::size_t done_ = 0;
  bool at_end_ = false;
};

Status read_all(io::Stream& stream, const std::function<Status(std::string_view)>& each) {
  std::string buffer(buffer_bytes, '\0');
  for (;;) {
    MANARA_TRY(count, stream.read(buffer));
    if (count == 0) return {};
    MANARA_CHECK(each(std::string_view(buffer).substr(0, count)));
  }
}

}  // namespace

Blobs::Blobs(std::string folder, const crypto::SealingKey& master, io::Disk& disk)
    : folder_(std::move(folder)),
      content_key_(crypto::derived_key(master, about_content)),
      name_key_(crypto::derived_key(master, about_names)),
      disk_(disk) {}

std::string Blobs::file_of(const BlobName& name) const {
  const auto text = crypto::hex(crypto::derived_key(name_key_, text_of(name.digest)).bytes);
  return text.substr(0, 2) + "/" + text.substr(2);
}

/// Once in a process it is synced though it was there: a killed one may have made it just before.
Status Blobs::make_folder(const std::string& path) {
  const std::scoped_lock lock(mutex_);
  if (folders_.contains(path)) return {};
  MANARA_CHECK(disk_.make_folder(path));
  MANARA_CHECK(disk_.sync_folder(std::filesystem::path(path).parent_path().string()));
  folders_.insert(path);
  return {};
}

Status Blobs::take_name(io::NewFile& incoming, const BlobName& name) {
  const auto path = folder_ + "/" + file_of(name);
  const auto parent = std::filesystem::path(path).parent_path().string();
  MANARA_CHECK(make_folder(parent));
  if (holds(name) && check(name)) {
    const std::scoped_lock lock(mutex_);
    // Whoever put it first may not have come as far as this sync. Where it was removed just now, ours takes its name.
    if (disk_.touch(path)) return disk_.sync_folder(parent);
  }
  const std::scoped_lock lock(mutex_);
  return incoming.commit_as(path);
}

Result<BlobRef> Blobs::put(io::Stream& content, std::uint64_t limit) {
  MANARA_CHECK(make_folder(folder_));
  crypto::SystemRandom random;
  const auto temporary = folder_ + "/" + id_text(random.make_id<Id<struct IncomingTag>>().bytes);
  MANARA_TRY(incoming, io::NewFile::begin(temporary, io::Readers::owner, disk_));
  SealedWriter writer(incoming, content_key_);
  crypto::Sha256 digest;
  BlobRef blob;
  const auto all = read_all(content, [&](std::string_view bytes) -> Status {
    blob.size += bytes.size();
    if (blob.size > limit) return fail(Code{"input_too_large"}, {std::to_string(limit)});
    digest.update(bytes);
    return writer.put(bytes);
  });
  MANARA_CHECK(all);
  MANARA_CHECK(writer.end());
  blob.name.digest = digest.finish();
  MANARA_CHECK(take_name(incoming, blob.name));
  return blob;
}

Result<BlobRef> Blobs::put(std::string_view bytes) {
  const auto content = io::from_memory(bytes);
  return put(*content, bytes.size());
}

Result<BlobRef> Blobs::put_file(const std::string& path, std::uint64_t limit) {
  MANARA_TRY(file, io::system_disk().read(path));
  return put(*file, limit);
}

Result<std::unique_ptr<io::Stream>> Blobs::open(const BlobName& name) {
  auto file = disk_.read(folder_ + "/" + file_of(name));
  if (!file && file.error().code == Code{"file_not_found"}) return fail(Code{"blob_missing"}, {to_string(name)});
  if (!file) return std::unexpected(std::move(file).error());
  auto content = std::make_unique<Content>(name, std::move(*file));
  MANARA_CHECK(content->open(content_key_));
  return content;
}

Status Blobs::read(const BlobName& name, const std::function<Status(std::string_view)>& each) {
  MANARA_TRY(content, open(name));
  return read_all(*content, each);
}

Result<std::string> Blobs::bytes(const BlobName& name, std::uint64_t limit) {
  std::string all;
  const auto done = read(name, [&](std::string_view bytes) -> Status {
    if (all.size() + bytes.size() > limit) return fail(Code{"input_too_large"}, {std::to_string(limit)});
    all += bytes;
    return {};
  });
  MANARA_CHECK(done);
  return all;
}

Result<PlainCopy> Blobs::plain(const BlobName& name) {
  MANARA_TRY(file, io::nameless_file(folder_));
  std::uint64_t size = 0;
  const auto done = read(name, [&](std::string_view bytes) {
    size += bytes.size();
    return io::write_all(file.get(), bytes);
  });
  MANARA_CHECK(done);
  MANARA_TRY(mapped, io::MappedFile::map(file.get(), size));
  return PlainCopy(std::move(file), std::move(mapped));
}

Status Blobs::check(const BlobName& name) {
  return read(name, [](std::string_view) { return Status(); });
}

bool Blobs::holds(const BlobName& name) const {
  return disk_.exists(folder_ + "/" + file_of(name));
}

Status Blobs::list(const std::function<void(const Lying&)>& each) {
  MANARA_TRY(folders, disk_.names(folder_));
  for (const auto& folder : folders) {
    if (!folder.is_folder) continue;
    MANARA_TRY(files, disk_.names(folder_ + "/" + folder.name));
    for (const auto& file : files)
      each({.file = folder.name + "/" + file.name, .size = file.size, .changed_ms = file.changed_ms});
  }
  return {};
}

Result<std::unique_ptr<io::Held>> Blobs::hold() {
  MANARA_CHECK(make_folder(folder_));
  return disk_.hold(folder_, io::Holding::shared);
}

Status Blobs::remove(const std::string& file, std::int64_t before_ms) {
  const auto path = folder_ + "/" + file;
  const std::filesystem::path whole(path);
  const auto alone = disk_.hold(folder_, io::Holding::alone);
  if (!alone) return std::unexpected(alone.error());
  const std::scoped_lock lock(mutex_);
  MANARA_TRY(files, disk_.names(whole.parent_path().string()));
  const auto found = std::ranges::find(files, whole.filename().string(), &io::Named::name);
  if (found == files.end() || found->changed_ms >= before_ms) return {};
  MANARA_CHECK(disk_.remove(path));
  return disk_.sync_folder(whole.parent_path().string());
}

Status Blobs::tidy() {
  MANARA_TRY(files, disk_.names(folder_));
  for (const auto& file : files) {
    if (!file.is_folder && file.name.ends_with(unfinished)) MANARA_CHECK(disk_.remove(folder_ + "/" + file.name));
  }
  return {};
}

}  // namespace manara::store
