/// What `init` asks whoever sits at a terminal and gave no answers as options.
#pragma once

#include "app/setup.h"
#include "cli/command.h"

namespace manara::cli {

enum class LanguageIs : std::uint8_t { asked, given };

/// Asks until each answer can be taken; the language first, in which it goes on (Session::language). Error: ask_cut.
Result<app::SetUp> ask_for_setup(Session& session, LanguageIs language);

/// Where the sheet is written as a page; "": nowhere. Error: ask_cut.
Result<std::string> ask_for_sheet(Session& session);

}  // namespace manara::cli
