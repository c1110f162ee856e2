/// A machine with room for a node, for tests: its data folder and its key file in a folder that goes at the end.
#pragma once

#include <filesystem>
#include <string>
#include <unistd.h>

#include "node/node.h"
#include "store/made_practice.h"

namespace manara::node::made {

inline constexpr crypto::PhraseCost cheap{.passes = 1, .bytes = 1 << 20};

class Site {
 public:
  Site() {
    std::string name = (std::filesystem::temp_directory_path() / "manara-node-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  ~Site() { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::string data() const { return folder_ + "/data"; }
  [[nodiscard]] std::string key() const { return folder_ + "/etc/node.key"; }
  [[nodiscard]] std::string at(const std::string& name) const { return folder_ + "/" + name; }

  Result<RecoverySheet> create() {
    return Node::create(data(), key(), {.nation = "XX", .names = R"({"en":"Harbour"})", .language = "ar"},
                        store::made::practices, around(), cheap);
  }
  Result<Node> open() {
    MANARA_TRY(file, read_key_file(key()));
    return Node::open(data(), file, store::made::practices, around());
  }
  store::Surroundings around() { return {clock_, random_}; }

 private:
  std::string folder_{};
  store::made::FixedClock clock_{};
  crypto::SystemRandom random_{};
};

}  // namespace manara::node::made
