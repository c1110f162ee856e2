/// Sealing: XChaCha20-Poly1305 (libsodium) over bytes that rest on a disk, and Argon2id (RFC 9106) for keys that people
/// remember or keep on paper.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace manara::crypto {

/// Overwritten when it goes.
struct SealingKey {
  SealingKey() = default;
  SealingKey(const SealingKey&) = default;
  SealingKey& operator=(const SealingKey&) = default;
  ~SealingKey();
  std::array<std::uint8_t, 32> bytes{};
};

SealingKey make_sealing_key();

/// A key that follows from another and from what it is for (keyed BLAKE2b): who has it learns nothing of the other, nor
/// of its siblings. The same for bytes that only whoever has the key may recognise.
SealingKey derived_key(const SealingKey& from, std::string_view about);

using PhraseSalt = std::array<std::uint8_t, 16>;
PhraseSalt make_phrase_salt();

/// What Argon2id may cost: passes over memory, and its bytes. The default: RFC 9106's second choice (64 MiB, three
/// passes), 0.1 to 0.3 s.
struct PhraseCost {
  std::uint32_t passes = 3;
  std::uint64_t bytes = 64ULL << 20;
};

/// Error: key_derivation_failed (not enough memory).
Result<SealingKey> key_of_phrase(std::string_view phrase, const PhraseSalt& salt, const PhraseCost& cost = {});

/// Nonce, ciphertext and tag. `about` says what it is: unsealed as something else it is refused.
std::string seal(std::string_view bytes, const SealingKey& key, std::string_view about);
/// Error: seal_wrong (another key, another `about`, or a byte changed).
Result<std::string> unseal(std::string_view sealed, const SealingKey& key, std::string_view about);

/// A long text in pieces (secretstream): pieces can't be left out, swapped or cut off at the end unnoticed.
class StreamSealer {
 public:
  explicit StreamSealer(const SealingKey& key);
  StreamSealer(StreamSealer&&) noexcept;
  ~StreamSealer();
  [[nodiscard]] std::string_view header() const;  ///< 24 bytes, before the first piece
  /// A sealed piece: 17 bytes longer. The last one says so.
  std::string piece(std::string_view bytes, bool last);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class StreamOpener {
 public:
  static constexpr std::size_t header_bytes = 24;
  static constexpr std::size_t more_bytes = 17;  ///< of a sealed piece
  /// Error: seal_wrong.
  static Result<StreamOpener> open(const SealingKey& key, std::string_view header);
  StreamOpener(StreamOpener&&) noexcept;
  ~StreamOpener();
  struct Piece {
    std::string bytes{};
    bool last = false;
  };
  /// Error: seal_wrong.
  Result<Piece> piece(std::string_view sealed);

 private:
  struct State;
  explicit StreamOpener(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace manara::crypto
