#include "cli/node_session.h"

#include "access_log/access_log.h"
#include "app/practices.h"

namespace manara::cli {

Result<node::Node> NodeSession::open(const Arguments& arguments, const Session& session, node::Use use) {
  MANARA_TRY(key, node::read_key_file(app::key_path(arguments.value("--key-file").value_or(""))));
  return node::Node::open(session.data, key, app::practices(), around(), use);
}

Status note_export(node::Node& node, NodeSession& own, std::string_view what) {
  const access_log::Event event{.kind = access_log::Kind::exported,
                                .resource = std::string(what),
                                .result = "begun",
                                .at_ms = own.clock.now_ms()};
  return access_log::append(node.store(), {&event, 1});
}

}  // namespace manara::cli
