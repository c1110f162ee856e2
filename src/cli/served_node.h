/// The node that `serve` serves: there from the beginning, or from the moment somebody sets it up in a browser.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/serving.h"
#include "cli/node_session.h"

namespace manara::cli {

class ServedNode {
 public:
  struct Ground {
    NodeSession& own;
    std::string folder{}, backups{};
    std::size_t threads;  ///< of the server: sign-ins leave one to the others
    std::function<Result<node::Key>()> key{};
    std::function<std::string()> metrics{};
    std::shared_ptr<io::Spools> spools{};  ///< in a folder of the node's own, which open() makes and empties
  };
  explicit ServedNode(Ground ground) : ground_(std::move(ground)) {}

  /// Once. Errors: those of the key file, Node::open and Serving::start.
  Status open();
  /// nullptr before it is open; from then on the same, on any thread.
  [[nodiscard]] app::Serving* serving() const { return ready_.load(); }
  [[nodiscard]] const crypto::SealingKey& master() const { return node_->secrets().master; }

  /// Whether nothing of a node lies in the folder, nor of a restore that was cut off.
  static bool is_missing(const std::string& folder);

 private:
  Ground ground_;
  std::optional<node::Node> node_{};
  std::unique_ptr<app::Serving> serving_{};
  std::atomic<app::Serving*> ready_{nullptr};
};

}  // namespace manara::cli
