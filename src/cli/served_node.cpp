#include "cli/served_node.h"

#include <algorithm>

#include "app/practices.h"
#include "io/file.h"

namespace manara::cli {

Status ServedNode::open() {
  MANARA_TRY(key, node::read_key_file(ground_.key_file));
  MANARA_TRY(node, node::Node::open(ground_.folder, key, app::practices(), ground_.own.around()));
  node_.emplace(std::move(node));
  MANARA_TRY(serving, app::Serving::start({.store = node_->store(),
                                           .master = node_->secrets().master,
                                           .clock = ground_.own.clock,
                                           .random = ground_.own.random,
                                           .blobs = node_->blobs(),
                                           .node = &*node_,
                                           .backups = ground_.backups,
                                           .metrics = ground_.metrics}));
  serving_ = std::move(serving);
  ready_ = serving_.get();
  return {};
}

bool ServedNode::is_missing(const std::string& folder) {
  constexpr std::string_view names[] = {"/manara.db", "/keys", "/restored"};
  return std::ranges::none_of(names, [&](std::string_view name) { return io::exists(folder + std::string(name)); });
}

}  // namespace manara::cli
