/// From the words of an SPDX document, in either notation, to components.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "formats/sbom/ownership.h"
#include "model/inventory.h"

namespace manara::formats::spdx_parts {

/// One package as the document has it; views into the document.
struct Package {
  std::string_view id{}, name{}, version{}, supplier{}, source_info{}, purpose{};
  std::string_view only_file{};  ///< the id of its file, where it has exactly one
  /// (referenceType, referenceLocator)
  std::vector<std::pair<std::string_view, std::string_view>> references{};
};

/// Collects; the views it is given must live until finish().
class Builder {
 public:
  Builder(Inventory& inventory, const Limits& limits) : inventory_(inventory), limits_(limits) {}

  /// `place`: what to say where the package has neither name nor purl ("packages/3"); `line` as in Refused.
  Status add(const Package& package, const std::string& place, std::uint64_t line);
  [[nodiscard]] bool wants_files() const { return !wanted_files_.empty(); }
  void file(std::string_view id, std::string_view name);
  /// `comment`: Syft says there what an OTHER relationship is.
  void relate(std::string_view element, std::string_view type, std::string_view related, std::string_view comment);
  void finish();

 private:
  Component component_of(const Package& package);
  void set_os(const Component& component);

  Inventory& inventory_;
  const Limits& limits_;
  std::unordered_multimap<std::string_view, std::size_t> wanted_files_{};  // file's id -> component
  std::unordered_map<std::string_view, std::string_view> applications_{};  // package's id -> path of a lock file
  std::unordered_map<std::string_view, std::string_view> contained_{};     // package's id -> path
  Ownership ownership_{};
};

}  // namespace manara::formats::spdx_parts
