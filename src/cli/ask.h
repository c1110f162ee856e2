/// Questions at a terminal, one line each. Whoever ends the input or the terminal ends the questions: nothing hangs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"

namespace manara::cli {

/// Whether somebody sits at standard input and output.
bool somebody_is_there();

/// One line, without spaces around it; `otherwise` where it is empty, which the question shows. nullopt: no more comes.
std::optional<std::string> ask(Session& session, const std::string& question, const std::string& otherwise = {});

/// The same, without showing what is typed, and with the spaces that belong to it.
std::optional<std::string> ask_hidden(Session& session, const std::string& question);

}  // namespace manara::cli
