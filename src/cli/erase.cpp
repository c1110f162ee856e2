// `ledger erase`: parts of entries that have to go, personal data above all. Nobody else may have the node open: while
// it serves, an administrator erases in the console's API.
#include "accounts/practice.h"
#include "base/strings.h"
#include "cli/commands.h"
#include "cli/node_session.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option erase_options[] = {
    {"--reason", "TEXT", Code{"help_erase_reason"}},
    {"--part", "NUMBER", Code{"help_erase_part"}, true},
    {"--about", "", Code{"help_erase_about"}},
    key_file_option,
    phrase_file_option,
};

Result<std::vector<std::uint32_t>> parts_of(const Arguments& arguments) {
  std::vector<std::uint32_t> parts;
  for (const auto& text : arguments.values("--part")) {
    const auto number = parse_unsigned(text);
    if (!number || *number >= ledger::most_parts) return fail(Code{"part_unknown"}, {text});
    parts.push_back(static_cast<std::uint32_t>(*number));
  }
  return parts;
}

/// One for each entry that is named; with `about` for all about the same things.
Result<std::vector<store::Erasing>> wanted(const Arguments& arguments, NodeSession& own, store::Store& store) {
  const auto reason = arguments.value("--reason").value_or("");
  if (reason.empty()) return fail(Code{"erase_reason_missing"});
  MANARA_TRY(parts, parts_of(arguments));
  std::vector<store::Erasing> all;
  for (const auto& text : arguments.positional()) {
    const auto id = ledger::EntryId::read(text);
    if (!id) return fail(Code{"entry_unknown"}, {text});
    const store::Erasing one{
        .draft = own.random.make_id<ledger::DraftId>(), .entry = *id, .parts = parts, .reason = reason};
    if (!arguments.flag("--about")) {
      all.push_back(one);
      continue;
    }
    MANARA_TRY(same, store::about_the_same(store, one));
    all.insert(all.end(), same.begin(), same.end());
  }
  return all;
}

Result<store::Erased> erase(const Arguments& arguments, NodeSession& own, store::Store& store) {
  MANARA_TRY(what, wanted(arguments, own, store));
  return store.erase(what, accounts::administrator_stays({store.identity().home.bytes}));
}

int run_erase(const Arguments& arguments, Session& session) {
  NodeSession own;
  auto node = own.open(arguments, session);
  if (!node) return session.error(node.error());
  const auto done = erase(arguments, own, node->store());
  if (!done) return session.error(done.error());
  session.print(session.say(Code{"erase_done"}, {std::to_string(done->entries.size())}) + "\n");
  for (const auto& copy : done->copies)
    session.print(text::for_terminal(session.say(Code{"erase_copy"}, {copy})) + "\n");
  if (!done->is_complete && done->copies.empty()) session.print(session.say(Code{"erase_waits"}) + "\n");
  session.print(session.say(Code{"erase_elsewhere"}) + "\n");
  return exit_ok;
}

}  // namespace

const Command ledger_erase{
    "ledger erase", Code{"help_ledger_erase"},
    erase_options,  {"ID", 1, 0},
    run_erase,      "manara ledger erase 5f0c… --about --reason \"asked for by the person, 2026-11-28\""};

}  // namespace manara::cli
