// `remote show`: one item of a node.
#include "cli/commands.h"
#include "cli/remote_item.h"
#include "cli/remote_node.h"
#include "cli/remote_table.h"
#include "cli/stdout_output.h"

namespace manara::cli {
namespace {

constexpr Option remote_show_options[] = {
    {"--json", "", Code{"help_json_alone"}},
    remote_node_option,
    remote_token_option,
    remote_authority_option,
    remote_timeout_option,
};

int run_show(const Arguments& arguments, Session& session) {
  const auto& typed = arguments.positional();
  const auto resource = remote_resource(typed[0]);
  if (!resource) return session.error(resource.error());
  const auto id = remote_id(typed[1]);
  if (!id) return session.error(id.error());
  auto node = RemoteNode::open(arguments, session);
  if (!node) return session.error(node.error());
  RemoteJson item;
  const auto path = "/api/" + std::string(resource->name) + "/" + *id;
  if (!item.ask(*node, node->request("GET", path), session)) return exit_error;
  if (arguments.flag("--json")) {
    print_remote_json(item.root(), session);
  } else {
    StdoutOutput out;
    write_remote_item(*resource, item.root(), out);
  }
  return exit_ok;
}

}  // namespace

const Command remote_show{"remote show", Code{"help_remote_show"},           remote_show_options, {"RESOURCE ID", 2, 2},
                          run_show,      "manara remote show contacts 5f0c…"};

}  // namespace manara::cli
