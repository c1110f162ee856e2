// Parser: backup_file.cpp
// Foreign bytes as a backup and as a file of keys. What begins with "make " is put into a backup, one bit of which,
// chosen by the bytes, is then another: whatever is read of it is what was put in, or an error.
#include <cstdint>
#include <cstdlib>
#include <map>

#include "base/strings.h"
#include "node/backup_file.h"
#include "node/keys.h"

using namespace manara;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

class Bytes final : public io::Stream {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const auto count = bytes_.copy(buffer.data(), buffer.size());
    bytes_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view bytes_;
};

class Text final : public io::Writing {
 public:
  explicit Text(std::string& to) : to_(to) {}
  Status write(std::string_view bytes) override {
    to_ += bytes;
    return {};
  }
  Status sync() override { return {}; }

 private:
  std::string& to_;
};

/// As much of a disk as a backup needs.
class Memory final : public io::Disk {
 public:
  std::map<std::string, std::string> files{};

  Result<std::unique_ptr<io::Writing>> create(const std::string& path, io::Readers) override {
    auto& file = files[path];
    file.clear();
    return std::make_unique<Text>(file);
  }
  Result<std::unique_ptr<io::Stream>> read(const std::string& path) override {
    return std::make_unique<Bytes>(files.at(path));
  }
  Status rename(const std::string& from, const std::string& to) override {
    files[to] = std::move(files.at(from));
    return {};
  }
  Status sync_folder(const std::string&) override { return {}; }
  Status remove(const std::string&) override { return {}; }
  bool exists(const std::string& path) override { return files.contains(path); }
  Result<std::uint64_t> size_of(const std::string&) override { return fail(Code{"file_not_found"}); }
  Result<std::vector<io::Named>> names(const std::string&) override { return std::vector<io::Named>(); }
  Status make_folder(const std::string&, io::Readers) override { return {}; }
  Status sync_file(const std::string&) override { return {}; }
  Status sync_all(const std::string&) override { return {}; }
  Status remove_all(const std::string&) override { return {}; }
  Status touch(const std::string&) override { return {}; }
  Result<std::unique_ptr<io::Held>> hold(const std::string&, io::Holding) override { return fail(Code{"file_held"}); }
};

crypto::SealingKey fixed_key() {
  crypto::SealingKey key;
  key.bytes.fill(7);
  return key;
}

using Members = std::vector<std::pair<std::string, std::string>>;

/// All members, or nothing where anything of it is wrong.
std::optional<Members> read_all(Memory& disk) {
  auto reader = node::BackupReader::open("backup", disk);
  if (!reader || !reader->unlock(fixed_key())) return std::nullopt;
  Members all;
  for (;;) {
    const auto member = reader->next();
    if (!member) return std::nullopt;
    if (!*member) return all;
    std::string bytes;
    for (;;) {
      const auto some = reader->read();
      if (!some) return std::nullopt;
      if (some->empty()) break;
      bytes += *some;
    }
    require(bytes.size() == (*member)->size);
    all.emplace_back((*member)->name, std::move(bytes));
  }
}

void check_made(std::string_view bytes, node::Sealing sealing) {
  Memory disk;
  const std::string blob = "blobs/ab/" + std::string(62, 'c');
  Members in{{"manara.db", std::string(bytes)}, {"checkpoint", "note"}, {blob, std::string(bytes.size() * 300, 'x')}};
  auto file = io::NewFile::begin("backup", io::Readers::owner, disk).value();
  auto writer = node::BackupWriter::begin(file, sealing, "keys of a node", fixed_key()).value();
  for (const auto& [name, body] : in)
    require(writer.add(name, body).has_value());
  require(writer.end().has_value() && file.commit().has_value());
  require(read_all(disk) == in);
  std::size_t chosen = bytes.size();
  for (const char c : bytes)
    chosen = chosen * 31 + static_cast<unsigned char>(c);
  auto& made = disk.files["backup"];
  made[chosen / 8 % made.size()] ^= static_cast<char>(1U << chosen % 8);
  const auto damaged = read_all(disk);
  // The words of the first line may be written in another way; the members are what they were, or nothing is.
  require(!damaged || *damaged == in);
  made.resize(chosen % made.size());
  require(!read_all(disk));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (take_prefix(bytes, "make sealed ")) {
    check_made(bytes, node::Sealing::sealed);
    return 0;
  }
  if (take_prefix(bytes, "make plain ")) {
    check_made(bytes, node::Sealing::plain);
    return 0;
  }
  Memory disk;
  disk.files["backup"] = bytes;
  static_cast<void>(read_all(disk));
  static const node::KeyFile other{.key = fixed_key()};
  // Nobody has sealed it for this key: what opens is a forgery.
  require(!node::read_keys(bytes, other));
  return 0;
}
