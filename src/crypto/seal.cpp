#include "crypto/seal.h"

#include <algorithm>
#include <sodium.h>

namespace manara::crypto {
namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const std::uint8_t* in(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}
std::uint8_t* out(std::string& text) {
  return reinterpret_cast<std::uint8_t*>(text.data());
}

}  // namespace

SealingKey::~SealingKey() {
  ::sodium_memzero(bytes.data(), bytes.size());
}

SealingKey make_sealing_key() {
  SealingKey key;
  ::randombytes_buf(key.bytes.data(), key.bytes.size());
  return key;
}

SealingKey derived_key(const SealingKey& from, std::string_view about) {
  SealingKey key;
  ::crypto_generichash(key.bytes.data(), key.bytes.size(), in(about), about.size(), from.bytes.data(),
                       from.bytes.size());
  return key;
}

PhraseSalt make_phrase_salt() {
  PhraseSalt salt{};
  ::randombytes_buf(salt.data(), salt.size());
  return salt;
}

Result<SealingKey> key_of_phrase(std::string_view phrase, const PhraseSalt& salt, const PhraseCost& cost) {
  SealingKey key;
  const int code = ::crypto_pwhash(key.bytes.data(), key.bytes.size(), phrase.data(), phrase.size(), salt.data(),
                                   cost.passes, cost.bytes, crypto_pwhash_ALG_ARGON2ID13);
  if (code != 0) return fail(Code{"key_derivation_failed"}, {std::to_string(cost.bytes)});
  return key;
}

std::string seal(std::string_view bytes, const SealingKey& key, std::string_view about) {
  std::string sealed(nonce_bytes + bytes.size() + tag_bytes, '\0');
  ::randombytes_buf(sealed.data(), nonce_bytes);
  ::crypto_aead_xchacha20poly1305_ietf_encrypt(out(sealed) + nonce_bytes, nullptr, in(bytes), bytes.size(), in(about),
                                               about.size(), nullptr, in(sealed), key.bytes.data());
  return sealed;
}

Result<std::string> unseal(std::string_view sealed, const SealingKey& key, std::string_view about) {
  if (sealed.size() < nonce_bytes + tag_bytes) return fail(Code{"seal_wrong"});
  const auto ciphertext = sealed.substr(nonce_bytes);
  std::string bytes(ciphertext.size() - tag_bytes, '\0');
  const int code =
      ::crypto_aead_xchacha20poly1305_ietf_decrypt(out(bytes), nullptr, nullptr, in(ciphertext), ciphertext.size(),
                                                   in(about), about.size(), in(sealed), key.bytes.data());
  if (code != 0) return fail(Code{"seal_wrong"});
  return bytes;
}

struct StreamSealer::State {
  crypto_secretstream_xchacha20poly1305_state stream{};
  std::string header = std::string(StreamOpener::header_bytes, '\0');
};

StreamSealer::StreamSealer(const SealingKey& key) : state_(std::make_unique<State>()) {
  ::crypto_secretstream_xchacha20poly1305_init_push(&state_->stream, out(state_->header), key.bytes.data());
}
StreamSealer::StreamSealer(StreamSealer&&) noexcept = default;
StreamSealer::~StreamSealer() = default;

std::string_view StreamSealer::header() const {
  return state_->header;
}

std::string StreamSealer::piece(std::string_view bytes, bool last) {
  std::string sealed(bytes.size() + StreamOpener::more_bytes, '\0');
  const auto tag = static_cast<std::uint8_t>(last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
  ::crypto_secretstream_xchacha20poly1305_push(&state_->stream, out(sealed), nullptr, in(bytes), bytes.size(), nullptr,
                                               0, tag);
  return sealed;
}

struct StreamOpener::State {
  crypto_secretstream_xchacha20poly1305_state stream{};
};

StreamOpener::StreamOpener(std::unique_ptr<State> state) : state_(std::move(state)) {}
StreamOpener::StreamOpener(StreamOpener&&) noexcept = default;
StreamOpener::~StreamOpener() = default;

Result<StreamOpener> StreamOpener::open(const SealingKey& key, std::string_view header) {
  auto state = std::make_unique<State>();
  if (header.size() != header_bytes ||
      ::crypto_secretstream_xchacha20poly1305_init_pull(&state->stream, in(header), key.bytes.data()) != 0)
    return fail(Code{"seal_wrong"});
  return StreamOpener(std::move(state));
}

Result<StreamOpener::Piece> StreamOpener::piece(std::string_view sealed) {
  if (sealed.size() < more_bytes) return fail(Code{"seal_wrong"});
  Piece piece{.bytes = std::string(sealed.size() - more_bytes, '\0')};
  std::uint8_t tag = 0;
  const int code = ::crypto_secretstream_xchacha20poly1305_pull(&state_->stream, out(piece.bytes), nullptr, &tag,
                                                                in(sealed), sealed.size(), nullptr, 0);
  if (code != 0) return fail(Code{"seal_wrong"});
  piece.last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  return piece;
}

}  // namespace manara::crypto
