/// Checkpoints of a ledger (C2SP tlog-checkpoint): origin, size and root as the text of a signed note. Whoever keeps an
/// old one can have it proven that nothing before it was changed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ledger/note.h"
#include "ledger/tree.h"

namespace manara::ledger {

struct Checkpoint {
  std::string origin{};  ///< of one log; a log that begins anew after a restore has another ("node/2")
  Head head{};
  std::vector<std::string> extensions{};  ///< lines that others added; Manara writes none
  bool operator==(const Checkpoint&) const = default;
};

/// The note's text. Error: checkpoint_malformed (an origin or extension that is empty or has a line end).
Result<std::string> write_checkpoint(const Checkpoint& checkpoint);
Result<Checkpoint> read_checkpoint(std::string_view note_text);

/// The checkpoint as a note signed by its log. Errors: of the two.
Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const NoteSigner& signer);

/// Reads a note and believes it only where `log` signed it and its origin is the log's name. Errors: note_malformed,
/// note_unsigned, note_signature_wrong, checkpoint_malformed, checkpoint_of_another ({0}: its origin).
Result<Checkpoint> verify_checkpoint(std::string_view note, const NoteVerifier& log);

}  // namespace manara::ledger
