/// A proof that one entry is in a ledger, as a file that anybody can check offline (C2SP tlog-proof v1): the entry's
/// place, the way up the tree, and the signed checkpoint. The entry's own bytes travel beside it or as its extra data.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/note.h"
#include "ledger/tree.h"

namespace manara::ledger {

struct ProofFile {
  std::optional<std::string> extra{};  ///< any bytes; nobody vouches for them
  std::uint64_t index = 0;
  std::vector<Hash> steps{};
  std::string checkpoint{};  ///< the signed note, as it is
  bool operator==(const ProofFile&) const = default;
};

std::string write_proof(const ProofFile& proof);
/// Error: proof_malformed.
Result<ProofFile> read_proof(std::string_view text);

/// Whether the proof shows that `entry` stands in the ledger that `log` signs for. Errors: as verify_checkpoint, and
/// proof_wrong.
Status verify_proof(const ProofFile& proof, std::string_view entry, const NoteVerifier& log);

}  // namespace manara::ledger
