/// The promise of a format. A format is a folder formats/<name>/ that knows how the bytes look, and one line in
/// app/formats.cpp; nothing else knows it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "io/stream.h"
#include "model/advisory.h"
#include "model/inventory.h"
#include "model/vex.h"

namespace manara::formats {

/// What recognition sees: never more than the head, so that standard input and archives work too.
struct Probe {
  std::string_view
      path{};  ///< "var/lib/dpkg/status", "package-lock.json"; may be a bare file name or "" (standard input)
  std::string_view head{};  ///< the first 64 KiB at most
  [[nodiscard]] std::string_view file_name() const {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
  }
};
inline constexpr std::size_t probe_bytes = 64 << 10;

/// Reads one document or table of an inventory. Refused rows are listed in the Inventory; an Error means that this is
/// not the format at all, or not whole. `path` as in Probe. Components' `found_in` is left to the caller, unless the
/// document itself holds several places (an image); then it is relative.
struct InventoryFormat {
  std::string_view name;  ///< "cyclonedx"
  Code description;       ///< one line for --help and docs
  bool (*looks_like)(const Probe&);
  Result<Inventory> (*read)(io::Stream&, std::string_view path, const Limits&);
  /// The error by which `read` says that it is no such inventory after all, where the head can't tell: one that nobody
  /// named is then passed over.
  Code not_one{};
  /// The name of a file that says the same better: where one lies in the same folder, this one is passed over.
  std::string_view gives_way_to{};
};

/// Where advisory readers put what they find, record by record; memory does not grow with their number.
class FeedSink {
 public:
  virtual ~FeedSink() = default;
  virtual void advisory(Advisory&&) = 0;
  virtual void kev(KevEntry&&) = 0;
  virtual void epss(EpssScore&&) = 0;
  virtual void vex(VexStatement&&) = 0;
  /// A record that can't be used; counted by reason. `place.file` may be left empty.
  virtual void unusable(Message reason, Place place) = 0;
  /// What the source says of itself, where it does: its day and model ("v2025.03.14").
  virtual void about(std::optional<Date> as_of, std::string_view model) = 0;
};

/// What one file of this format is: a whole feed (KEV, EPSS), or a record of one where it ends in .json (OSV, CVE 5,
/// CSAF): then the folder or archive that holds it is the feed.
enum class FeedUnit : std::uint8_t { record, feed };

/// Reads one file or archive member of a feed into the sink. An Error ends this item: what was sunk before it is
/// dropped by the caller, so half a feed is never taken for a whole one.
struct AdvisoryFormat {
  std::string_view name;  ///< "osv"
  Code description;
  bool (*looks_like)(const Probe&);
  Status (*read)(io::Stream&, std::string_view path, FeedSink&, const Limits&);
  FeedUnit unit = FeedUnit::record;
};

}  // namespace manara::formats
