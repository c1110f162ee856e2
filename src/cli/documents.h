/// What is made from the table of commands beside the parser: `manara completion bash|zsh|fish` and `manara man`.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "cli/command.h"

namespace manara::cli {

/// The text, if the command line asks for one of these. Errors: usage_missing, usage_unknown (the shell).
std::optional<Result<std::string>> generated_document(std::span<const Command* const> commands, int argc, char** argv,
                                                      const Session& session);

/// The man page (man(7)) of all commands.
std::string man_page(std::span<const Command* const> commands, const Session& session);

}  // namespace manara::cli
