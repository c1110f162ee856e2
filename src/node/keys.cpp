#include "node/keys.h"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/strings.h"
#include "crypto/base64.h"
#include "crypto/phrase.h"
#include "crypto/sha256.h"
#include "io/file.h"
#include "io/new_file.h"
#include "json/json.h"
#include "json/writer.h"

namespace manara::node {
namespace {

constexpr std::string_view about_master = "manara master key";
constexpr std::string_view about_signing = "manara signing key";
constexpr std::uint64_t most_bytes = 64 << 10;

template <std::size_t N>
bool take(std::string_view bytes, std::array<std::uint8_t, N>& to) {
  if (bytes.size() != N) return false;
  std::ranges::copy(bytes, to.begin());
  return true;
}

std::optional<std::uint8_t> nibble(char c) {
  if (is_digit(c)) return static_cast<std::uint8_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
  return std::nullopt;
}

/// Whether `path` lies in `folder`, links followed.
bool lies_in(const std::string& path, const std::string& folder) {
  std::error_code ignored;
  const auto whole = std::filesystem::weakly_canonical(path, ignored).string();
  return whole.starts_with(std::filesystem::weakly_canonical(folder, ignored).string() + "/");
}

Result<Secrets> opened(json::Value root, const crypto::SealingKey& key, std::string_view slot) {
  const auto sealed_master = crypto::from_base64(root[slot]["master"].string());
  const auto sealed_signing = crypto::from_base64(root["signing"].string());
  if (!sealed_master || !sealed_signing) return fail(Code{"keys_malformed"});
  Secrets secrets;
  MANARA_TRY(master, crypto::unseal(*sealed_master, key, about_master));
  if (!take(master, secrets.master.bytes)) return fail(Code{"keys_malformed"});
  MANARA_TRY(signing, crypto::unseal(*sealed_signing, secrets.master, about_signing));
  if (!take(signing, secrets.signing.bytes)) return fail(Code{"keys_malformed"});
  return secrets;
}

}  // namespace

Status check_key_place(const std::string& path, const std::string& data_folder) {
  return lies_in(path, data_folder) ? fail(Code{"key_file_inside"}, {path}) : Status();
}

Status write_key_file(const std::string& path, const KeyFile& file) {
  if (io::exists(path)) return fail(Code{"key_file_exists"}, {path});
  const auto folder = std::filesystem::path(path).parent_path().string();
  if (!folder.empty()) MANARA_CHECK(io::make_folders(folder));
  MANARA_TRY(written, io::NewFile::begin(path, io::Readers::owner));
  // Its temporary name is ours alone: nobody comes between this look and the end.
  if (io::exists(path)) return fail(Code{"key_file_exists"}, {path});
  MANARA_CHECK(written.write(crypto::hex(file.key.bytes) + "\n"));
  return written.commit();
}

Result<KeyFile> read_key_file(const std::string& path) {
  struct ::stat state{};
  if (::stat(path.c_str(), &state) == 0 && (state.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return fail(Code{"key_file_open"}, {path});
  MANARA_TRY(bytes, io::read_file(path, most_bytes));
  const auto line = trim(bytes);
  KeyFile file;
  if (line.size() != 2 * file.key.bytes.size()) return fail(Code{"key_file_malformed"}, {path});
  for (std::size_t i = 0; i < file.key.bytes.size(); ++i) {
    const auto high = nibble(line[2 * i]);
    const auto low = nibble(line[2 * i + 1]);
    if (!high || !low) return fail(Code{"key_file_malformed"}, {path});
    file.key.bytes[i] = static_cast<std::uint8_t>(*high << 4 | *low);
  }
  return file;
}

Secrets make_secrets() {
  return {.master = crypto::make_sealing_key(), .signing = crypto::make_signing_key()};
}

Result<std::string> write_keys(const Secrets& secrets, const KeyFile& key_file, std::string_view phrase,
                               const crypto::PhraseCost& cost) {
  const auto salt = crypto::make_phrase_salt();
  MANARA_TRY(phrase_key, crypto::key_of_phrase(phrase, salt, cost));
  const auto master = text_of(secrets.master.bytes);
  json::Writer out;
  out.begin_object().member("v", 1);
  out.key("file").begin_object();
  out.member("master", crypto::base64(crypto::seal(master, key_file.key, about_master))).end_object();
  out.key("phrase").begin_object();
  out.member("salt", crypto::base64(salt)).member("passes", static_cast<std::uint64_t>(cost.passes));
  out.member("bytes", cost.bytes);
  out.member("master", crypto::base64(crypto::seal(master, phrase_key, about_master))).end_object();
  out.member("signing", crypto::base64(crypto::seal(text_of(secrets.signing.bytes), secrets.master, about_signing)));
  out.end_object();
  return out.take() + "\n";
}

Result<Secrets> read_keys(std::string_view bytes, const KeyFile& key_file) {
  json::Document document;
  const auto root = document.parse(bytes, {.document_bytes = most_bytes, .depth = 8});
  if (!root || (*root)["v"].integer() != 1) return fail(Code{"keys_malformed"});
  return opened(*root, key_file.key, "file");
}

Result<Secrets> read_keys(std::string_view bytes, std::string_view phrase) {
  json::Document document;
  const auto root = document.parse(bytes, {.document_bytes = most_bytes, .depth = 8});
  if (!root || (*root)["v"].integer() != 1) return fail(Code{"keys_malformed"});
  const auto slot = (*root)["phrase"];
  const auto salt = crypto::from_base64(slot["salt"].string());
  const auto passes = slot["passes"].integer();
  const auto memory = slot["bytes"].integer();
  crypto::PhraseSalt taken{};
  // A file that asks for more than a machine has is refused, not obeyed.
  const bool good = salt && take(*salt, taken) && passes && *passes > 0 && *passes <= 64 && memory && *memory >= 8192 &&
                    *memory <= (1LL << 30);
  if (!good) return fail(Code{"keys_malformed"});
  const auto read = crypto::read_phrase(phrase);
  if (!read) return fail(Code{"phrase_wrong"});
  MANARA_TRY(key, crypto::key_of_phrase(
                      *read, taken,
                      {.passes = static_cast<std::uint32_t>(*passes), .bytes = static_cast<std::uint64_t>(*memory)}));
  auto secrets = opened(*root, key, "phrase");
  if (!secrets && secrets.error().code == Code{"seal_wrong"}) return fail(Code{"phrase_wrong"});
  return secrets;
}

Result<Secrets> read_keys(std::string_view bytes, const Key& key) {
  if (const auto* file = std::get_if<KeyFile>(&key)) return read_keys(bytes, *file);
  return read_keys(bytes, std::string_view(std::get<Phrase>(key).text));
}

}  // namespace manara::node
