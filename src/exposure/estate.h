/// A whole nation's components, evaluated again after every update of the advisories. The inventory is one mapped file
/// sorted by (ecosystem, release, name, version key), so that it is joined with the index by one walk along both, and
/// every version key is made once, when the file is written. docs/decisions has the numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "exposure/index.h"
#include "io/file.h"

namespace manara::exposure {

/// One distinct component. Names are folded as the ecosystem folds them (identity.h does that).
struct EstateComponent {
  std::string ecosystem{};  ///< "PyPI", "Debian", "product"
  std::string release{};
  std::string name{};
  std::string version{};
};

/// What is exposed: sorted by (component, vulnerability). `component` is the place in the estate's file.
struct EstatePair {
  std::uint32_t component = 0;
  std::uint32_t undecided = 0;      ///< 1: could not be decided
  std::uint64_t vulnerability = 0;  ///< vulnerability_key() of its cluster (group_matcher.h)
  auto operator<=>(const EstatePair&) const = default;
};

class GroupMatcher;

class Estate {
 public:
  /// The bytes of a file of these components, sorted, each once. The schemes come from versions/ecosystem.h.
  static std::string build(std::vector<EstateComponent> components);
  /// Errors: those of MappedFile, estate_corrupt.
  static Result<Estate> open(const std::string& path);

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] EstateComponent component(std::uint32_t at) const;

  /// Every component against every advisory, nothing skipped. `threads`: at least 1; the result is the same for any
  /// number.
  [[nodiscard]] std::vector<EstatePair> evaluate(const Index& index, unsigned threads) const;

 private:
  struct Row;
  struct Header;
  class PackageWalk;
  explicit Estate(io::MappedFile file) : file_(std::move(file)) {}
  [[nodiscard]] const Header& header() const;
  [[nodiscard]] std::span<const Row> rows() const;
  [[nodiscard]] std::string_view text(std::uint32_t ref) const;
  [[nodiscard]] std::size_t group_end(std::size_t at) const;
  [[nodiscard]] std::vector<std::size_t> borders(std::size_t count) const;
  void evaluate_part(const Index& index, GroupMatcher& matcher, std::size_t first, std::size_t last,
                     std::vector<EstatePair>& out) const;

  io::MappedFile file_;
};

/// What changed between two runs over the same estate.
struct EstateDiff {
  std::vector<EstatePair> opened{}, closed{};
};
EstateDiff difference(std::span<const EstatePair> before, std::span<const EstatePair> after);

/// The pairs as a file, replaced whole and on the disk when this returns.
Status write_pairs(const std::string& path, std::span<const EstatePair> pairs);

/// The same, mapped.
class PairsFile {
 public:
  /// Errors: those of MappedFile, estate_corrupt.
  static Result<PairsFile> open(const std::string& path);
  [[nodiscard]] std::span<const EstatePair> pairs() const;

 private:
  explicit PairsFile(io::MappedFile file) : file_(std::move(file)) {}
  io::MappedFile file_;
};

}  // namespace manara::exposure
