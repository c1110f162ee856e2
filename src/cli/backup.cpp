// `backup` and `restore`: one file that the key file or the phrase on paper opens, and what is made of it again.
#include "node/backup.h"

#include <iostream>
#include <unistd.h>

#include "accounts/restored.h"
#include "app/practices.h"
#include "base/strings.h"
#include "cli/commands.h"
#include "cli/node_session.h"
#include "io/file.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option backup_options[] = {{"--plain", "", Code{"help_backup_plain"}}, key_file_option, phrase_file_option};
constexpr Option restore_options[] = {
    {"--phrase-file", "FILE", Code{"help_restore_phrase"}}, {"--replace", "", Code{"help_restore_replace"}},
    {"--witness", "NOTE", Code{"help_restore_witness"}},    {"--erasures", "FILE", Code{"help_restore_erasures"}},
    {"--unreadable", "", Code{"help_restore_unreadable"}},  key_file_option,
};

void say(Session& session, Code code, std::vector<std::string> args = {}) {
  session.print(text::for_terminal(session.say(code, std::move(args))) + "\n");
}

/// A signed note, a line each, so that it can be copied.
void print_note(std::string_view note, Session& session) {
  take_suffix(note, "\n");
  for (const auto line : split(note, '\n'))
    session.print("    " + std::string(line) + "\n");
}

int run_backup(const Arguments& arguments, Session& session) {
  NodeSession own;
  auto node = own.open(arguments, session, node::Use::beside);
  if (!node) return session.error(node.error());
  const auto& file = arguments.positional().front();
  const bool plain = arguments.flag("--plain");
  const auto practices = app::practices();
  const auto keep = [&](std::uint64_t size, std::string_view note) {
    return node->store().keep_checkpoint(size, note);
  };
  if (const auto noted = note_export(*node, own, "backup"); !noted) return session.error(noted.error());
  const auto done = node::back_up({.folder = session.data,
                                   .secrets = node->secrets(),
                                   .blobs = node->blobs(),
                                   .practices = practices,
                                   .around = own.around(),
                                   .keep_checkpoint = keep},
                                  file, plain ? node::Sealing::plain : node::Sealing::sealed);
  if (!done) return session.error(done.error());
  say(session, Code{"backup_done"}, {std::to_string(done->entries), file});
  if (plain) say(session, Code{"backup_is_plain"}, {file});
  say(session, Code{"backup_checkpoint_is"});
  print_note(done->checkpoint, session);
  return exit_ok;
}

/// Only where somebody sits there: a script that gave no phrase must not hang.
std::optional<std::string> ask_for_phrase(Session& session) {
  if (::isatty(STDIN_FILENO) == 0) return std::nullopt;
  session.print(session.say(Code{"restore_ask"}) + " ");
  std::string line;
  if (!std::getline(std::cin, line)) return std::nullopt;
  return line;
}

Result<std::optional<std::string>> file_of(const Arguments& arguments, std::string_view option) {
  const auto path = arguments.value(option);
  if (!path) return std::nullopt;
  MANARA_TRY(bytes, io::read_file(*path));
  return std::optional(bytes);
}

Result<std::vector<store::Erasing>> erasures_of(const Arguments& arguments) {
  MANARA_TRY(bytes, file_of(arguments, "--erasures"));
  return bytes ? node::read_erasures(*bytes) : std::vector<store::Erasing>();
}

void report(const node::Restored& done, const std::string& key_file, Session& session) {
  say(session, Code{"restore_done"}, {std::to_string(done.entries), session.data});
  if (!done.set_aside.empty()) say(session, Code{"restore_set_aside"}, {done.set_aside});
  if (done.erased > 0) say(session, Code{"restore_erased"}, {std::to_string(done.erased)});
  if (done.was_plain) say(session, Code{"restore_was_plain"});
  say(session, Code{"restore_signed_out"});
  if (done.present_unreadable) say(session, Code{"restore_blind"});
  if (done.made_key_file) say(session, Code{"restore_key_made"}, {key_file});
  if (!done.was_witnessed) say(session, Code{"restore_unwitnessed"});
  if (!done.behind) return;
  if (*done.behind > 0) {
    say(session, Code{"restore_epoch"}, {std::to_string(*done.behind)});
  } else {
    say(session, Code{"restore_epoch_later"});
  }
  session.print("    " + done.verifier + "\n");
  print_note(done.checkpoint, session);
}

int run_restore(const Arguments& arguments, Session& session) {
  auto phrase = phrase_of(arguments);
  if (!phrase) return session.error(phrase.error());
  auto witness = file_of(arguments, "--witness");
  if (!witness) return session.error(witness.error());
  auto erasures = erasures_of(arguments);
  if (!erasures) return session.error(erasures.error());
  NodeSession own;
  const auto practices = app::practices();
  node::RestoreFrom from{.file = arguments.positional().front(),
                         .folder = session.data,
                         .key_file = app::key_path(arguments.value("--key-file").value_or("")),
                         .phrase = std::move(*phrase),
                         .witness = std::move(*witness),
                         .replace = arguments.flag("--replace"),
                         .unreadable = arguments.flag("--unreadable"),
                         .erasures = std::move(*erasures),
                         .end_what_opens = accounts::end_what_opens,
                         .practices = practices,
                         .around = own.around()};
  auto done = node::restore(from);
  if (!done && done.error().code == Code{"restore_phrase"}) {
    from.phrase = ask_for_phrase(session);
    if (from.phrase) done = node::restore(from);
  }
  if (!done) return session.error(done.error());
  report(*done, from.key_file, session);
  return exit_ok;
}

}  // namespace

const Command backup{"backup",       Code{"help_backup"}, backup_options,
                     {"FILE", 1, 1}, run_backup,          "manara backup /media/usb/manara.backup"};
const Command restore{"restore",      Code{"help_restore"}, restore_options,
                      {"FILE", 1, 1}, run_restore,          "manara restore /media/usb/manara.backup"};

}  // namespace manara::cli
