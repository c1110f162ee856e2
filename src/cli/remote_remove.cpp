// `remote remove`: takes an item off a node's list; what it was stays in the ledger.
#include "base/strings.h"
#include "cli/commands.h"
#include "cli/remote_item.h"
#include "cli/remote_node.h"

namespace manara::cli {
namespace {

constexpr Option remote_remove_options[] = {
    {"--revision", "N", Code{"help_remote_revision"}},
    remote_node_option,
    remote_token_option,
    remote_authority_option,
    remote_timeout_option,
};

constexpr int done = 204, not_found = 404;

int run_remove(const Arguments& arguments, Session& session) {
  const auto& words = arguments.positional();
  const auto resource = remote_resource(words[0]);
  if (!resource) return session.error(resource.error());
  if (resource->removed.empty()) return session.error({Code{"remote_not_removable"}, {words[0]}, {}});
  const auto id = remote_id(words[1]);
  if (!id) return session.error(id.error());
  auto revision = arguments.value("--revision").value_or("");
  if (!revision.empty() && !parse_unsigned(revision)) return session.error({Code{"remote_revision"}, {revision}, {}});
  auto node = RemoteNode::open(arguments, session);
  if (!node) return session.error(node.error());
  const auto path = "/api/" + words[0] + "/" + *id;
  if (revision.empty()) {
    RemoteJson item;
    if (!item.ask(*node, node->request("GET", path), session)) return exit_error;
    revision = typed_text(item.root()["revision"]);
  }
  auto request = node->write_request("DELETE", path);
  request.headers.push_back({"If-Match", "\"" + revision + "\""});
  const auto answer = node->ask(request);
  if (!answer) return session.error(answer.error());
  // Done at the first time, whose answer did not arrive.
  const bool done_before = answer->status == not_found && answer->sent > 1;
  return answer->status == done || done_before ? exit_ok : remote_refusal(*answer, session);
}

}  // namespace

const Command remote_remove{
    "remote remove", Code{"help_remote_remove"},           remote_remove_options, {"RESOURCE ID", 2, 2},
    run_remove,      "manara remote remove networks 5f0c…"};

}  // namespace manara::cli
