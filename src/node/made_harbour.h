/// A node with a few entries, for tests of its backups.
#pragma once

#include <doctest/doctest.h>
#include <set>
#include <string>

#include "node/backup.h"
#include "node/made_site.h"

namespace manara::node::made {

using store::made::lamp;

/// A node with a few entries, its backups, and what is made of them.
class Harbour {
 public:
  Harbour() {
    sheet = *site.create();
    light(1, 3);
  }
  void light(std::uint8_t from, std::uint8_t until) {
    auto node = site.open();
    for (auto i = from; i < until; ++i)
      REQUIRE(node->store().commit(std::vector{lamp(i, "pier")})[0]);
  }
  /// A lamp with a file.
  store::BlobRef attach(std::uint8_t number, std::string_view content) {
    auto node = site.open();
    auto draft = lamp(number, "pier");
    draft.blobs = {*node->blobs().put(content)};
    REQUIRE(node->store().commit(std::vector{draft})[0]);
    return draft.blobs.front();
  }
  Result<BackedUp> back_up(const std::string& name = "backup", Sealing sealing = Sealing::sealed) {
    auto node = site.open();
    return back_up(*node, name, sealing);
  }
  Result<BackedUp> back_up(Node& node, const std::string& name, Sealing sealing = Sealing::sealed) {
    const auto keep = [&](std::uint64_t size, std::string_view note) {
      return node.store().keep_checkpoint(size, note);
    };
    return node::back_up({.folder = site.data(),
                          .secrets = node.secrets(),
                          .blobs = node.blobs(),
                          .practices = store::made::practices,
                          .around = site.around(),
                          .keep_checkpoint = keep},
                         site.at(name), sealing);
  }
  RestoreFrom from(const std::string& name = "backup") {
    return {.file = site.at(name),
            .folder = site.data(),
            .key_file = site.key(),
            .practices = store::made::practices,
            .around = site.around(),
            .cost = cheap};
  }
  /// Replaces what is there.
  Result<Restored> restore(const std::string& name = "backup") {
    auto what = from(name);
    what.replace = true;
    return node::restore(what);
  }
  std::string lamps() {
    auto node = site.open();
    return node ? store::made::Made::lamps(node->store()) : std::string(node.error().code.name());
  }
  [[nodiscard]] std::string bytes(const std::string& name) const { return *io::read_file(site.at(name)); }
  void write(const std::string& name, std::string_view bytes) { REQUIRE(io::replace_file(site.at(name), bytes)); }
  /// The names in the data folder.
  [[nodiscard]] std::string names() const {
    std::set<std::string> all;
    for (const auto& one : std::filesystem::directory_iterator(site.data()))
      all.insert(one.path().filename().string());
    std::string text;
    for (const auto& name : all)
      text += name + " ";
    return text;
  }

  Site site{};
  RecoverySheet sheet{};
};

}  // namespace manara::node::made
