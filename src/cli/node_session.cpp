#include "cli/node_session.h"

#include "app/practices.h"

namespace manara::cli {

Result<node::Node> NodeSession::open(const Arguments& arguments, const Session& session) {
  MANARA_TRY(key, node::read_key_file(app::key_path(arguments.value("--key-file").value_or(""))));
  return node::Node::open(session.data, key, app::practices(), around());
}

}  // namespace manara::cli
