/// What every command of a node begins with: the key file, the folder, the practices.
#pragma once

#include "base/clock.h"
#include "cli/command.h"
#include "crypto/system_random.h"
#include "node/node.h"

namespace manara::cli {

inline constexpr Option key_file_option{"--key-file", "FILE", Code{"help_key_file"}};
/// In place of the key file: for whoever wants none on the machine.
inline constexpr Option phrase_file_option{"--phrase-file", "FILE", Code{"help_phrase_file"}};

/// The phrase in the file that the option names, in standard input for "-"; nullopt: the option was not given.
Result<std::optional<std::string>> phrase_of(const Arguments& arguments);

/// The clock and the randomness of a command, which the node it opens holds on to. What such a command writes, nobody
/// else may read.
struct NodeSession {
  NodeSession();
  SystemClock clock{};
  crypto::SystemRandom random{};

  /// The key file's; of the phrase that was given; where there is neither, of the one that is typed, if somebody sits
  /// there. Errors: those of read_key_file.
  static Result<node::Key> key(const Arguments& arguments, Session& session);
  Result<node::Node> open(const Arguments& arguments, Session& session, node::Use use = node::Use::alone);
  store::Surroundings around() { return {clock, random}; }
};

/// In the access log before it happens: what left this machine's keyboard as a file.
Status note_export(node::Node& node, NodeSession& own, std::string_view what);

}  // namespace manara::cli
