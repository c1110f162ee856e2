// `remote who`: whose an address, domain or product is, and whom to call there.
#include "app/practices.h"
#include "cli/commands.h"
#include "cli/remote_item.h"
#include "cli/remote_node.h"
#include "cli/remote_table.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option remote_who_options[] = {
    {"--json", "", Code{"help_json_alone"}},
    remote_node_option,
    remote_token_option,
    remote_authority_option,
    remote_timeout_option,
};

/// The channels of a contact, as its own list shows them.
std::string channels_of(json::Value contact) {
  const auto resource = remote_resource("contacts");
  if (!resource) return {};
  for (const auto& field : resource->fields) {
    if (field.type == resource::FieldType::list) return remote_list_text(field, contact[field.name]);
  }
  return {};
}

void print_answer(json::Value root, Session& session) {
  const auto line = [&](const std::string& text) { session.print(text::for_terminal(text) + "\n"); };
  for (const auto item : root["items"].elements()) {
    const auto organisation = item["organisation"];
    line(organisation["id"].text() + "  " + remote_name(organisation["names"], session.language) + "  " +
         item["reason"]["text"].text());
    for (const auto contact : item["contacts"].elements())
      line("  " + contact["name"].text() + "  " + channels_of(contact));
  }
  if (root["items"].size() == 0) line(session.say(Code{"remote_who_nobody"}));
  if (root["more"].boolean().value_or(false)) line(session.say(Code{"remote_who_more"}));
  for (const auto note : root["notes"].elements())
    line(note["text"].text());
}

int run_who(const Arguments& arguments, Session& session) {
  std::string question;
  for (const auto& word : arguments.positional())
    question += (question.empty() ? "" : " ") + word;
  auto node = RemoteNode::open(arguments, session);
  if (!node) return session.error(node.error());
  RemoteJson answer;
  if (!answer.ask(*node, node->request("GET", target_of("/api/who", {{"q", question}})), session)) return exit_error;
  if (arguments.flag("--json")) {
    print_remote_json(answer.root(), session);
  } else {
    print_answer(answer.root(), session);
  }
  return exit_ok;
}

}  // namespace

const Command remote_who{"remote who", Code{"help_remote_who"},      remote_who_options, {"QUERY", 1, 0},
                         run_who,      "manara remote who 192.0.2.7"};

}  // namespace manara::cli
