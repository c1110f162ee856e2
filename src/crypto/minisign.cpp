#include "crypto/minisign.h"

#include <algorithm>
#include <cstring>
#include <sodium.h>
#include <vector>

#include "base/strings.h"
#include "crypto/base64.h"

namespace manara::crypto {
namespace {

constexpr std::string_view untrusted_prefix = "untrusted comment: ", trusted_prefix = "trusted comment: ";
constexpr std::string_view legacy_algorithm = "Ed", prehashed_algorithm = "ED", scrypt_algorithm = "Sc",
                           checksum_algorithm = "B2";
constexpr std::string_view no_algorithm{"\0\0", 2};
constexpr std::size_t longest_untrusted = 1024, longest_trusted = 8192;  // what minisign reads

using Signature = std::array<std::uint8_t, crypto_sign_BYTES>;
using Hash = std::array<std::uint8_t, crypto_generichash_BYTES_MAX>;
using Checksum = std::array<std::uint8_t, crypto_generichash_BYTES>;
using Salt = std::array<std::uint8_t, crypto_pwhash_scryptsalsa208sha256_SALTBYTES>;

static_assert(std::tuple_size_v<Hash> == 64);
static_assert(std::tuple_size_v<Salt> == 32);

/// libsodium wants it once before randomness and before it knows the processor's faster instructions.
void prepare() {
  static const int ready = ::sodium_init();
  static_cast<void>(ready);  // fails only where the system has no randomness; it then aborts when asked for some
}

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

/// A record of fixed fields, written and read in order; as its fields hold secrets, it is wiped when it goes.
class Record {
 public:
  Record() = default;
  explicit Record(std::string_view bytes) : bytes_(bytes.begin(), bytes.end()) {}
  Record(const Record&) = delete;
  Record& operator=(const Record&) = delete;
  ~Record() { ::sodium_memzero(bytes_.data(), bytes_.size()); }

  Record& put(std::string_view text) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    return *this;
  }
  Record& put(std::span<const std::uint8_t> field) {
    bytes_.insert(bytes_.end(), field.begin(), field.end());
    return *this;
  }
  Record& put(std::uint64_t number) {  // little-endian
    for (int shift = 0; shift < 64; shift += 8)
      bytes_.push_back(static_cast<std::uint8_t>(number >> shift));
    return *this;
  }
  /// The caller has checked the size of the whole.
  std::string_view take(std::size_t count) {
    const auto field = bytes().substr(at_, count);
    at_ += count;
    return field;
  }
  void take(std::span<std::uint8_t> field) { std::memcpy(field.data(), take(field.size()).data(), field.size()); }
  std::uint64_t take_number() {
    std::uint64_t number = 0;
    const auto field = take(8);
    for (std::size_t i = 8; i-- > 0;)
      number = number << 8 | static_cast<std::uint8_t>(field[i]);
    return number;
  }
  [[nodiscard]] std::string_view bytes() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }
  [[nodiscard]] std::span<std::uint8_t> fields() { return bytes_; }

 private:
  std::vector<std::uint8_t> bytes_{};  // not a string: g++ 12 sees uninitialised bytes in a short one
  std::size_t at_ = 0;
};

/// The bytes of a base64 text, of which there must be `size`.
std::optional<std::string> from_base64(std::string_view text, std::size_t size) {
  auto bytes = crypto::from_base64(text);
  if (!bytes || bytes->size() != size) return std::nullopt;
  return bytes;
}

/// The first line of `text`, taken off it, without its end.
std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  take_suffix(line, "\r");
  return line;
}

/// The second line of a key file; a single line stands for itself.
std::optional<std::string_view> key_line(std::string_view text) {
  auto line = take_line(text);
  if (line.starts_with(untrusted_prefix)) line = take_line(text);
  if (!trim(text).empty()) return std::nullopt;
  return line;
}

Hash prehash(std::string_view bytes) {
  prepare();
  Hash hash;
  ::crypto_generichash(hash.data(), hash.size(), bytes_of(bytes), bytes.size(), nullptr, 0);
  return hash;
}

Checksum checksum_of(const SecretKey& key) {
  Record record;
  record.put(legacy_algorithm).put(key.id).put(key.key);
  Checksum sum;
  ::crypto_generichash(sum.data(), sum.size(), bytes_of(record.bytes()), record.bytes().size(), nullptr, 0);
  return sum;
}

/// A secret key is a seed and the public key that follows from it.
bool is_consistent(const SecretKey& key) {
  SecretKey again;
  std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> open;
  ::crypto_sign_seed_keypair(open.data(), again.key.data(), key.key.data());
  return again.key == key.key;
}

/// Encrypts or decrypts: the secret part of a key file is xored with what scrypt makes of the password.
Status apply_password(std::span<std::uint8_t> secret, std::string_view password, const Salt& salt,
                      const PasswordCost& cost) {
  const PasswordCost most;  // what a key file may ask for
  if (cost.operations > most.operations || cost.bytes > most.bytes) {
    return fail(Code{"key_derivation_failed"}, {std::to_string(cost.bytes)});
  }
  Record record(std::string(secret.size(), '\0'));
  const auto stream = record.fields();
  const int code =
      ::crypto_pwhash_scryptsalsa208sha256(stream.data(), stream.size(), password.data(), password.size(), salt.data(),
                                           cost.operations, static_cast<std::size_t>(cost.bytes));
  if (code != 0) return fail(Code{"key_derivation_failed"}, {std::to_string(cost.bytes)});
  for (std::size_t i = 0; i < secret.size(); ++i)
    secret[i] ^= stream[i];
  return {};
}

bool is_comment(std::string_view text, std::size_t longest) {
  return text.size() <= longest && text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

/// What is signed a second time: the signature and the trusted comment.
std::string signed_comment(const Signature& signature, std::string_view comment) {
  std::string bytes(reinterpret_cast<const char*>(signature.data()), signature.size());
  return bytes.append(comment);
}

bool is_signed(std::string_view bytes, const Signature& signature, const PublicKey& key) {
  return ::crypto_sign_verify_detached(signature.data(), bytes_of(bytes), bytes.size(), key.key.data()) == 0;
}

struct ParsedSignature {
  KeyId key{};
  Signature of_bytes{}, of_comment{};
  std::string_view trusted_comment{};
};

Result<ParsedSignature> parse_signature(std::string_view text) {
  ParsedSignature parsed;
  const auto untrusted = take_line(text);
  const auto first = from_base64(take_line(text), 2 + parsed.key.size() + parsed.of_bytes.size());
  parsed.trusted_comment = take_line(text);
  const auto second = from_base64(take_line(text), parsed.of_comment.size());
  const bool commented = untrusted.starts_with(untrusted_prefix) && untrusted.size() <= longest_untrusted &&
                         take_prefix(parsed.trusted_comment, trusted_prefix) &&
                         is_comment(parsed.trusted_comment, longest_trusted);
  if (!first || !second || !commented || !text.empty()) return fail(Code{"signature_malformed"});
  Record record(*first);
  const auto algorithm = record.take(2);
  if (algorithm == legacy_algorithm) return fail(Code{"signature_legacy"});
  if (algorithm != prehashed_algorithm) return fail(Code{"signature_malformed"});
  record.take(parsed.key);
  record.take(parsed.of_bytes);
  std::copy_n(bytes_of(*second), parsed.of_comment.size(), parsed.of_comment.begin());
  return parsed;
}

}  // namespace

SecretKey::~SecretKey() {
  ::sodium_memzero(key.data(), key.size());
}

KeyPair make_key_pair() {
  prepare();
  KeyPair pair;
  ::randombytes_buf(pair.open.id.data(), pair.open.id.size());
  ::crypto_sign_keypair(pair.open.key.data(), pair.secret.key.data());
  pair.secret.id = pair.open.id;
  return pair;
}

PublicKey public_key_of(const SecretKey& key) {
  PublicKey open{key.id, {}};
  ::crypto_sign_ed25519_sk_to_pk(open.key.data(), key.key.data());
  return open;
}

std::string to_string(const KeyId& id) {
  std::string text;
  for (auto byte = id.rbegin(); byte != id.rend(); ++byte)
    text += fmt::format("{:02X}", *byte);
  return text;
}

Result<PublicKey> read_public_key(std::string_view text) {
  PublicKey key;
  const auto line = key_line(text);
  const auto bytes = line ? from_base64(*line, 2 + key.id.size() + key.key.size()) : std::nullopt;
  if (!bytes) return fail(Code{"public_key_malformed"});
  Record record(*bytes);
  if (record.take(2) != legacy_algorithm) return fail(Code{"public_key_malformed"});
  record.take(key.id);
  record.take(key.key);
  return key;
}

std::string write_public_key_line(const PublicKey& key) {
  Record record;
  return base64(record.put(legacy_algorithm).put(key.id).put(key.key).bytes());
}

std::string write_public_key(const PublicKey& key) {
  return fmt::format("{}minisign public key {}\n{}\n", untrusted_prefix, to_string(key.id), write_public_key_line(key));
}

Result<std::string> write_secret_key(const SecretKey& key, std::optional<std::string_view> password,
                                     const PasswordCost& cost) {
  Record secret;
  // Without a password minisign leaves the check sum empty, and doesn't look at it.
  secret.put(key.id).put(key.key).put(password ? checksum_of(key) : Checksum{});
  Salt salt{};
  if (password) {
    prepare();
    ::randombytes_buf(salt.data(), salt.size());
    MANARA_CHECK(apply_password(secret.fields(), *password, salt, cost));
  }
  Record record;
  record.put(legacy_algorithm).put(password ? scrypt_algorithm : no_algorithm).put(checksum_algorithm).put(salt);
  record.put(password ? cost.operations : std::uint64_t{0}).put(password ? cost.bytes : std::uint64_t{0});
  record.put(secret.bytes());
  const auto* kind = password ? "minisign encrypted secret key" : "minisign unencrypted secret key";
  return fmt::format("{}{}\n{}\n", untrusted_prefix, kind, base64(record.bytes()));
}

Result<SecretKey> read_secret_key(std::string_view text, std::optional<std::string_view> password) {
  SecretKey key;
  Checksum sum;
  const auto secret_size = key.id.size() + key.key.size() + sum.size();
  const auto line = key_line(text);
  auto bytes = line ? from_base64(*line, 6 + std::tuple_size_v<Salt> + 16 + secret_size) : std::nullopt;
  if (!bytes) return fail(Code{"secret_key_malformed"});
  Record record(*bytes);
  ::sodium_memzero(bytes->data(), bytes->size());
  const auto algorithm = record.take(2), derivation = record.take(2), checksum = record.take(2);
  const bool encrypted = derivation == scrypt_algorithm;
  if (algorithm != legacy_algorithm || checksum != checksum_algorithm || (!encrypted && derivation != no_algorithm)) {
    return fail(Code{"secret_key_malformed"});
  }
  Salt salt;
  record.take(salt);
  PasswordCost cost;
  cost.operations = record.take_number();
  cost.bytes = record.take_number();
  Record secret(record.take(secret_size));
  if (encrypted) {
    if (!password) return fail(Code{"secret_key_needs_password"});
    MANARA_CHECK(apply_password(secret.fields(), *password, salt, cost));
  }
  secret.take(key.id);
  secret.take(key.key);
  secret.take(sum);
  if (encrypted && checksum_of(key) != sum) return fail(Code{"secret_key_wrong_password"});
  if (!is_consistent(key)) return fail(Code{"secret_key_malformed"});
  return key;
}

Result<std::string> sign(std::string_view bytes, const SecretKey& key, std::string_view trusted_comment,
                         std::string_view untrusted_comment) {
  if (!is_comment(trusted_comment, longest_trusted - 1 - trusted_prefix.size()) ||
      !is_comment(untrusted_comment, longest_untrusted - 1 - untrusted_prefix.size())) {
    return fail(Code{"signature_comment"});
  }
  const auto hash = prehash(bytes);
  Signature of_bytes, of_comment;
  ::crypto_sign_detached(of_bytes.data(), nullptr, hash.data(), hash.size(), key.key.data());
  const auto commented = signed_comment(of_bytes, trusted_comment);
  ::crypto_sign_detached(of_comment.data(), nullptr, bytes_of(commented), commented.size(), key.key.data());
  Record first, second;
  first.put(prehashed_algorithm).put(key.id).put(of_bytes);
  second.put(of_comment);
  return fmt::format("{}{}\n{}\n{}{}\n{}\n", untrusted_prefix, untrusted_comment, base64(first.bytes()), trusted_prefix,
                     trusted_comment, base64(second.bytes()));
}

Result<KeyId> signer_of(std::string_view signature) {
  MANARA_TRY(parsed, parse_signature(signature));
  return parsed.key;
}

Result<Verified> verify(std::string_view bytes, std::string_view signature, std::span<const PublicKey> trusted) {
  MANARA_TRY(parsed, parse_signature(signature));
  const auto key = std::find_if(trusted.begin(), trusted.end(), [&](const auto& one) { return one.id == parsed.key; });
  if (key == trusted.end()) return fail(Code{"signature_key_unknown"}, {to_string(parsed.key)});
  const auto hash = prehash(bytes);
  const std::string_view hashed(reinterpret_cast<const char*>(hash.data()), hash.size());
  if (!is_signed(hashed, parsed.of_bytes, *key)) return fail(Code{"signature_wrong"}, {to_string(parsed.key)});
  const auto commented = signed_comment(parsed.of_bytes, parsed.trusted_comment);
  if (!is_signed(commented, parsed.of_comment, *key)) {
    return fail(Code{"signature_comment_wrong"}, {to_string(parsed.key)});
  }
  return Verified{*key, std::string(parsed.trusted_comment)};
}

}  // namespace manara::crypto
