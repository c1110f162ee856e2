/// A node's secrets at rest: the file `keys` of the data folder. A master key seals them; what opens the master key
/// lies elsewhere: in a key file outside the data folder, and on the recovery sheet. Whoever copies the data folder has
/// neither.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "base/random.h"
#include "base/result.h"
#include "crypto/ed25519.h"
#include "crypto/seal.h"

namespace manara::node {

struct Secrets {
  crypto::SealingKey master{};   ///< seals blobs, TOTP seeds, passwords of mail servers
  crypto::SigningKey signing{};  ///< of the ledger's checkpoints
};

/// What opens the secrets: 32 bytes as a line of hexadecimal digits.
struct KeyFile {
  crypto::SealingKey key{};
};

/// The recovery phrase, as it is typed.
struct Phrase {
  std::string text{};
};

/// Either opens the secrets.
using Key = std::variant<KeyFile, Phrase>;

/// Error: key_file_inside (a key file at `path` would lie in the data folder).
Status check_key_place(const std::string& path, const std::string& data_folder);
/// A key file that only its owner may read, and the folders above it. Of two that are made at once one is refused.
/// Errors: key_file_exists, file_unwritable.
Status write_key_file(const std::string& path, const KeyFile& file);
/// Errors: file_not_found, key_file_open (others may read it), key_file_malformed.
Result<KeyFile> read_key_file(const std::string& path);

Secrets make_secrets();

/// The file's bytes: the secrets sealed, the master key once for the key file and once for the recovery phrase.
Result<std::string> write_keys(const Secrets& secrets, const KeyFile& key_file, std::string_view phrase,
                               const crypto::PhraseCost& cost = {});
/// Errors: keys_malformed, seal_wrong (another key file).
Result<Secrets> read_keys(std::string_view bytes, const KeyFile& key_file);
/// Errors: keys_malformed, phrase_wrong.
Result<Secrets> read_keys(std::string_view bytes, std::string_view phrase);
Result<Secrets> read_keys(std::string_view bytes, const Key& key);

}  // namespace manara::node
