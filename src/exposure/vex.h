/// VEX statements against rows: what a supplier, or the team itself, says of one vulnerability in one component.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exposure/index.h"
#include "model/inventory.h"

namespace manara::exposure {

/// What the statements say together. A statement that it *is* affected outweighs all others: of two suppliers who
/// contradict each other the more careful is followed.
struct VexVerdict {
  VexStatus status = VexStatus::under_investigation;
  std::string_view justification{};
  bool found = false;
};

class VexBook {
 public:
  explicit VexBook(const Index& index) : index_(index) {}

  /// Statements of an inventory's own document name components by reference too; those of other documents by purl and
  /// CPE.
  enum class Document : std::uint8_t { own, other };
  void add(std::span<const VexStatement> statements, Document document);

  /// `ids`: all that name the vulnerability.
  [[nodiscard]] VexVerdict verdict(const std::vector<std::string_view>& ids, const std::vector<std::uint64_t>& cves,
                                   const Component& component) const;

 private:
  const Index& index_;
  struct Entry {
    const VexStatement* statement;
    Document document;
  };
  std::multimap<std::string, Entry, std::less<>> by_id_{};
};

/// Whether a product of a statement means this component: its CPE, or a purl that says no more than the
/// component's own (a version, a qualifier or a subpath that the statement names must be equal; what it leaves out is
/// any).
bool means(std::string_view product, const Component& component);

}  // namespace manara::exposure
