#include "cli/served_node.h"

#include <algorithm>
#include <filesystem>

#include "app/practices.h"
#include "io/file.h"

namespace manara::cli {

Status ServedNode::open() {
  MANARA_TRY(key, ground_.key());
  MANARA_TRY(node, node::Node::open(ground_.folder, key, app::practices(), ground_.own.around()));
  node_.emplace(std::move(node));
  // What a crash left where the file system knows no nameless files.
  std::error_code ignored;
  std::filesystem::remove_all(ground_.spools->folder(), ignored);
  MANARA_CHECK(io::make_folders(ground_.spools->folder(), io::Readers::owner));
  MANARA_TRY(serving, app::Serving::start({.store = node_->store(),
                                           .master = node_->secrets().master,
                                           .clock = ground_.own.clock,
                                           .random = ground_.own.random,
                                           .blobs = node_->blobs(),
                                           .accounts = {.hashing = accounts::HashLimits::beside(ground_.threads)},
                                           .node = &*node_,
                                           .backups = ground_.backups,
                                           .metrics = ground_.metrics,
                                           .spools = ground_.spools}));
  serving_ = std::move(serving);
  ready_ = serving_.get();
  return {};
}

bool ServedNode::is_missing(const std::string& folder) {
  constexpr std::string_view names[] = {"/manara.db", "/keys", "/restored"};
  return std::ranges::none_of(names, [&](std::string_view name) { return io::exists(folder + std::string(name)); });
}

}  // namespace manara::cli
