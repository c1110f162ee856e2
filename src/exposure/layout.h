/// The index file, byte for byte: plain little-endian structs in sections, mapped and never parsed. One file holds all
/// that a scan needs; it is only ever written whole by this binary and opened read-only. Every reference is checked
/// against its section when it is followed, in release builds too.
#pragma once

#include <cstdint>
#include <type_traits>

namespace manara::exposure {

inline constexpr std::uint32_t index_version = 2;
inline constexpr std::uint32_t no_ref = 0xffffffffU;
inline constexpr std::int32_t no_date = INT32_MIN;

enum class Section : std::uint32_t {
  text,          ///< bytes: interned strings, each u32 length + bytes; a Ref is an offset here
  key,           ///< bytes: version keys, each u32 length + bytes
  feeds,         ///< FeedRow
  ecosystems,    ///< EcosystemRow, sorted by (name, release)
  packages,      ///< PackageRow, sorted by (ecosystem, name)
  rows,          ///< AffectedRow, grouped by package, sorted by advisory
  ranges,        ///< RangeRow, grouped by row
  enumerated,    ///< u32 key Ref (or text Ref, EnumRow), grouped by row, sorted
  advisories,    ///< AdvisoryRow, sorted by (id, feed)
  clusters,      ///< ClusterRow
  cluster_ids,   ///< u32 text Ref, grouped by cluster, sorted
  cluster_cves,  ///< u32 index into cves, grouped by cluster, sorted
  ids,           ///< IdRow: every id and alias → cluster, sorted by id
  cves,          ///< CveRow, sorted by number
  vectors,       ///< u32 text Ref: CVSS vectors, grouped by advisory or CVE
  vex,           ///< VexRow, sorted by (id, product)
  details,       ///< bytes: zstd blocks of summaries
  blocks,        ///< BlockRow: where each block stands
  kev_products,  ///< KevProductRow: KEV entries by product, for those without version data, sorted by (name, cve)
  counts,        ///< CountRow: records that could not be used, by reason
  names,         ///< u32 place in packages, at the first free slot behind name_hash; no_ref: free. Half of them are
  count_         ///< not a section: how many there are
};
inline constexpr std::size_t section_count = static_cast<std::size_t>(Section::count_);

using Ref = std::uint32_t;  ///< offset into `text` or `key`; no_ref: absent

struct Slice {
  std::uint32_t first;
  std::uint32_t count;
};

struct FeedRow {
  Ref name;
  std::int32_t as_of;   ///< days; no_date: the source says nothing
  std::uint32_t count;  ///< records used
  std::uint32_t unusable;
  Ref model;  ///< EPSS model version
  Ref format;
  std::uint8_t digest[32];  ///< SHA-256 over the sorted SHA-256 of the feed's normalised records
};

struct EcosystemRow {
  Ref name;
  Ref release;  ///< "" where the ecosystem has none
  Slice packages;
  std::int32_t as_of;  ///< the newest feed that covers it
  std::uint8_t scheme;
  std::uint8_t distribution;
  std::uint16_t reserved;
};

struct PackageRow {
  Ref name;  ///< folded
  Slice rows;
  std::uint32_t reserved;
  std::uint64_t digest;  ///< of everything a verdict on this package depends on
};

enum RowFlag : std::uint16_t {
  row_withdrawn = 1,
  row_git = 2,           ///< has a GIT range: only the enumerated versions decide
  row_incomparable = 4,  ///< a bound that is no version of the scheme: never clean, at best undecided
  row_any_version = 8,   ///< no version data at all
  row_product = 16,
};

struct AffectedRow {
  std::uint32_t advisory;
  Slice ranges;
  Slice enumerated;
  Ref arch;
  Ref module;
  std::uint16_t flags;
  std::uint8_t scheme;
  std::uint8_t reserved;
};

enum RangeFlag : std::uint32_t {
  range_from_start = 1,
  range_to_end = 2,
  range_hi_inclusive = 4,  ///< last_affected; else the upper bound is fixed
  range_limit = 8,         ///< the upper bound is a limit, no fix
};

struct RangeRow {
  Ref lo_key, hi_key;  ///< no_ref where the scheme has no key: compare the texts
  Ref lo_text, hi_text;
  std::uint32_t flags;
};

inline constexpr std::uint32_t enum_is_text = 0x80000000U;  ///< set: the rest is a text Ref; else a key Ref

struct AdvisoryRow {
  Ref id;
  std::uint32_t cluster;
  std::uint32_t feed;
  std::int32_t published, modified, withdrawn;
  Slice vectors;
  std::uint32_t block;  ///< of the summary; no_ref: none
  std::uint32_t block_offset;
  std::uint32_t summary_length;
};

struct ClusterRow {
  Slice ids;
  Slice cves;
  Slice vectors;  ///< all distinct vectors of its live advisories
  std::int32_t published;
  std::uint32_t reserved;
};

struct IdRow {
  Ref id;
  std::uint32_t cluster;
};

enum CveFlag : std::uint8_t {
  cve_kev = 1,
  cve_ransomware = 2,
  cve_epss = 4,
  cve_ssvc = 8,
};

struct CveRow {
  std::uint64_t number;  ///< year << 44 | sequence: orders as people read them
  double epss, percentile;
  std::int32_t kev_added;
  std::int32_t published;
  Slice vectors;
  std::uint32_t feed;  ///< of the EPSS score
  std::uint8_t flags;
  std::uint8_t exploitation;      ///< 0 unknown, 1 none, 2 poc, 3 active
  std::uint8_t automatable;       ///< 0 unknown, 1 no, 2 yes
  std::uint8_t technical_impact;  ///< 0 unknown, 1 partial, 2 total
};

struct VexRow {
  Ref id;       ///< vulnerability
  Ref product;  ///< purl or CPE
  Ref justification;
  Ref statement;
  Ref author;
  std::uint32_t status;
};

struct BlockRow {
  std::uint64_t offset;
  std::uint32_t packed;
  std::uint32_t length;
};

struct KevProductRow {
  Ref name;  ///< folded vendor/product
  std::uint32_t cve;
};

struct CountRow {
  Ref feed;
  Ref reason;
  Ref argument;
  std::uint32_t count;
};

struct SectionHead {
  std::uint64_t offset;
  std::uint64_t length;
  std::uint64_t count;
};

struct IndexHeader {
  char magic[8];  ///< "MANARAIX"
  std::uint32_t version;
  std::uint32_t endian;     ///< 0x01020304
  std::uint64_t length;     ///< of the whole file
  std::uint8_t digest[32];  ///< SHA-256 of the normalised record set: over the sorted SHA-256 of its records
  std::uint8_t body[32];    ///< SHA-256 of everything behind the header, checked once after building
  SectionHead sections[section_count];
};

static_assert(sizeof(PackageRow) == 24 && sizeof(AffectedRow) == 32 && sizeof(RangeRow) == 20);
static_assert(sizeof(CveRow) == 48);
static_assert(std::is_trivially_copyable_v<IndexHeader>);

}  // namespace manara::exposure
