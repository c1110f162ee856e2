/// What an RPM repository says of its updates (updateinfo.xml, which dnf, yum and zypper keep in their caches): laid
/// beside what is installed, it tells which security updates are pending, with the advisories' own ids.
///
/// Structure: updates / update[@type] / id, references / reference[@type=cve,@id], pkglist / collection / module[@name,
/// @stream] and package[@name,@epoch,@version,@release,@arch]. Only type="security" is read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "base/strings.h"
#include "io/stream.h"
#include "model/inventory.h"

namespace manara::formats {

/// Collects the packages of security updates, then says which are newer than what is installed.
class RpmUpdates {
 public:
  explicit RpmUpdates(const Limits& limits) : limits_(limits) {}

  /// Only packages of these names are kept from now on: memory then does not grow with the lists. Optional.
  void expect(const std::vector<Component>& installed);

  /// One updateinfo.xml, unpacked, element by element. `repository`: "rhel-8-baseos", for the origin. Errors:
  /// updateinfo_not (another document), those of xml::Reader; what was read before is kept: it is offered.
  Status add(std::string_view repository, io::Stream& stream);

  /// In the order of `installed`, one row for each name, architecture and module of which a greater version
  /// (rpm-version(7)) is offered than the greatest installed (a kernel is installed several times). A package of a
  /// module stream is offered to that stream only, one without to packages without. `advisories` are the updates
  /// beyond the installed version and their CVEs, sorted.
  [[nodiscard]] std::vector<PendingUpdate> pending(const std::vector<Component>& installed) const;

  /// The repository of a file in a package manager's cache, by its path:
  /// "var/cache/dnf/baseos-0123456789abcdef/repodata /…-updateinfo.xml.gz" → "baseos"; the folder's name where it has
  /// no such mark; "" for a path that is none.
  static std::string repository_of(std::string_view path);

 private:
  struct Update {
    std::vector<std::string> ids{};
  };
  struct Offer {
    std::string version{};
    std::uint32_t update = 0;
    std::uint32_t repository = 0;
  };
  struct Reading;
  [[nodiscard]] const std::vector<Offer>* offers_for(const Component& component) const;
  [[nodiscard]] std::optional<PendingUpdate> beyond(const Component& component) const;

  Limits limits_;
  std::vector<std::string> repositories_{};
  std::vector<Update> updates_{};
  std::unordered_map<std::string, std::vector<Offer>, TextHash, std::equal_to<>> offers_{};  ///< by name, arch, module
  std::size_t offer_count_ = 0;
  std::unordered_map<std::string, bool, TextHash, std::equal_to<>> expected_{};
  bool expecting_ = false;
};

}  // namespace manara::formats
