/// Signed notes (C2SP signed-note v1.0.0): text that people and programs both read, signed by one or more named keys;
/// Ed25519, signature type 0x01. A ledger's checkpoint is one, and what a witness adds to it is one more line.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/ed25519.h"

namespace manara::ledger {

using KeyHash = std::array<std::uint8_t, 4>;

/// A key that notes are verified with, as partners keep it: "name+hash+base64".
struct NoteVerifier {
  std::string name{};
  crypto::VerifyingKey key{};
  bool operator==(const NoteVerifier&) const = default;
};

struct NoteSigner {
  std::string name{};
  crypto::SigningKey key{};
};

/// One line below a note, not verified yet.
struct NoteSignature {
  std::string name{};
  KeyHash key_hash{};
  std::string bytes{};  ///< of whatever algorithm
};

struct Note {
  std::string text{};  ///< ends in a newline
  std::vector<NoteSignature> signatures{};
};

/// SHA-256(name ‖ "\n" ‖ 0x01 ‖ key), its first four bytes.
KeyHash key_hash(std::string_view name, const crypto::VerifyingKey& key);

/// Whether a text may stand as a key's name: not empty, no space of Unicode, no plus, no control character.
bool is_key_name(std::string_view name);

std::string to_string(const NoteVerifier& verifier);
/// Error: note_key_malformed (also for another algorithm than Ed25519, and where the hash is not that of name and key).
Result<NoteVerifier> read_note_verifier(std::string_view text);

NoteVerifier verifier_of(const NoteSigner& signer);

/// A note of at most 1 MB and 100 signatures. Error: note_malformed.
Result<Note> read_note(std::string_view bytes);
std::string write_note(const Note& note);

/// Adds the signer's line. Error: note_malformed (the text is none that a note may have).
Status sign_note(Note& note, const NoteSigner& signer);

/// The names of those of `trusted` that signed the note, in their order. Errors: note_unsigned (by none of them),
/// note_signature_wrong ({0}: a trusted name whose signature is not of this text).
Result<std::vector<std::string>> verify_note(const Note& note, std::span<const NoteVerifier> trusted);

}  // namespace manara::ledger
