#include "node/backup_file.h"

#include <algorithm>
#include <memory>

#include "base/bytes.h"
#include "base/strings.h"
#include "crypto/base64.h"
#include "json/json.h"
#include "json/writer.h"

namespace manara::node {
namespace {

constexpr std::string_view about_key = "manara backup key";
constexpr std::string_view end_line = "end\n";
constexpr std::string_view digest_word = "sha256 ";
constexpr std::size_t piece_bytes = 64 << 10;
constexpr std::size_t most_line = 256 << 10;
constexpr std::size_t most_member_line = 128;
constexpr std::int64_t format_version = 1;

/// Counts what is read, so that damage has a place.
class Counted final : public io::Stream {
 public:
  explicit Counted(std::unique_ptr<io::Stream> file) : file_(std::move(file)) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    MANARA_TRY(count, file_->read(buffer));
    count_ += count;
    return count;
  }
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  std::unique_ptr<io::Stream> file_;
  std::uint64_t count_ = 0;
};

bool is_hex(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

}  // namespace

bool is_blob_member(std::string_view name) {
  constexpr std::size_t before = 2;
  constexpr std::size_t behind = 62;
  if (!name.starts_with(blobs_folder)) return false;
  name.remove_prefix(blobs_folder.size());
  return name.size() == before + 1 + behind && is_hex(name.substr(0, before)) && name[before] == '/' &&
         is_hex(name.substr(before + 1));
}

Result<BackupWriter> BackupWriter::begin(io::NewFile& to, Sealing sealing, std::string_view keys,
                                         const crypto::SealingKey& master) {
  json::Writer line;
  line.begin_object().member("manara_backup", format_version).member("sealed", sealing == Sealing::sealed);
  line.member("keys", keys);
  BackupWriter writer(to);
  if (sealing == Sealing::sealed) {
    const auto key = crypto::make_sealing_key();
    line.member("key", crypto::base64(crypto::seal(text_of(key.bytes), master, about_key)));
    writer.sealed_.emplace(to, key);
  }
  line.end_object();
  const auto head = line.take() + "\n";
  MANARA_CHECK(to.write(head));
  writer.digest_.update(head);
  return writer;
}

Status BackupWriter::put(std::string_view bytes) {
  digest_.update(bytes);
  return sealed_ ? sealed_->put(bytes) : to_->write(bytes);
}

Status BackupWriter::add_file(std::string_view name, const std::string& path, io::Disk& disk) {
  MANARA_TRY(size, disk.size_of(path));
  MANARA_TRY(file, disk.read(path));
  MANARA_CHECK(put(std::string(name) + " " + std::to_string(size) + "\n"));
  std::string buffer(piece_bytes, '\0');
  std::uint64_t done = 0;
  for (;;) {
    MANARA_TRY(count, file->read(buffer));
    if (count == 0) break;
    MANARA_CHECK(put(std::string_view(buffer).substr(0, count)));
    done += count;
  }
  if (done != size) return fail(Code{"backup_cut"}, {}, {.file = path});
  return {};
}

Status BackupWriter::add(std::string_view name, std::string_view bytes) {
  MANARA_CHECK(put(std::string(name) + " " + std::to_string(bytes.size()) + "\n"));
  return put(bytes);
}

Result<crypto::Digest> BackupWriter::end() {
  MANARA_CHECK(put(end_line));
  const auto digest = digest_.finish();
  if (sealed_) {
    MANARA_CHECK(sealed_->end());
  } else {
    MANARA_CHECK(to_->write(std::string(digest_word) + crypto::hex(digest) + "\n"));
  }
  return digest;
}

struct BackupReader::State {
  Counted file;
  bool is_sealed = true;
  std::string keys{};
  std::string sealed_key{};
  std::optional<store::SealedReader> sealed{};
  crypto::Sha256 running{};
  crypto::Digest digest{};
  std::string ahead{};  // of the body, read and not taken
  bool has_ended = false;
  std::uint64_t left = 0;  // of the member's bytes

  [[nodiscard]] Error changed() const { return {Code{"backup_changed"}, {std::to_string(file.count())}, {}}; }
  [[nodiscard]] Error meant(Error error) const {
    if (error.code == Code{"seal_cut"}) return {Code{"backup_cut"}, {}, {}};
    return error.code == Code{"seal_wrong"} ? changed() : std::move(error);
  }

  /// More of the body into `ahead`; nothing where it has ended.
  Status more() {
    if (has_ended) return {};
    auto bytes = sealed ? sealed->next() : store::read_up_to(file, piece_bytes);
    if (!bytes) return std::unexpected(meant(std::move(bytes).error()));
    has_ended = bytes->empty();
    ahead += *bytes;
    return {};
  }

  /// A line of the body, without its end.
  Result<std::string> line() {
    while (ahead.find('\n') == std::string::npos && ahead.size() < most_member_line && !has_ended)
      MANARA_CHECK(more());
    const auto end = ahead.find('\n');
    if (end == std::string::npos && has_ended) return fail(Code{"backup_cut"});
    if (end == std::string::npos || end > most_member_line) return std::unexpected(changed());
    auto text = ahead.substr(0, end);
    ahead.erase(0, end + 1);
    return text;
  }

  /// Whether nothing was changed, and nothing follows.
  Status check_end() {
    digest = running.finish();
    if (!is_sealed) {
      MANARA_TRY(told, line());
      if (told != std::string(digest_word) + crypto::hex(digest)) return std::unexpected(changed());
    }
    MANARA_CHECK(more());
    if (!ahead.empty() || !has_ended) return std::unexpected(changed());
    return {};
  }
};

BackupReader::BackupReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
BackupReader::BackupReader(BackupReader&&) noexcept = default;
BackupReader::~BackupReader() = default;

bool BackupReader::is_sealed() const {
  return state_->is_sealed;
}
const std::string& BackupReader::keys() const {
  return state_->keys;
}

const crypto::Digest& BackupReader::digest() const {
  return state_->digest;
}

Result<BackupReader> BackupReader::open(const std::string& path, io::Disk& disk) {
  MANARA_TRY(file, disk.read(path));
  auto state = std::make_unique<State>(State{.file = Counted(std::move(file))});
  // The line is short beside a piece: what is read behind it belongs to the body.
  std::string head;
  while (!head.ends_with('\n') && head.size() < most_line) {
    MANARA_TRY(byte, store::read_up_to(state->file, 1));
    if (byte.empty()) break;
    head += byte;
  }
  json::Document document;
  const auto line = document.parse(head, {.document_bytes = most_line, .depth = 4});
  const auto version = line ? (*line)["manara_backup"].integer() : std::nullopt;
  if (!version || !head.ends_with('\n')) return fail(Code{"backup_foreign"}, {path});
  if (*version != format_version) return fail(Code{"backup_newer"}, {path});
  const auto sealed = (*line)["sealed"].boolean();
  const auto key = crypto::from_base64((*line)["key"].string());
  state->keys = (*line)["keys"].text();
  if (!sealed || !key || state->keys.empty()) return fail(Code{"backup_foreign"}, {path});
  state->is_sealed = *sealed;
  state->sealed_key = *key;
  state->running.update(head);
  return BackupReader(std::move(state));
}

Status BackupReader::unlock(const crypto::SealingKey& master) {
  if (!state_->is_sealed) return {};
  const auto key = crypto::unseal(state_->sealed_key, master, about_key);
  crypto::SealingKey stream_key;
  if (!key || key->size() != stream_key.bytes.size()) return std::unexpected(state_->changed());
  std::ranges::copy(*key, stream_key.bytes.begin());
  auto sealed = store::SealedReader::open(state_->file, stream_key);
  if (!sealed) return std::unexpected(state_->meant(std::move(sealed).error()));
  state_->sealed.emplace(std::move(*sealed));
  return {};
}

Result<std::optional<BackupReader::Member>> BackupReader::next() {
  MANARA_TRY(line, state_->line());
  state_->running.update(line).update("\n");
  if (line == trim(end_line)) {
    MANARA_CHECK(state_->check_end());
    return std::optional<Member>();
  }
  const auto halves = cut(line, ' ');
  const auto size = halves ? parse_unsigned(halves->tail) : std::nullopt;
  if (!size) return std::unexpected(state_->changed());
  if (halves->head != database_member && halves->head != checkpoint_member && !is_blob_member(halves->head))
    return fail(Code{"backup_member"}, {std::string(halves->head)});
  state_->left = *size;
  return Member{.name = std::string(halves->head), .size = *size};
}

Result<std::string> BackupReader::read() {
  if (state_->left == 0) return std::string();
  if (state_->ahead.empty()) MANARA_CHECK(state_->more());
  if (state_->ahead.empty()) return fail(Code{"backup_cut"});
  const auto count = std::min<std::uint64_t>(state_->left, state_->ahead.size());
  auto bytes = state_->ahead.substr(0, count);
  state_->ahead.erase(0, count);
  state_->left -= count;
  state_->running.update(bytes);
  return bytes;
}

}  // namespace manara::node
