// `ledger …` and `rebuild`: what proves that nothing was changed, and what is made anew from the entries.
#include "access_log/check.h"
#include "app/practices.h"
#include "cli/commands.h"
#include "cli/node_session.h"
#include "io/file.h"
#include "node/snapshot.h"
#include "sheet/qr.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option key_only[] = {key_file_option, phrase_file_option};
constexpr Option checkpoint_options[] = {{"--qr", "", Code{"help_ledger_qr"}}, key_file_option, phrase_file_option};
constexpr Option verify_options[] = {{"--since", "NOTE", Code{"help_ledger_since"}},
                                     {"--accept", "", Code{"help_ledger_accept"}},
                                     key_file_option,
                                     phrase_file_option};
constexpr Option export_options[] = {
    {"--headers-only", "", Code{"help_ledger_headers"}}, key_file_option, phrase_file_option};

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

Result<std::optional<std::string>> since_of(const Arguments& arguments) {
  const auto path = arguments.value("--since");
  if (!path) return std::nullopt;
  auto read = io::read_file(*path);
  if (!read) return std::unexpected(std::move(read).error().in(*path));
  return std::optional(std::move(*read));
}

void say_checked(const store::Checked& checked, Session& session) {
  const auto size = std::to_string(checked.head.size);
  session.print((checked.grown_from
                     ? session.say(Code{"verify_grown"}, {size, std::to_string(checked.grown_from->size)})
                     : session.say(Code{"verify_itself"}, {size})) +
                "\n");
  if (checked.erased_parts > 0)
    session.print(session.say(Code{"verify_erased"}, {std::to_string(checked.erased_parts)}) + "\n");
}

/// What is no part of the tree: lists that follow from entries, and the access log.
int check_rest(store::Store& store, Session& session) {
  const auto derived = store.check_derived();
  if (!derived) return session.error(derived.error());
  const auto log = access_log::check(store);
  if (!log) return session.error(log.error());
  if (log->rows > 0)
    session.print(session.say(Code{"verify_access_log"}, {std::to_string(log->rows), std::to_string(log->heads)}) +
                  "\n");
  return exit_ok;
}

/// What the folder alone shows: not whose signature it is, and not what is sealed.
int verify_without_key(const std::optional<std::string>& since, NodeSession& own, Session& session) {
  auto taken = node::Snapshot::take(session.data, app::practices(), own.around());
  if (!taken) return session.error(taken.error());
  const auto checked = store::check_ledger(taken->store(), since);
  if (!checked) return session.error(checked.error());
  say_checked(*checked, session);
  const int code = check_rest(taken->store(), session);
  session.print(session.say(Code{"verify_without_key"}) + "\n");
  return code;
}

int check_files(const node::Node& node, const store::Checked& checked, Session& session) {
  const auto blobs = node.check_blobs(checked.blobs);
  if (!blobs) return session.error(blobs.error());
  if (blobs->whole > 0) session.print(session.say(Code{"verify_blobs"}, {std::to_string(blobs->whole)}) + "\n");
  for (const auto& wrong : blobs->wrong)
    session.error(wrong);
  return blobs->wrong.empty() ? exit_ok : exit_error;
}

/// Somebody has looked at what was written without a signature: from now on it counts.
Status accept(node::Node& node, const std::optional<std::string>& since) {
  MANARA_CHECK(store::check_ledger(node.store(), since));
  return node.store().sign_head();
}

int run_verify(const Arguments& arguments, Session& session) {
  NodeSession own;
  const auto since = since_of(arguments);
  if (!since) return session.error(since.error());
  const bool accepts = arguments.flag("--accept");
  auto node = own.open(arguments, session, accepts ? node::Use::alone : node::Use::beside);
  if (!node && node.error().code == Code{"file_not_found"} && !accepts) return verify_without_key(*since, own, session);
  if (!node) return session.error(node.error());
  if (accepts) {
    if (const auto accepted = accept(*node, *since); !accepted) return session.error(accepted.error());
  }
  // Of a copy: others may write meanwhile, and what is derived is made anew to be compared.
  auto taken = node::Snapshot::take(session.data, app::practices(), own.around());
  if (!taken) return session.error(taken.error());
  const auto checked = node::check_signed(taken->store(), node->secrets(), *since);
  if (!checked) return session.error(checked.error());
  say_checked(*checked, session);
  if (const int code = check_files(*node, *checked, session); code != exit_ok) return code;
  return check_rest(taken->store(), session);
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
