/// What the big inputs are drawn from: the packages of an index, as often as advisories name them, at versions that
/// advisories name. The index keeps versions as keys; the records that it was built from, which lie beside it in the
/// data folder, keep them as texts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "random.h"
#include "versions/ecosystem.h"

namespace manara::bench {

struct KnownPackage {
  const versions::Ecosystem* ecosystem = nullptr;
  std::string release{};                ///< of a distribution
  std::string name{};                   ///< as advisories write it
  std::vector<std::string> versions{};  ///< enumerated, or bounds of ranges; sorted as texts
  std::string newest{};                 ///< of them, by the ecosystem's ordering
  std::uint64_t entries = 0;            ///< affected entries about it
};

class Supply {
 public:
  /// Reads the feeds of a data folder that `manara feeds import` filled. Errors: those of reading; no_index.
  static Result<Supply> read(const std::string& data_folder);

  [[nodiscard]] std::size_t size() const { return packages_.size(); }
  /// A package, by the number of its entries.
  const KnownPackage& draw_by_entries(Random& random) const;
  /// A package, each as likely as the other.
  const KnownPackage& draw_any(Random& random) const { return packages_[random.below(packages_.size())]; }
  /// A version of it. A third is one that an advisory names, a third a neighbour with another number in one place; the
  /// last third is well kept: beyond all that advisories name.
  static std::string draw_version(const KnownPackage& package, Random& random);

 private:
  std::vector<KnownPackage> packages_{};
  std::vector<std::uint64_t> ends_{};  // running totals of entries
};

/// The purl of a package at a version; "" for an ecosystem that has no purl type, or parts that no purl can hold.
std::string purl_of(const KnownPackage& package, std::string_view version);

}  // namespace manara::bench
