// `remote add`: a new item of a node, from what is typed or from a file.
#include "cli/commands.h"
#include "cli/remote_item.h"
#include "cli/remote_node.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option remote_add_options[] = {
    {"--file", "FILE", Code{"help_remote_file"}},
    {"--json", "", Code{"help_json_alone"}},
    remote_node_option,
    remote_token_option,
    remote_authority_option,
    remote_timeout_option,
};

int run_add(const Arguments& arguments, Session& session) {
  const auto& words = arguments.positional();
  const auto resource = remote_resource(words.front());
  if (!resource) return session.error(resource.error());
  const auto typed = typed_item(*resource, arguments, 1);
  if (!typed) return session.error(typed.error());
  const auto json = typed->over({});
  if (!remote_check(*resource, *typed, json, true, session)) return exit_error;
  auto node = RemoteNode::open(arguments, session);
  if (!node) return session.error(node.error());
  auto request = node->write_request("POST", "/api/" + std::string(resource->name));
  request.headers.push_back({"Content-Type", "application/json"});
  request.body = json;
  RemoteJson made;
  if (!made.ask(*node, request, session)) return exit_error;
  if (arguments.flag("--json")) {
    print_remote_json(made.root(), session);
  } else {
    // Nothing but its id: id=$(manara remote add …)
    session.print(text::for_terminal(made.root()["id"].string()) + "\n");
  }
  return exit_ok;
}

}  // namespace

const Command remote_add{"remote add",
                         Code{"help_remote_add"},
                         remote_add_options,
                         {"RESOURCE FIELD=VALUE", 1, 0},
                         run_add,
                         "manara remote add organisations names.en=\"Harbour Hospital\" sector=healthcare"};

}  // namespace manara::cli
