/// A node while it is made: in a folder of its own inside the data folder, which nobody else can use meanwhile. It
/// takes its place in one step, when all that it begins with is there; so a data folder holds a whole node or none,
/// whenever the machine stops, and two who make one at once don't meet.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "io/disk.h"
#include "node/node.h"

namespace manara::node {

class Making {
 public:
  /// Makes the folders and a node with its first entry; the key is the one in the key file, or, where there is none,
  /// a new one. Errors: node_exists, node_in_use (another makes one, or has it open), key_file_inside (it would lie in
  /// the data folder), and those of keys and store.
  static Result<Making> begin(const std::string& folder, const std::string& key_file, const NewNode& about,
                              std::span<const store::Practice> practices, store::Surroundings around,
                              const crypto::PhraseCost& cost = {});
  Making(Making&& other) noexcept;
  Making& operator=(Making&&) = delete;
  /// What was made here goes, unless it was finished: nothing that was there before.
  ~Making();

  [[nodiscard]] const RecoverySheet& sheet() const { return sheet_; }
  /// Where it lies until it is finished: Node::open opens it there, with this key.
  [[nodiscard]] std::string folder() const;
  [[nodiscard]] const KeyFile& key() const { return key_; }
  /// From now on it is there, and its key file. Nobody may have it open.
  Status finish();

 private:
  Making(std::string data_folder, std::string key_file, io::Disk& disk)
      : data_folder_(std::move(data_folder)), key_file_(std::move(key_file)), disk_(&disk) {}
  Status take_folder();
  Status make(const NewNode& about, std::span<const store::Practice> practices, store::Surroundings around,
              const crypto::PhraseCost& cost);
  Status decide();

  std::string data_folder_;
  std::string key_file_;
  io::Disk* disk_;
  std::unique_ptr<io::Held> held_{};  // nullptr: nothing is left to remove
  bool made_folder_ = false;
  bool has_key_file_ = false;
  KeyFile key_{};
  RecoverySheet sheet_{};
};

}  // namespace manara::node
