/// The lists that apt keeps of what its repositories offer (/var/lib/apt/lists): of each suite a signed Release file
/// (…_InRelease, …_Release) and lists of packages (…_binary-amd64_Packages). Those of security suites, laid beside what
/// is installed, tell which security updates are pending: an answer also where no advisory was imported.
///
/// A suite is one of security updates where its address or name says so ("debian-security", "jammy-security",
/// "jammy-apps-security"), or its Release file (Label "Debian-Security").
#pragma once

#include <cstddef>
#include <functional>
#include <map>
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

enum class AptListKind : std::uint8_t { other, release, packages };

/// A file of that folder by its name: apt(8) writes the address with '_' for '/' (and its own '_' as %5f).
struct AptListName {
  AptListKind kind = AptListKind::other;
  std::string_view suite_key{};  ///< what files of one suite have in common: "deb.example.org_debian_dists_bookworm"
  bool says_security = false;    ///< the key itself says that the suite is one of security updates
};

/// `file` may end in .lz4, .gz, .xz, .zst or .bz2.
AptListName parse_apt_list_name(std::string_view file);

/// Collects offers of security suites, then says which of them are newer than what is installed.
class AptUpdates {
 public:
  explicit AptUpdates(const Limits& limits) : limits_(limits) {}

  /// Only packages of these names are kept from now on: memory then does not grow with the lists. Optional.
  void expect(const std::vector<Component>& installed);

  /// A Release or InRelease file: Label, Suite, Version for the origin. Comes before the suite's lists, if at all.
  /// Errors: record_too_large.
  Status add_release(const AptListName& name, io::Stream& stream);

  /// A list of packages, unpacked. A list of no security suite is passed over unread. Errors: apt_list_nothing (no
  /// entry is one of a package), apt_list_truncated, record_too_large; what was read before is kept: it is offered.
  Status add_packages(const AptListName& name, io::Stream& stream);

  /// In the order of `installed`, what is offered at a greater version (deb-version(7)) for the same name and
  /// architecture ("all" goes with every one). `source` is that of the installed package.
  [[nodiscard]] std::vector<PendingUpdate> pending(const std::vector<Component>& installed) const;

  /// Whether this suite is one of security updates, as far as is known.
  [[nodiscard]] bool is_security(const AptListName& name) const;

 private:
  struct Offer {
    std::string version{};
    std::string origin{};
  };
  struct Suite {
    std::string origin{};
    bool security = false;
  };
  void keep(std::string_view name, std::string_view arch, std::string_view version, const std::string& origin);
  [[nodiscard]] const Offer* best(const Component& component) const;

  Limits limits_;
  std::map<std::string, Suite, std::less<>> suites_{};
  std::unordered_map<std::string, Offer, TextHash, std::equal_to<>> offers_{};  ///< by "name:arch"
  std::unordered_map<std::string, bool, TextHash, std::equal_to<>> expected_{};
  bool expecting_ = false;
  std::string key_{};
};

}  // namespace manara::formats
