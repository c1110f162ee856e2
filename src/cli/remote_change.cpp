// `remote change`: reads an item, puts what was typed in it, and saves it, unless somebody else was quicker.
#include "base/strings.h"
#include "cli/commands.h"
#include "cli/remote_item.h"
#include "cli/remote_node.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option remote_change_options[] = {
    {"--file", "FILE", Code{"help_remote_file"}},
    {"--revision", "N", Code{"help_remote_revision"}},
    {"--json", "", Code{"help_json_alone"}},
    remote_node_option,
    remote_token_option,
    remote_authority_option,
    remote_timeout_option,
};
constexpr int precondition_failed = 412;

/// Both versions, a line a field that differs.
void show_both(json::Value mine, json::Value theirs, Session& session) {
  const auto differ = [&](std::string_view name, json::Value own, json::Value other) {
    const auto [own_text, other_text] = std::pair(typed_text(own), typed_text(other));
    if (own_text != other_text) session.error({Code{"remote_both"}, {std::string(name), own_text, other_text}, {}});
  };
  for (const auto& [name, value] : mine.members())
    differ(name, value, theirs[name]);
  for (const auto& [name, value] : theirs.members()) {
    if (name != "id" && name != "revision" && !mine[name]) differ(name, {}, value);
  }
}

int say_conflict(const client::Answer& answer, std::string_view sent, Session& session) {
  const int code = remote_refusal(answer, session);
  json::Document theirs, mine;
  const auto problem = theirs.parse(answer.body);
  const auto own = mine.parse(sent);
  if (!problem || !own) return code;
  const auto current = (*problem)["current"];
  session.error({Code{"remote_current"}, {typed_text(current["revision"])}, {}});
  show_both(*own, current, session);
  return code;
}

int save(const resource::Resource& resource, const TypedItem& typed, const Arguments& arguments, Session& session) {
  const auto id = remote_id(arguments.positional()[1]);
  if (!id) return session.error(id.error());
  auto node = RemoteNode::open(arguments, session);
  if (!node) return session.error(node.error());
  const auto path = "/api/" + std::string(resource.name) + "/" + *id;
  RemoteJson before;
  if (!before.ask(*node, node->request("GET", path), session)) return exit_error;
  const auto json = typed.over(before.root());
  if (!remote_check(resource, typed, json, false, session)) return exit_error;
  auto request = node->write_request("PUT", path);
  request.headers.push_back({"Content-Type", "application/json"});
  request.headers.push_back(
      {"If-Match", "\"" + arguments.value("--revision").value_or(typed_text(before.root()["revision"])) + "\""});
  request.body = json;
  auto answer = node->ask(request);
  if (!answer) return session.error(answer.error());
  if (answer->status == precondition_failed) return say_conflict(*answer, json, session);
  RemoteJson saved;
  if (!saved.read(std::move(*answer), session)) return exit_error;
  if (arguments.flag("--json")) {
    print_remote_json(saved.root(), session);
  } else {
    session.print(text::for_terminal(session.say(Code{"remote_changed"}, {*id, typed_text(saved.root()["revision"])})) +
                  "\n");
  }
  return exit_ok;
}

int run_change(const Arguments& arguments, Session& session) {
  const auto resource = remote_resource(arguments.positional().front());
  if (!resource) return session.error(resource.error());
  const auto typed = typed_item(*resource, arguments, 2);
  if (!typed) return session.error(typed.error());
  if (typed->empty()) return session.error({Code{"usage_missing"}, {"FIELD=VALUE"}, {}});
  const auto revision = arguments.value("--revision");
  if (revision && !parse_unsigned(*revision)) return session.error({Code{"remote_revision"}, {*revision}, {}});
  return save(*resource, *typed, arguments, session);
}

}  // namespace

const Command remote_change{"remote change",
                            Code{"help_remote_change"},
                            remote_change_options,
                            {"RESOURCE ID FIELD=VALUE", 2, 0},
                            run_change,
                            "manara remote change contacts 5f0c… verified=2026-11-28"};

}  // namespace manara::cli
