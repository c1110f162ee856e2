#include "node/backup_file.h"

#include <algorithm>
#include <array>

#include "base/bytes.h"
#include "base/strings.h"
#include "crypto/base64.h"
#include "io/descriptor.h"
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

}  // namespace

Result<BackupWriter> BackupWriter::begin(io::NewFile& to, Sealing sealing, std::string_view keys,
                                         const crypto::SealingKey& master) {
  json::Writer line;
  line.begin_object().member("manara_backup", format_version).member("sealed", sealing == Sealing::sealed);
  line.member("keys", keys);
  std::optional<crypto::StreamSealer> sealer;
  if (sealing == Sealing::sealed) {
    const auto key = crypto::make_sealing_key();
    line.member("key", crypto::base64(crypto::seal(text_of(key.bytes), master, about_key)));
    sealer.emplace(key);
  }
  line.end_object();
  const auto head = line.take() + "\n";
  MANARA_CHECK(to.write(head));
  if (sealer) MANARA_CHECK(to.write(sealer->header()));
  BackupWriter writer(to, std::move(sealer));
  writer.digest_.update(head);
  return writer;
}

Status BackupWriter::put(std::string_view bytes) {
  digest_.update(bytes);
  while (!bytes.empty()) {
    // A full piece waits until there is more: the last one has to say that it is.
    if (waiting_.size() == piece_bytes) MANARA_CHECK(flush(false));
    const auto taken = bytes.substr(0, piece_bytes - waiting_.size());
    waiting_ += taken;
    bytes.remove_prefix(taken.size());
  }
  return {};
}

Status BackupWriter::flush(bool last) {
  MANARA_CHECK(to_.write(sealer_ ? sealer_->piece(waiting_, last) : waiting_));
  waiting_.clear();
  return {};
}

Result<crypto::Digest> BackupWriter::add_file(std::string_view name, const std::string& path) {
  std::uint64_t size = 0;
  MANARA_TRY(file, io::open_regular(path, size));
  io::DescriptorStream stream(std::move(file));
  MANARA_CHECK(put(std::string(name) + " " + std::to_string(size) + "\n"));
  crypto::Sha256 digest;
  std::array<char, piece_bytes> buffer{};
  std::uint64_t done = 0;
  for (;;) {
    MANARA_TRY(count, stream.read(buffer));
    if (count == 0) break;
    const std::string_view bytes(buffer.data(), count);
    digest.update(bytes);
    MANARA_CHECK(put(bytes));
    done += count;
  }
  if (done != size) return fail(Code{"backup_cut"}, {}, {.file = path});
  return digest.finish();
}

Result<crypto::Digest> BackupWriter::add(std::string_view name, std::string_view bytes) {
  MANARA_CHECK(put(std::string(name) + " " + std::to_string(bytes.size()) + "\n"));
  MANARA_CHECK(put(bytes));
  return crypto::sha256(bytes);
}

Status BackupWriter::end() {
  MANARA_CHECK(put(end_line));
  if (!sealer_) waiting_ += std::string(digest_word) + crypto::hex(digest_.finish()) + "\n";
  return flush(true);
}

struct BackupReader::State {
  io::DescriptorStream file;
  bool sealed = true;
  std::string keys{};
  std::string sealed_key{};
  std::optional<crypto::StreamOpener> opener{};
  crypto::Sha256 digest{};
  std::string ahead{};  // of the body, read and not taken
  bool file_ended = false;
  bool last_piece = false;
  std::uint64_t left = 0;  // of the member's bytes

  [[nodiscard]] Error changed() const { return {Code{"backup_changed"}, {std::to_string(file.count())}, {}}; }

  /// Up to `size` bytes of the file, fewer only at its end.
  Result<std::string> raw(std::size_t size) {
    std::string bytes(size, '\0');
    std::size_t done = 0;
    while (done < size) {
      MANARA_TRY(count, file.read(std::span(bytes).subspan(done)));
      if (count == 0) break;
      done += count;
    }
    file_ended = done < size;
    bytes.resize(done);
    return bytes;
  }

  /// More of the body into `ahead`; nothing where it has ended.
  Status more() {
    if (file_ended || last_piece) return {};
    const auto extra = sealed ? crypto::StreamOpener::more_bytes : 0;
    MANARA_TRY(bytes, raw(piece_bytes + extra));
    if (!sealed) {
      ahead += bytes;
      return {};
    }
    if (bytes.empty()) return fail(Code{"backup_cut"});
    auto piece = opener->piece(bytes);
    // Only the last piece is shorter than the others: one that was cut can't be opened.
    if (!piece) return file_ended ? Status(fail(Code{"backup_cut"})) : Status(std::unexpected(changed()));
    ahead += piece->bytes;
    last_piece = piece->last;
    return {};
  }

  /// A line of the body, without its end.
  Result<std::string> line() {
    while (ahead.find('\n') == std::string::npos && ahead.size() < most_member_line) {
      const auto before = ahead.size();
      MANARA_CHECK(more());
      if (ahead.size() == before && (file_ended || last_piece)) return fail(Code{"backup_cut"});
    }
    const auto end = ahead.find('\n');
    if (end == std::string::npos || end > most_member_line) return std::unexpected(changed());
    auto text = ahead.substr(0, end);
    ahead.erase(0, end + 1);
    return text;
  }

  /// Whether nothing was changed, and nothing follows.
  Status check_end() {
    if (!sealed) {
      const auto expected = std::string(digest_word) + crypto::hex(digest.finish());
      MANARA_TRY(told, line());
      if (told != expected) return std::unexpected(changed());
    }
    MANARA_TRY(behind, raw(1));
    if (!ahead.empty() || !behind.empty() || sealed != last_piece) return std::unexpected(changed());
    return {};
  }
};

BackupReader::BackupReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
BackupReader::BackupReader(BackupReader&&) noexcept = default;
BackupReader::~BackupReader() = default;

bool BackupReader::is_sealed() const {
  return state_->sealed;
}
const std::string& BackupReader::keys() const {
  return state_->keys;
}

Result<BackupReader> BackupReader::open(const std::string& path) {
  std::uint64_t size = 0;
  MANARA_TRY(file, io::open_regular(path, size));
  auto state = std::make_unique<State>(State{.file = io::DescriptorStream(std::move(file))});
  // The line is short beside a piece: what is read behind it belongs to the body.
  std::string head;
  while (head.find('\n') == std::string::npos && head.size() < most_line && !state->file_ended) {
    MANARA_TRY(byte, state->raw(1));
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
  state->sealed = *sealed;
  state->sealed_key = *key;
  state->digest.update(head);
  return BackupReader(std::move(state));
}

Status BackupReader::unlock(const crypto::SealingKey& master) {
  if (!state_->sealed) return {};
  const auto key = crypto::unseal(state_->sealed_key, master, about_key);
  crypto::SealingKey stream_key;
  if (!key || key->size() != stream_key.bytes.size()) return std::unexpected(state_->changed());
  std::ranges::copy(*key, stream_key.bytes.begin());
  MANARA_TRY(header, state_->raw(crypto::StreamOpener::header_bytes));
  if (state_->file_ended) return fail(Code{"backup_cut"});
  MANARA_TRY(opener, crypto::StreamOpener::open(stream_key, header));
  state_->opener.emplace(std::move(opener));
  return {};
}

Result<std::optional<BackupReader::Member>> BackupReader::next() {
  MANARA_TRY(line, state_->line());
  state_->digest.update(line).update("\n");
  if (line == trim(end_line)) {
    MANARA_CHECK(state_->check_end());
    return std::optional<Member>();
  }
  const auto halves = cut(line, ' ');
  const auto size = halves ? parse_unsigned(halves->tail) : std::nullopt;
  if (!size) return std::unexpected(state_->changed());
  if (halves->head != database_member && halves->head != checkpoint_member)
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
  state_->digest.update(bytes);
  return bytes;
}

}  // namespace manara::node
