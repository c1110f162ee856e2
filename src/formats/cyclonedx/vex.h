/// The statements of `vulnerabilities[].analysis` (CycloneDX 1.4 on) in OpenVEX's words.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/limits.h"
#include "model/inventory.h"

namespace manara::formats::bom {

struct AffectedVersion {
  std::string version{};
  std::string range{};   ///< vers
  std::string status{};  ///< "" is "affected", the specification's default
};

struct Target {
  std::string ref{};  ///< a bom-ref of this document, or a BOM-Link
  std::vector<AffectedVersion> versions{};
};

/// A vulnerability as the document has it.
struct Vulnerability {
  std::vector<std::string> ids{};
  std::string state{};
  std::string justification{};
  std::vector<std::string> responses{};
  std::string detail{};
  std::vector<Target> affects{};
};

struct About {
  std::string serial{};  ///< serialNumber, "urn:uuid:…"
  std::string author{};
  std::string path{};
};

/// Adds the statements of a document whose components have all been read; what can't be used goes to `refused`.
///
/// A product is a bom-ref of this document; for a BOM-Link into another document the purl in its fragment, or else the
/// link itself. An entry of `versions` is about that version or range and about no other: where it covers the
/// component's own version, the product is the component; where it names another one of a component with a purl, that
/// purl with that version.
class VexReader {
 public:
  VexReader(About about, Inventory& inventory, const Limits& limits);
  /// A vulnerability without an analysis is a scanner's finding and no statement: nothing is added.
  void add(const Vulnerability& vulnerability);

 private:
  void add_version(const Vulnerability& vulnerability, const std::string& product, const AffectedVersion& entry,
                   VexStatus status);
  void flush(const Vulnerability& vulnerability, VexStatus status);
  const Component* component(std::string_view reference);
  std::vector<std::string>& products(VexStatus status) { return products_[static_cast<std::size_t>(status)]; }

  About about_;
  Inventory& inventory_;
  const Limits& limits_;
  std::unordered_map<std::string_view, std::size_t> by_reference_{};
  std::array<std::vector<std::string>, 4> products_{};  // of the vulnerability at hand, by status
};

}  // namespace manara::formats::bom
