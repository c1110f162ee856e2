// `remote inventory`: a file becomes the inventory of an asset of a node.
#include "app/inventory_part.h"
#include "cli/commands.h"
#include "cli/remote_item.h"
#include "cli/remote_node.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option remote_inventory_options[] = {
    {"--name", "NAME", Code{"help_remote_name"}},
    {"--json", "", Code{"help_json_alone"}},
    remote_node_option,
    remote_token_option,
    remote_authority_option,
    remote_timeout_option,
};

/// What the file is called there: formats may show in a name.
std::string name_of(const Arguments& arguments, const std::string& path) {
  if (auto name = arguments.value("--name")) return *name;
  if (path == "-") return "stdin";
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

int run_remote_inventory(const Arguments& arguments, Session& session) {
  const auto& words = arguments.positional();
  const auto asset = remote_id(words[0]);
  if (!asset) return session.error(asset.error());
  const auto file = remote_file(words[1], app::most_inventory_body);
  if (!file) return session.error(file.error());
  auto node = RemoteNode::open(arguments, session);
  if (!node) return session.error(node.error());
  auto request = node->write_request(
      "POST", target_of("/api/inventories", {{"asset", *asset}, {"name", name_of(arguments, words[1])}}));
  request.headers.push_back({"Content-Type", "application/octet-stream"});
  request.body = file->bytes();
  RemoteJson taken;
  if (!taken.ask(*node, request, session)) return exit_error;
  const auto root = taken.root();
  if (arguments.flag("--json")) {
    print_remote_json(root, session);
  } else {
    session.print(text::for_terminal(session.say(Code{"remote_inventory_taken"},
                                                 {root["id"].text(), root["format"].text(),
                                                  typed_text(root["components"]), typed_text(root["refused"])})) +
                  "\n");
  }
  return exit_ok;
}

}  // namespace

const Command remote_inventory{"remote inventory",       Code{"help_remote_inventory"},
                               remote_inventory_options, {"ASSET_ID FILE", 2, 2},
                               run_remote_inventory,     "manara remote inventory 5f0c… /var/lib/dpkg/status"};

}  // namespace manara::cli
