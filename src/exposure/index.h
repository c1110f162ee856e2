/// The mapped index of advisories. Opening it reads one page; a question follows references, each checked.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "base/time.h"
#include "exposure/layout.h"
#include "io/file.h"

namespace manara::exposure {

class Index {
 public:
  /// Maps a file. Errors: those of MappedFile, index_foreign (not an index), index_version (another version of Manara),
  /// index_truncated (shorter than its header says), index_corrupt (sections out of place).
  static Result<Index> open(const std::string& path);
  /// Over bytes that the caller keeps, 8-byte aligned.
  static Result<Index> over(std::string_view bytes);

  /// Reads everything once: the digest of the body, every reference. Done after building; costs as much as reading the
  /// file.
  [[nodiscard]] Status validate() const;

  [[nodiscard]] const IndexHeader& header() const { return *reinterpret_cast<const IndexHeader*>(bytes_.data()); }
  [[nodiscard]] std::string digest_hex() const;  ///< of the normalised record set
  [[nodiscard]] std::string body_hex() const;    ///< of everything in the file
  [[nodiscard]] std::uint64_t bytes() const { return bytes_.size(); }

  template <typename Row>
  [[nodiscard]] std::span<const Row> all(Section section) const;
  /// Elements [slice.first, +count) of a section; empty where they are out of bounds.
  template <typename Row>
  [[nodiscard]] std::span<const Row> part(Section section, Slice slice) const {
    const auto rows = all<Row>(section);
    if (slice.first > rows.size() || slice.count > rows.size() - slice.first) return {};
    return rows.subspan(slice.first, slice.count);
  }
  template <typename Row>
  [[nodiscard]] const Row* at(Section section, std::uint32_t position) const {
    const auto rows = all<Row>(section);
    return position < rows.size() ? &rows[position] : nullptr;
  }

  [[nodiscard]] std::string_view text(Ref ref) const { return string_in(Section::text, ref); }
  [[nodiscard]] std::string_view key(Ref ref) const { return string_in(Section::key, ref); }

  [[nodiscard]] std::span<const FeedRow> feeds() const { return all<FeedRow>(Section::feeds); }
  [[nodiscard]] std::span<const EcosystemRow> ecosystems() const { return all<EcosystemRow>(Section::ecosystems); }
  [[nodiscard]] const EcosystemRow* ecosystem(std::string_view name, std::string_view release) const;
  [[nodiscard]] bool knows_ecosystem(std::string_view name) const;  ///< any release of it
  [[nodiscard]] const PackageRow* package(const EcosystemRow& ecosystem, std::string_view folded_name) const;
  [[nodiscard]] std::span<const AffectedRow> rows(const PackageRow& package) const {
    return part<AffectedRow>(Section::rows, package.rows);
  }
  [[nodiscard]] const AdvisoryRow* advisory(std::uint32_t at) const {
    return this->at<AdvisoryRow>(Section::advisories, at);
  }
  [[nodiscard]] const ClusterRow* cluster(std::uint32_t at) const {
    return this->at<ClusterRow>(Section::clusters, at);
  }
  [[nodiscard]] const CveRow* cve(std::uint32_t at) const { return this->at<CveRow>(Section::cves, at); }
  [[nodiscard]] std::optional<std::uint32_t> find_cluster(std::string_view id) const;
  [[nodiscard]] const CveRow* find_cve(std::string_view id) const;
  [[nodiscard]] std::span<const VexRow> vex(std::string_view id) const;  ///< imported statements on one vulnerability
  [[nodiscard]] std::span<const KevProductRow> kev_products(std::string_view folded_name) const;
  [[nodiscard]] std::string summary(const AdvisoryRow& advisory) const;  ///< unpacks one block

 private:
  Index() = default;
  [[nodiscard]] std::string_view string_in(Section section, Ref ref) const;
  [[nodiscard]] std::string_view section(Section which) const {
    const auto& head = header().sections[static_cast<std::size_t>(which)];
    return bytes_.substr(head.offset, head.length);
  }

  std::optional<io::MappedFile> file_{};
  std::string_view bytes_{};
};

/// A day of a table; nullopt where it is not known, or none of the years 1 to 9999 (a damaged file).
std::optional<Date> date_of(std::int32_t days);

/// Where the search for a package begins among `slots` (of Section::names): by its name and its ecosystem, whose first
/// package tells it from the others.
std::size_t first_slot(std::uint32_t first_package, std::string_view folded_name, std::size_t slots);

/// "CVE-2024-3094" → its number; nullopt for anything else. And back.
std::optional<std::uint64_t> cve_number(std::string_view id);
std::string cve_id(std::uint64_t number);

/// The name under which a product is found: lower case, runs of spaces, '_' and '-' as one '_', vendor and product with
/// '/' between: "Mozilla", "Firefox ESR" → "mozilla/firefox_esr".
std::string fold_product(std::string_view vendor, std::string_view product);

template <typename Row>
std::span<const Row> Index::all(Section which) const {
  const auto body = section(which);
  return {reinterpret_cast<const Row*>(body.data()), body.size() / sizeof(Row)};
}

}  // namespace manara::exposure
