/// What the builder keeps of the records until the file is written: numbers in arrays. Text and keys are Pool numbers.
#pragma once

#include <cstring>
#include <map>
#include <unordered_set>
#include <vector>

#include "exposure/builder.h"
#include "exposure/layout.h"
#include "exposure/pool.h"

namespace manara::exposure {

/// The head of a SHA-256 is as good a hash as any.
struct DigestHash {
  std::size_t operator()(const RecordDigest& digest) const {
    std::size_t head = 0;
    std::memcpy(&head, digest.data(), sizeof head);
    return head;
  }
};

struct IndexBuilder::Columns {
  struct Feed {
    std::uint32_t name = 0, format = 0, model = no_ref;
    std::int32_t as_of = no_date;   // as the source says
    std::int32_t newest = no_date;  // newest date of a record
    std::uint32_t unusable = 0;
    std::unordered_set<RecordDigest, DigestHash> digests{};
  };
  struct Record {
    std::uint32_t id, feed;
    std::int32_t published, modified, withdrawn;
    Slice aliases, cves, vectors;  // of `texts`
    std::uint32_t summary;
    RecordDigest digest;
  };
  struct Bounds {
    std::uint32_t lo_key, hi_key, lo_text, hi_text, flags;
  };
  struct Row {
    std::uint32_t ecosystem, name;  // ecosystem: index into `ecosystems`
    std::uint32_t record;
    Slice bounds, versions;  // versions: of `enumerated`
    std::uint32_t arch, module;
    std::uint16_t flags;
    std::uint8_t scheme;
  };
  struct Ecosystem {
    std::uint32_t name, release;
    std::uint8_t scheme;
    bool distribution;
    std::int32_t as_of;
  };
  struct Cve {
    double epss = 0, percentile = 0;
    std::int32_t kev_added = no_date, published = no_date;
    std::uint32_t feed = no_ref;
    std::uint8_t flags = 0, exploitation = 0, automatable = 0, technical_impact = 0;
    std::vector<std::uint32_t> vectors{};
  };
  struct Vex {
    std::uint32_t id, product, justification, statement, author, status;
    auto operator<=>(const Vex&) const = default;
  };

  Pool text{}, key{};
  std::vector<Feed> feeds{};
  std::map<std::uint32_t, std::uint32_t> feed_by_name{};
  std::vector<Record> records{};
  std::vector<std::uint32_t> texts{};
  std::vector<Row> rows{};
  std::vector<Bounds> bounds{};
  std::vector<std::uint32_t> enumerated{};  // key numbers; text numbers with enum_is_text
  std::vector<Ecosystem> ecosystems{};
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> ecosystem_by_name{};
  std::map<std::uint64_t, Cve> cves{};
  std::vector<Vex> vex{};
  std::vector<std::pair<std::uint32_t, std::uint64_t>> kev_products{};  // folded name, CVE number
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::uint32_t>
      counts{};  // feed name, reason, argument

  std::int32_t today = 0;

  bool first_seen(std::uint32_t feed, const RecordDigest& digest);
  void note_date(std::uint32_t feed, std::int32_t days);
  Slice keep(const std::vector<std::string>& strings);
  std::uint32_t ecosystem(std::string_view name, std::string_view release, std::uint8_t scheme, bool distribution);
  void add_affected(std::uint32_t record, const Affected& affected);
  void add_ssvc(Cve& cve, const SsvcPoints& points);
};

/// From columns to the bytes of the file.
std::string write_index(IndexBuilder::Columns& columns);

}  // namespace manara::exposure
