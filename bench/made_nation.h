/// A nation that is as large as one gets: 15,000 organisations with 20 assets and 3 contacts each, in a node of its
/// own, and somebody who looks at it. The same names come out every time.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/practices.h"
#include "app/serving.h"
#include "base/clock.h"
#include "crypto/system_random.h"
#include "node/node.h"

namespace manara::bench {

struct NationSize {
  std::size_t organisations = 15'000;
  std::size_t assets = 20;   ///< of each organisation
  std::size_t contacts = 3;  ///< of each organisation
};

/// Words that its names have: one organisation in all, a sixth of them, a sixth of them in Arabic.
inline constexpr std::string_view rare_word = "xylandria", frequent_word = "hospital", arabic_word = "مستشفى";

class MadeNation {
 public:
  using Query = std::vector<std::pair<std::string, std::string>>;

  /// Opens the node in `folder`, or makes it there.
  static Result<std::unique_ptr<MadeNation>> open(const std::string& folder, const NationSize& size);

  /// A cookie of somebody new who has this role there.
  Result<std::string> sign_in(access::Role role, const access::ScopeId& scope);
  api::Response get(const std::string& cookie, std::string path, Query query = {});
  app::Serving& serving() { return *serving_; }
  store::Store& store() { return node_->store(); }
  /// Those of the first organisation, in the order in which they were made.
  [[nodiscard]] access::ScopeId organisation(std::size_t number) const;

 private:
  MadeNation() = default;
  Status start();

  SystemClock clock_{};
  crypto::SystemRandom random_{};
  std::vector<store::Practice> practices_ = app::practices();
  std::unique_ptr<node::Node> node_{};
  std::unique_ptr<app::Serving> serving_{};
};

}  // namespace manara::bench
