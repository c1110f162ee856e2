/// Feeds as one signed file: what travels on a memory stick to a node with no line. The payload is the packed records
/// of all feeds in use; the trusted comment holds the sequence and the day: "manara feeds sequence:12 date:2026-11-24".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/data_folder.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/minisign.h"

namespace manara::app {

struct VerifiedFeeds {
  std::string_view payload{};  ///< into the bytes that were given
  FeedFile signature{};        ///< without a file name
};

/// Errors: those of crypto::verify_signed_file; signed_no_sequence; signed_older (its sequence is lower than what is in
/// use from the same key, and `accept_older` is not set).
Result<VerifiedFeeds> verify_feeds(const DataFolder& folder, std::string_view bytes, bool accept_older);

struct Exported {
  std::uint64_t sequence = 0;
  std::uint64_t bytes = 0;
  std::string key_id{};
  std::string public_key{};  ///< the line to hand to others
};

/// Writes the feeds in use to `path`, signed. `key_path`: a minisign secret key; "": the folder's own, made when it is
/// not there yet. Errors: no_index, those of keys and files.
Result<Exported> export_feeds(const DataFolder& folder, const std::string& path, const std::string& key_path,
                              Date today);

/// Trusts a public key: a key file's path, or its second line. Returns the key's id. Errors: public_key_malformed,
/// those of files.
Result<std::string> trust_key(const DataFolder& folder, const std::string& key);

/// Errors: public_key_malformed for a file in trusted/ that is none.
Result<std::vector<crypto::PublicKey>> trusted_keys(const DataFolder& folder);

}  // namespace manara::app
