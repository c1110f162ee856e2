// `init`: a node where there was none, and the recovery sheet that must leave the machine on paper.
#include <algorithm>
#include <array>
#include <optional>

#include "app/practices.h"
#include "base/strings.h"
#include "cli/commands.h"
#include "cli/node_session.h"
#include "json/writer.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option options[] = {
    {"--nation", "CODE", Code{"help_init_nation"}},
    {"--name", "LANG=NAME", Code{"help_init_name"}, true},
    {"--sample", "", Code{"help_init_sample"}},
    key_file_option,
};

/// {"en":"…","ar":"…"} of "en=…", "ar=…".
Result<std::string> names_of(const Arguments& arguments) {
  std::array<std::string, text::languages.size()> names;
  for (const auto& given : arguments.values("--name")) {
    const auto halves = cut(given, '=');
    const auto language = halves ? text::parse_language(halves->head) : std::nullopt;
    if (!language || trim(halves->tail).empty()) return fail(Code{"init_name_wrong"}, {given});
    names.at(static_cast<std::size_t>(*language)) = trim(halves->tail);
  }
  json::Writer out;
  out.begin_object();
  for (const auto language : text::languages) {
    const auto& name = names.at(static_cast<std::size_t>(language));
    if (!name.empty()) out.member(text::tag(language), name);
  }
  out.end_object();
  auto json = out.take();
  if (json == "{}") return fail(Code{"init_name_missing"});
  return json;
}

Result<std::string> nation_of(const Arguments& arguments) {
  auto nation = arguments.value("--nation").value_or("");
  if (nation.size() != 2 || !std::ranges::all_of(nation, is_upper)) return fail(Code{"init_nation_wrong"}, {nation});
  return nation;
}

void print_sheet(const node::RecoverySheet& sheet, Session& session) {
  session.print(session.say(Code{"sheet_title"}) + "\n\n");
  session.print(session.say(Code{"sheet_phrase"}) + "\n    " + sheet.phrase + "\n\n");
  session.print(session.say(Code{"sheet_verifier"}) + "\n    " + sheet.verifier + "\n\n");
  session.print(session.say(Code{"sheet_checkpoint"}) + "\n");
  for (const auto line : split(sheet.checkpoint, '\n'))
    session.print("    " + std::string(line) + "\n");
  session.print(session.say(Code{"sheet_restore"}) + "\n");
}

int run_init(const Arguments& arguments, Session& session) {
  const auto names = names_of(arguments);
  if (!names) return session.error(names.error());
  const auto nation = nation_of(arguments);
  if (!nation) return session.error(nation.error());
  const auto key_file = app::key_path(arguments.value("--key-file").value_or(""));
  NodeSession own;
  const auto sheet = node::Node::create(session.data, key_file,
                                        {.nation = *nation,
                                         .names = *names,
                                         .language = std::string(text::tag(session.language)),
                                         .sample = arguments.flag("--sample")},
                                        app::practices(), own.around());
  if (!sheet) return session.error(sheet.error());
  session.print(text::for_terminal(session.say(Code{"init_done"}, {session.data, key_file})) + "\n\n");
  print_sheet(*sheet, session);
  return exit_ok;
}

}  // namespace

const Command init{"init",   Code{"help_init"},
                   options,  {},
                   run_init, "manara init --nation XX --name \"en=Harbour CSIRT\" --name fr=CSIRT-Port"};

}  // namespace manara::cli
