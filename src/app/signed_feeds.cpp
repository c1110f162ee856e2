#include "app/signed_feeds.h"

#include <algorithm>
#include <filesystem>
#include <fmt/core.h>
#include <set>
#include <sys/stat.h>

#include "base/strings.h"
#include "crypto/signed_file.h"
#include "io/file.h"

namespace manara::app {
namespace {

constexpr std::string_view comment_head = "manara feeds sequence:";

std::string comment_of(std::uint64_t sequence, Date day) {
  return fmt::format("{}{} date:{}", comment_head, sequence, to_string(day));
}

/// The sequence and date of a trusted comment; nullopt for one that is not ours.
std::optional<FeedFile> signature_of(std::string_view comment) {
  if (!take_prefix(comment, comment_head)) return std::nullopt;
  const auto halves = cut(comment, ' ');
  if (!halves) return std::nullopt;
  auto date = halves->tail;
  const auto sequence = parse_unsigned(halves->head);
  if (!sequence || !take_prefix(date, "date:") || !parse_date(date)) return std::nullopt;
  return FeedFile{.sequence = *sequence, .signed_on = std::string(date)};
}

Result<crypto::SecretKey> own_key(const DataFolder& folder, const std::string& key_path) {
  const auto path = key_path.empty() ? folder.path() + "/feeds.key" : key_path;
  if (key_path.empty() && !io::exists(path)) {
    const auto pair = crypto::make_key_pair();
    MANARA_TRY(text, crypto::write_secret_key(pair.secret, std::nullopt));
    const auto before = ::umask(0077);
    const auto written = io::replace_file(path, text);
    ::umask(before);
    MANARA_CHECK(written);
    MANARA_CHECK(io::replace_file(folder.path() + "/feeds.pub", crypto::write_public_key(pair.open)));
    return pair.secret;
  }
  MANARA_TRY(text, io::read_file(path));
  auto key = crypto::read_secret_key(text, std::nullopt);
  if (!key) return std::unexpected(std::move(key).error().in(path));
  return *key;
}

}  // namespace

Result<std::vector<crypto::PublicKey>> trusted_keys(const DataFolder& folder) {
  std::vector<crypto::PublicKey> keys;
  std::set<std::string> paths;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder.trusted_folder(), ignored)) {
    if (entry.path().extension() == ".pub") paths.insert(entry.path().string());
  }
  for (const auto& path : paths) {
    MANARA_TRY(text, io::read_file(path));
    auto key = crypto::read_public_key(text);
    if (!key) return std::unexpected(std::move(key).error().in(path));
    keys.push_back(*key);
  }
  return keys;
}

Result<VerifiedFeeds> verify_feeds(const DataFolder& folder, std::string_view bytes, bool accept_older) {
  MANARA_TRY(keys, trusted_keys(folder));
  MANARA_TRY(file, crypto::verify_signed_file(bytes, keys));
  auto signature = signature_of(file.trusted_comment);
  if (!signature) return fail(Code{"signed_no_sequence"}, {file.trusted_comment});
  signature->signed_by = crypto::to_string(file.key.id);
  MANARA_TRY(current, folder.current());
  for (const auto& [name, feed] : current.feeds) {
    if (feed.signed_by != signature->signed_by || feed.sequence <= signature->sequence || accept_older) continue;
    return fail(Code{"signed_older"}, {std::to_string(signature->sequence), std::to_string(feed.sequence)});
  }
  return VerifiedFeeds{file.payload, std::move(*signature)};
}

Result<Exported> export_feeds(const DataFolder& folder, const std::string& path, const std::string& key_path,
                              Date today) {
  MANARA_CHECK(folder.make());
  MANARA_TRY(lock, FolderLock::take(folder));
  static_cast<void>(lock);
  MANARA_TRY(current, folder.current());
  if (current.index.empty()) return fail(Code{"no_index"}, {folder.path()});
  MANARA_TRY(key, own_key(folder, key_path));
  // Packed feeds one behind the other are one zstd stream, each begun by its head line.
  std::string payload;
  for (const auto& [name, feed] : current.feeds) {
    MANARA_TRY(bytes, io::MappedFile::open(folder.feed_path(feed.file)));
    payload.append(bytes.bytes());
  }
  auto next = current;
  next.exported = current.exported + 1;
  MANARA_TRY(file, crypto::write_signed_file(payload, key, comment_of(next.exported, today), "Manara feeds"));
  MANARA_CHECK(io::replace_file(path, file));
  MANARA_CHECK(folder.switch_to(next));
  const auto open = crypto::public_key_of(key);
  return Exported{next.exported, file.size(), crypto::to_string(open.id),
                  std::string(trim(crypto::write_public_key_line(open)))};
}

Result<std::string> trust_key(const DataFolder& folder, const std::string& key) {
  MANARA_CHECK(folder.make());
  std::string text = key;
  if (io::exists(key)) {
    MANARA_TRY(bytes, io::read_file(key, 64 << 10));
    text = bytes;
  }
  MANARA_TRY(open, crypto::read_public_key(text));
  auto id = crypto::to_string(open.id);
  MANARA_CHECK(io::replace_file(folder.trusted_folder() + "/" + id + ".pub", crypto::write_public_key(open)));
  return id;
}

}  // namespace manara::app
