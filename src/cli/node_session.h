/// What every command of a node begins with: the key file, the folder, the practices.
#pragma once

#include "base/clock.h"
#include "cli/command.h"
#include "crypto/system_random.h"
#include "node/node.h"

namespace manara::cli {

inline constexpr Option key_file_option{"--key-file", "FILE", Code{"help_key_file"}};

/// The clock and the randomness of a command, which the node it opens holds on to.
struct NodeSession {
  SystemClock clock{};
  crypto::SystemRandom random{};

  Result<node::Node> open(const Arguments& arguments, const Session& session, node::Use use = node::Use::alone);
  store::Surroundings around() { return {clock, random}; }
};

/// In the access log before it happens: what left this machine's keyboard as a file.
Status note_export(node::Node& node, NodeSession& own, std::string_view what);

}  // namespace manara::cli
