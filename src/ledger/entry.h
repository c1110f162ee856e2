/// What a ledger is made of. An entry is a header, whose bytes are a leaf of the tree, and parts, which the header only
/// commits to: SHA-256 over a salt and the bytes. A part can therefore be erased (personal data must be) and every
/// proof still holds; without its salt nobody can try out what it said.
///
/// Headers hold random ids, a kind and a time: names and free text live in parts.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "ledger/tree.h"

namespace manara::ledger {

using EntryId = Id<struct EntryTag>;
using DraftId = Id<struct DraftTag>;      ///< chosen by whoever asks, once a wish: a retry carries it again
using NodeId = Id<struct NodeTag>;        ///< of a Manara that writes entries
using SubjectId = Id<struct SubjectTag>;  ///< what an entry is about: an organisation, a case, a person
using ActorId = Id<struct ActorTag>;      ///< who made it
using Salt = std::array<std::uint8_t, 32>;

struct Part {
  Salt salt{};
  std::string bytes{};
  bool operator==(const Part&) const = default;
};

/// SHA-256("manara part 1\n" ‖ salt ‖ bytes)
Hash commitment_of(const Part& part);

struct Header {
  EntryId id{};
  std::string kind{};         ///< "organisation_saved": lower case, digits, underscores
  std::uint32_t version = 1;  ///< of the kind's parts
  NodeId home{};              ///< the node that wrote it: only it writes about this subject
  SubjectId subject{};
  ActorId actor{};
  std::int64_t at_ms = 0;  ///< milliseconds since 1970-01-01T00:00:00Z, by the writer's clock
  DraftId draft{};
  std::vector<Hash> parts{};  ///< commitments
  /// Which part lists the files that belong to the entry (store/blob_name.h); nullopt: none do.
  std::optional<std::uint32_t> blobs{};
  bool operator==(const Header&) const = default;
};

constexpr std::size_t most_parts = 256;
constexpr std::size_t most_header_bytes = 65'535;  ///< what an entry bundle of tlog-tiles can hold

/// The bytes that are hashed and kept: written once, never again from the values. Error: entry_malformed (a kind that
/// is no name, a version of 0, too many parts).
Result<std::string> write_header(const Header& header);
/// Members that a later version may add are passed over. Error: entry_malformed.
Result<Header> read_header(std::string_view bytes);

}  // namespace manara::ledger
