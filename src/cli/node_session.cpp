#include "cli/node_session.h"

#include <iostream>
#include <sys/stat.h>

#include "access_log/access_log.h"
#include "app/practices.h"
#include "cli/ask.h"
#include "io/file.h"

namespace manara::cli {

NodeSession::NodeSession() {
  ::umask(S_IRWXG | S_IRWXO);
}

Result<std::optional<std::string>> phrase_of(const Arguments& arguments) {
  const auto path = arguments.value("--phrase-file");
  if (!path) return std::nullopt;
  if (*path != "-") {
    MANARA_TRY(bytes, io::read_file(*path));
    return std::optional(std::move(bytes));
  }
  std::string line;
  std::getline(std::cin, line);
  return std::optional(std::move(line));
}

Result<node::Key> NodeSession::key(const Arguments& arguments, Session& session) {
  MANARA_TRY(phrase, phrase_of(arguments));
  if (phrase) return node::Phrase{std::move(*phrase)};
  const auto path = app::key_path(arguments.value("--key-file").value_or(""));
  if (!io::exists(path) && somebody_is_there()) {
    const auto typed = ask_hidden(session, session.say(Code{"ask_for_phrase"}, {path}));
    if (typed) return node::Phrase{*typed};
  }
  MANARA_TRY(file, node::read_key_file(path));
  return file;
}

Result<node::Node> NodeSession::open(const Arguments& arguments, Session& session, node::Use use) {
  if (!io::exists(session.data)) return fail(Code{"store_missing"}, {session.data});
  MANARA_TRY(opened_by, key(arguments, session));
  return node::Node::open(session.data, opened_by, app::practices(), around(), use);
}

Status note_export(node::Node& node, NodeSession& own, std::string_view what) {
  const access_log::Event event{.kind = access_log::Kind::exported,
                                .resource = std::string(what),
                                .result = "begun",
                                .at_ms = own.clock.now_ms()};
  return access_log::append(node.store(), {&event, 1});
}

}  // namespace manara::cli
