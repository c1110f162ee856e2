#include "ledger/note.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "crypto/base64.h"
#include "crypto/sha256.h"

namespace manara::ledger {
namespace {

constexpr std::size_t most_bytes = 1 << 20;
constexpr std::size_t most_signatures = 100;
constexpr std::string_view dash = "— ";
constexpr std::string_view ed25519 = "\1";  // the signature type, before the public key

/// White_Space of Unicode beyond ASCII: the spaces that a name could be told apart by no eye with.
constexpr std::string_view spaces[] = {"\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
                                       "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a",
                                       "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};

bool is_note_text(std::string_view text) {
  return text.ends_with('\n') && is_utf8(text) &&
         std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
}

std::optional<NoteSignature> read_signature(std::string_view line) {
  if (!take_prefix(line, dash)) return std::nullopt;
  const auto halves = cut(line, ' ');
  if (!halves || !is_key_name(halves->head)) return std::nullopt;
  const auto bytes = crypto::from_base64(halves->tail);
  NoteSignature signature{.name = std::string(halves->head)};
  if (!bytes || bytes->size() <= signature.key_hash.size()) return std::nullopt;
  std::copy_n(bytes->begin(), signature.key_hash.size(), signature.key_hash.begin());
  signature.bytes = bytes->substr(signature.key_hash.size());
  return signature;
}

}  // namespace

KeyHash key_hash(std::string_view name, const crypto::VerifyingKey& key) {
  const auto digest = crypto::Sha256().update(name).update("\n").update(ed25519).update(text_of(key)).finish();
  KeyHash hash{};
  std::copy_n(digest.begin(), hash.size(), hash.begin());
  return hash;
}

bool is_key_name(std::string_view name) {
  if (name.empty() || !is_utf8(name)) return false;
  for (const char c : name) {
    if (static_cast<unsigned char>(c) <= ' ' || c == '+' || c == '\x7f') return false;
  }
  return std::ranges::none_of(spaces,
                              [&](std::string_view space) { return name.find(space) != std::string_view::npos; });
}

std::string to_string(const NoteVerifier& verifier) {
  const auto hash = key_hash(verifier.name, verifier.key);
  return verifier.name + "+" + crypto::hex(hash) + "+" +
         crypto::base64(std::string(ed25519) + std::string(text_of(verifier.key)));
}

Result<NoteVerifier> read_note_verifier(std::string_view text) {
  // The base64 part may have a plus of its own: the name and the hash end at the first two.
  const auto name = cut(text, '+');
  const auto hash = name ? cut(name->tail, '+') : std::nullopt;
  const auto bytes = hash ? crypto::from_base64(hash->tail) : std::nullopt;
  NoteVerifier verifier;
  if (!bytes || bytes->size() != 1 + verifier.key.size() || !bytes->starts_with(ed25519) || !is_key_name(name->head))
    return fail(Code{"note_key_malformed"});
  verifier.name = name->head;
  std::copy(bytes->begin() + 1, bytes->end(), verifier.key.begin());
  if (crypto::hex(key_hash(verifier.name, verifier.key)) != hash->head) return fail(Code{"note_key_malformed"});
  return verifier;
}

NoteVerifier verifier_of(const NoteSigner& signer) {
  return {signer.name, crypto::verifying_key_of(signer.key)};
}

Result<Note> read_note(std::string_view bytes) {
  // The signatures stand below the last empty line; the text may have empty lines of its own.
  const auto end = bytes.size() <= most_bytes && is_note_text(bytes) ? bytes.rfind("\n\n") : std::string_view::npos;
  if (end == std::string_view::npos) return fail(Code{"note_malformed"});
  Note note{.text = std::string(bytes.substr(0, end + 1))};
  auto below = bytes.substr(end + 2);
  below.remove_suffix(below.empty() ? 0 : 1);
  for (const auto line : split(below, '\n')) {
    auto signature = read_signature(line);
    if (!signature || note.signatures.size() == most_signatures) return fail(Code{"note_malformed"});
    note.signatures.push_back(std::move(*signature));
  }
  return note;
}

std::string write_note(const Note& note) {
  std::string bytes = note.text + "\n";
  for (const auto& signature : note.signatures) {
    bytes += dash;
    bytes += signature.name + " " + crypto::base64(std::string(text_of(signature.key_hash)) + signature.bytes) + "\n";
  }
  return bytes;
}

Status sign_note(Note& note, const NoteSigner& signer) {
  if (!is_note_text(note.text) || !is_key_name(signer.name)) return fail(Code{"note_malformed"});
  const auto signature = crypto::sign_message(note.text, signer.key);
  const auto verifier = verifier_of(signer);
  note.signatures.push_back({.name = signer.name,
                             .key_hash = key_hash(verifier.name, verifier.key),
                             .bytes = std::string(text_of(signature))});
  return {};
}

Result<std::vector<std::string>> verify_note(const Note& note, std::span<const NoteVerifier> trusted) {
  std::vector<std::string> names;
  for (const auto& verifier : trusted) {
    const auto hash = key_hash(verifier.name, verifier.key);
    for (const auto& line : note.signatures) {
      if (line.name != verifier.name || line.key_hash != hash) continue;
      crypto::Signature signature{};
      if (line.bytes.size() != signature.size()) return fail(Code{"note_signature_wrong"}, {verifier.name});
      std::ranges::copy(line.bytes, signature.begin());
      if (!crypto::is_signed_by(note.text, signature, verifier.key))
        return fail(Code{"note_signature_wrong"}, {verifier.name});
      if (std::ranges::find(names, verifier.name) == names.end()) names.push_back(verifier.name);
    }
  }
  if (names.empty()) return fail(Code{"note_unsigned"});
  return names;
}

}  // namespace manara::ledger
