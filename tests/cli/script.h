/// Tests of the command line as readable text: tests/cli/<name>.txt says what is typed and what comes back.
///
///     # What a reader should know, before a command.
///     $ manara scan hospital.json --data empty
///     ! no advisories: nothing can be assessed. …
///     exit 2
///
/// After `$ ` comes a shell command (`> ` on the next lines continues it), then its output, standard error included,
/// then `exit N` where N is not 0. `…` in a line stands for any text, a line of its own `…` for any lines. Blank lines
/// and `#` lines before a command or at the end of the file are no output.
///
/// Each file runs in a new folder of its own, with a copy of tests/cli/<name>/ in it where that exists and with links
/// to `samples`, `starter` and `fixtures` (tests/cli/fixtures: feeds and inventories that several tests use); in
/// English, without colour, in UTC, `MANARA_HOME` below the folder. UPDATE=1 rewrites
/// what differs, and keeps the lines whose `…` still fit: read the difference before you commit it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace manara::cli_test {

struct Step {
  std::vector<std::string> head{};  ///< blank and comment lines before the command
  std::size_t line = 0;             ///< of the command, from 1
  std::vector<std::string> command{};
  std::vector<std::string> expected{};
  int exit_code = 0;
};

struct Script {
  std::vector<Step> steps{};
  std::vector<std::string> tail{};  ///< blank and comment lines at the end
};

std::vector<std::string> lines_of(std::string_view text);

/// Lines before the first command that are neither blank nor comments make an empty script: nothing may be ignored.
Script parse_script(std::string_view text);

/// As parse_script read it.
std::string write_script(const Script& script);

/// Whether `text` is `pattern` with any text for each "…".
bool line_matches(std::string_view pattern, std::string_view text);

/// The same for lines: a pattern line "…" stands for any number of lines.
bool lines_match(const std::vector<std::string>& pattern, const std::vector<std::string>& lines);

/// What UPDATE=1 writes for `lines`: those of `pattern` that still fit one of them, with their "…", stay.
std::vector<std::string> updated(const std::vector<std::string>& pattern, const std::vector<std::string>& lines);

}  // namespace manara::cli_test
