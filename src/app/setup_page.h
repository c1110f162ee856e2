/// The first page in a browser: /api/setup, as long as there is no node. For whoever sits at the machine: it answers on
/// loopback alone, and makes a node only for who knows the code that the terminal shows. Never twice.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>

#include "api/api.h"
#include "app/setup.h"
#include "crypto/sha256.h"

namespace manara::app {

class SetupPage {
 public:
  struct Ground {
    SetUp base{};  ///< folder, key file and url of what will be made
    store::Surroundings around;
    /// Opens what was made, for whoever asks from then on.
    std::function<Status()> open{};
  };
  explicit SetupPage(Ground ground);

  /// What the terminal shows: as crypto::make_phrase.
  [[nodiscard]] const std::string& code() const { return code_; }
  /// Answers what lies below /api while there is no node; on any thread.
  api::Response handle(const api::Request& request);

 private:
  Result<api::Response> make(const api::Request& request);

  Ground ground_;
  std::string code_;
  crypto::Digest expected_;
  std::mutex mutex_{};
  bool done_ = false;
};

/// The same paths of a node that there is: nothing is needed, and nothing is made.
std::vector<api::Part> setup_parts();

}  // namespace manara::app
