#include "cli/documents.h"

#include <algorithm>
#include <fmt/core.h>

#include "base/strings.h"
#include "base/utf8.h"
#include "cli/version.h"

namespace manara::cli {
namespace {

std::string words_of(std::span<const Command* const> commands, std::string_view group) {
  std::string words;
  std::string last;
  for (const auto* command : commands) {
    std::string_view name = command->name;
    const auto halves = cut(name, ' ');
    std::string word;
    if (group.empty()) {
      word = halves ? halves->head : name;
    } else if (halves && halves->head == group) {
      word = halves->tail;
    }
    if (word.empty() || word == last) continue;
    last = word;
    words += (words.empty() ? "" : " ") + word;
  }
  return words;
}

std::string options_of(const Command& command) {
  std::string words;
  const auto add = [&](const Option& option) { words += (words.empty() ? "" : " ") + std::string(option.name); };
  for (const auto& option : command.options)
    add(option);
  for (const auto& option : common_options())
    add(option);
  return words + " --help";
}

/// A case for each group of commands, "feeds) group="import status" ;;".
std::string groups_of(std::span<const Command* const> commands) {
  std::string cases;
  std::string_view last;
  for (const auto* command : commands) {
    const auto halves = cut(command->name, ' ');
    if (!halves || halves->head == last) continue;
    last = halves->head;
    cases += fmt::format("    {}) group=\"{}\" ;;\n", last, words_of(commands, last));
  }
  return cases;
}

std::string bash_completion(std::span<const Command* const> commands) {
  std::string cases;
  for (const auto* command : commands) {
    cases += fmt::format("    \"{}\") words=\"{}\" ;;\n", command->name, options_of(*command));
  }
  return fmt::format(
      "_manara() {{\n  local current=${{COMP_WORDS[COMP_CWORD]}} words=\"\" group=\"\"\n"
      "  local command=${{COMP_WORDS[1]}}\n  case \"$command\" in\n{}  esac\n"
      "  [ -n \"$group\" ] && command=\"$command ${{COMP_WORDS[2]}}\"\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then words=\"{} completion man --help --version\"\n"
      "  elif [ \"$COMP_CWORD\" -eq 2 ] && [ -n \"$group\" ]; then words=$group\n"
      "  elif [[ $current == -* ]]; then case \"$command\" in\n{}  esac; fi\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
      "  [ ${{#COMPREPLY[@]}} -gt 0 ] || COMPREPLY=($(compgen -f -- \"$current\"))\n}}\ncomplete -o filenames -F "
      "_manara manara\n",
      groups_of(commands), words_of(commands, ""), cases);
}

std::string fish_completion(std::span<const Command* const> commands, const Session& session) {
  std::string out;
  const auto quoted = [](std::string text) {
    for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 2)
      text.insert(at, 1, '\\');
    return "'" + text + "'";
  };
  for (const auto* command : commands) {
    const auto halves = cut(command->name, ' ');
    const std::string condition =
        halves ? fmt::format("__fish_seen_subcommand_from {}; and __fish_seen_subcommand_from {}", halves->head,
                             halves->tail)
               : fmt::format("__fish_seen_subcommand_from {}", command->name);
    out += halves ? fmt::format(
                        "complete -c manara -n '__fish_use_subcommand' -a {}\ncomplete -c manara -n "
                        "'__fish_seen_subcommand_from {}' -a {} -d {}\n",
                        halves->head, halves->head, halves->tail, quoted(session.say(command->summary)))
                  : fmt::format("complete -c manara -n '__fish_use_subcommand' -a {} -d {}\n", command->name,
                                quoted(session.say(command->summary)));
    for (const auto& option : command->options) {
      const bool is_long = option.name.starts_with("--");
      out += fmt::format("complete -c manara -n '{}' {} {}{} -d {}\n", condition, is_long ? "-l" : "-s",
                         option.name.substr(is_long ? 2 : 1), option.value.empty() ? "" : " -r",
                         quoted(session.say(option.help)));
    }
  }
  return out;
}

std::string zsh_completion(std::span<const Command* const> commands) {
  // zsh runs bash's completions; one description of the commands serves both.
  return "#compdef manara\nautoload -U +X bashcompinit && bashcompinit\n" + bash_completion(commands);
}

/// A line of man(7) must not begin with a dot or an apostrophe, and a hyphen in it is a minus. Letters beyond ASCII are
/// named by their number (groff_char(7)): groff alone reads bytes.
std::string roff(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto length = std::max<std::size_t>(utf8_length(text), 1);
    if (text.front() == '\\') {
      out += "\\\\";
    } else if (text.front() == '-') {
      out += "\\-";
    } else if (length > 1) {
      out += fmt::format("\\[u{:04X}]", static_cast<std::uint32_t>(utf8_decode(text, length)));
    } else {
      out.push_back(text.front());
    }
    text.remove_prefix(length);
  }
  if (!out.empty() && (out.front() == '.' || out.front() == '\'')) out.insert(0, "\\&");
  return out;
}

void add_options(std::string& out, std::span<const Option> options, const Session& session) {
  for (const auto& option : options) {
    out +=
        fmt::format(".TP\n\\fB{}\\fR{}\n{}\n", roff(option.name),
                    option.value.empty() ? "" : " \\fI" + roff(option.value) + "\\fR", roff(session.say(option.help)));
  }
}

}  // namespace

std::string man_page(std::span<const Command* const> commands, const Session& session) {
  std::string out = fmt::format(".TH MANARA 1 \"\" \"manara {}\"\n.SH {}\nmanara \\- {}\n.SH {}\n", version,
                                roff(session.say(Code{"man_name"})), roff(session.say(Code{"help_manara"})),
                                roff(session.say(Code{"man_synopsis"})));
  for (const auto* command : commands) {
    out += fmt::format(".B manara {}\n[{}] {}\n.br\n", roff(command->name), roff(session.say(Code{"help_options"})),
                       roff(command->positional.name));
  }
  out += ".SH " + roff(session.say(Code{"man_commands"})) + "\n";
  for (const auto* command : commands) {
    out += fmt::format(".SS manara {} {}\n{}\n", roff(command->name), roff(command->positional.name),
                       roff(session.say(command->summary)));
    add_options(out, command->options, session);
    if (!command->example.empty())
      out += fmt::format(".PP\n{}\n", roff(session.say(Code{"help_example"}, {std::string(command->example)})));
  }
  out += ".SH " + roff(session.say(Code{"man_options"})) + "\n";
  add_options(out, common_options(), session);
  out += ".SH " + roff(session.say(Code{"man_exit"})) + "\n.TP\n0\n" + roff(session.say(Code{"exit_0"})) +
         "\n.TP\n1\n" + roff(session.say(Code{"exit_1"})) + "\n.TP\n2\n" + roff(session.say(Code{"exit_2"})) +
         "\n.TP\n3\n" + roff(session.say(Code{"exit_3"})) + "\n";
  return out;
}

std::optional<Result<std::string>> generated_document(std::span<const Command* const> commands, int argc, char** argv,
                                                      const Session& session) {
  if (argc < 2) return std::nullopt;
  const std::string_view asked = argv[1];
  if (asked == "man") return man_page(commands, session);
  if (asked != "completion") return std::nullopt;
  if (argc < 3) return fail(Code{"usage_missing"}, {"bash|zsh|fish"});
  const std::string_view shell = argv[2];
  if (shell == "bash") return bash_completion(commands);
  if (shell == "zsh") return zsh_completion(commands);
  if (shell == "fish") return fish_completion(commands, session);
  return fail(Code{"usage_unknown"}, {std::string(shell)});
}

}  // namespace manara::cli
