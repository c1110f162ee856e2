// `ledger …` and `rebuild`: what proves that nothing was changed, and what is made anew from the entries.
#include "access_log/check.h"
#include "cli/commands.h"
#include "cli/node_session.h"
#include "io/file.h"
#include "sheet/qr.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option key_only[] = {key_file_option};
constexpr Option checkpoint_options[] = {{"--qr", "", Code{"help_ledger_qr"}}, key_file_option};
constexpr Option verify_options[] = {{"--since", "NOTE", Code{"help_ledger_since"}}, key_file_option};
constexpr Option export_options[] = {{"--headers-only", "", Code{"help_ledger_headers"}}, key_file_option};

int run_checkpoint(const Arguments& arguments, Session& session) {
  NodeSession own;
  auto node = own.open(arguments, session, node::Use::beside);
  if (!node) return session.error(node.error());
  const auto note = node->checkpoint();
  if (!note) return session.error(note.error());
  session.print(*note);
  if (!arguments.flag("--qr")) return exit_ok;
  const auto code = sheet::qr_code(*note);
  if (!code) return session.error(code.error());
  session.print("\n" + sheet::as_blocks(*code, session.colour ? sheet::Ink::colours : sheet::Ink::plain));
  return exit_ok;
}

int run_verify(const Arguments& arguments, Session& session) {
  NodeSession own;
  auto node = own.open(arguments, session, node::Use::beside);
  if (!node) return session.error(node.error());
  std::optional<std::string> note;
  if (const auto path = arguments.value("--since")) {
    auto read = io::read_file(*path);
    if (!read) return session.error(std::move(read).error().in(*path));
    note = std::move(*read);
  }
  const auto checked = node->check(note);
  if (!checked) return session.error(checked.error());
  const auto size = std::to_string(checked->head.size);
  session.print((checked->grown_from
                     ? session.say(Code{"verify_grown"}, {size, std::to_string(checked->grown_from->size)})
                     : session.say(Code{"verify_itself"}, {size})) +
                "\n");
  if (checked->erased_parts > 0)
    session.print(session.say(Code{"verify_erased"}, {std::to_string(checked->erased_parts)}) + "\n");
  const auto blobs = node->check_blobs(checked->blobs);
  if (!blobs) return session.error(blobs.error());
  if (blobs->whole > 0) session.print(session.say(Code{"verify_blobs"}, {std::to_string(blobs->whole)}) + "\n");
  for (const auto& wrong : blobs->wrong)
    session.error(wrong);
  if (!blobs->wrong.empty()) return exit_error;
  const auto log = access_log::check(node->store());
  if (!log) return session.error(log.error());
  if (log->rows > 0)
    session.print(session.say(Code{"verify_access_log"}, {std::to_string(log->rows), std::to_string(log->heads)}) +
                  "\n");
  return exit_ok;
}

int run_prove(const Arguments& arguments, Session& session) {
  const auto& text = arguments.positional().front();
  const auto id = ledger::EntryId::read(text);
  if (!id) return session.error({Code{"entry_unknown"}, {text}, {}});
  NodeSession own;
  auto node = own.open(arguments, session, node::Use::beside);
  if (!node) return session.error(node.error());
  const auto proof = node->prove(*id);
  if (!proof) return session.error(proof.error());
  session.print(*proof);
  return exit_ok;
}

int run_export(const Arguments& arguments, Session& session) {
  NodeSession own;
  auto node = own.open(arguments, session, node::Use::beside);
  if (!node) return session.error(node.error());
  const auto& folder = arguments.positional().front();
  if (const auto noted = note_export(*node, own, "ledger"); !noted) return session.error(noted.error());
  const auto done = node->export_to(folder, !arguments.flag("--headers-only"));
  if (!done) return session.error(done.error());
  session.print(text::for_terminal(session.say(Code{"ledger_exported"}, {std::to_string(done->entries), folder})) +
                "\n");
  return exit_ok;
}

int run_rebuild(const Arguments& arguments, Session& session) {
  NodeSession own;
  auto node = own.open(arguments, session);
  if (!node) return session.error(node.error());
  const auto done = node->store().rebuild();
  if (!done) return session.error(done.error());
  session.print(session.say(Code{"rebuild_done"}, {std::to_string(done->entries)}) + "\n");
  if (done->unknown > 0) session.print(session.say(Code{"rebuild_unknown"}, {std::to_string(done->unknown)}) + "\n");
  if (done->refused > 0) session.print(session.say(Code{"rebuild_refused"}, {std::to_string(done->refused)}) + "\n");
  return exit_ok;
}

}  // namespace

const Command ledger_checkpoint{"ledger checkpoint", Code{"help_ledger_checkpoint"},
                                checkpoint_options,  {},
                                run_checkpoint,      "manara ledger checkpoint > checkpoint.txt"};
const Command ledger_verify{"ledger verify", Code{"help_ledger_verify"},
                            verify_options,  {},
                            run_verify,      "manara ledger verify --since checkpoint.txt"};
const Command ledger_prove{"ledger prove", Code{"help_ledger_prove"}, key_only, {"ID", 1, 1}, run_prove};
const Command ledger_export{"ledger export", Code{"help_ledger_export"},    export_options, {"FOLDER", 1, 1},
                            run_export,      "manara ledger export ledger/"};
const Command rebuild{"rebuild", Code{"help_rebuild"}, key_only, {}, run_rebuild};

}  // namespace manara::cli
