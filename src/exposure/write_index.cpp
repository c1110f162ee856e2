// The last step of a build. Everything is put in an order that depends on the records alone: pools sorted by their
// text, advisories by id, feed name and digest, rows by package and advisory. So the same records give the same bytes,
// whatever order they came in.
#include <algorithm>
#include <cstring>
#include <numeric>
#include <thread>
#include <zstd.h>

#include "base/fnv.h"
#include "crypto/sha256.h"
#include "exposure/clusters.h"
#include "exposure/columns.h"
#include "exposure/index.h"

namespace manara::exposure {
namespace {

using Columns = IndexBuilder::Columns;
using Numbers = std::vector<std::uint32_t>;

constexpr std::size_t block_bytes = 64 << 10;
constexpr int block_level = 6;

template <typename Key>
Numbers sorted_numbers(std::size_t count, Key key) {
  Numbers order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, key);
  return order;
}

/// order[i] is the old number at new place i; the inverse says where an old number went.
Numbers inverse(const Numbers& order) {
  Numbers places(order.size());
  for (std::uint32_t place = 0; place < order.size(); ++place)
    places[order[place]] = place;
  return places;
}

template <typename T>
void sort_unique(std::vector<T>& list) {
  std::ranges::sort(list);
  const auto tail = std::ranges::unique(list);
  list.erase(tail.begin(), tail.end());
}

class Writer {
 public:
  explicit Writer(Columns& columns) : in_(columns) {}
  std::string write();

 private:
  template <typename Row>
  void put(Section section, const std::vector<Row>& rows) {
    bodies_[static_cast<std::size_t>(section)].assign(reinterpret_cast<const char*>(rows.data()),
                                                      rows.size() * sizeof(Row));
    counts_[static_cast<std::size_t>(section)] = rows.size();
  }
  void put_bytes(Section section, std::string bytes) {
    counts_[static_cast<std::size_t>(section)] = bytes.size();
    bodies_[static_cast<std::size_t>(section)] = std::move(bytes);
  }
  [[nodiscard]] std::span<const std::uint32_t> texts(Slice slice) const {
    return std::span(in_.texts).subspan(slice.first, slice.count);
  }
  Slice add_vectors(Numbers numbers);

  void order_feeds();
  void order_records();
  void close_ids();
  void write_feeds();
  void write_cves();
  void write_advisories();
  void write_clusters();
  void write_packages();
  AffectedRow write_row(const Columns::Row& row, Fnv1a& print);
  void write_vex();
  void write_small_tables();
  std::string assemble();

  Columns& in_;
  std::uint32_t identity_refused_ = 0;  // the reason's name, among the texts
  Numbers feed_place_{}, feed_order_{};
  Numbers record_order_{},
      record_place_{};  // duplicates of another feed are kept: each feed's record is a witness of its own
  Numbers id_texts_{};  // sorted text numbers that are ids or aliases
  std::vector<std::uint32_t> id_of_text_{};  // text number → place in id_texts_
  Clusters clusters_{};
  std::map<std::uint64_t, std::uint32_t> cve_place_{};
  Numbers vectors_{};
  std::vector<RangeRow> ranges_{};
  Numbers enumerated_{};
  std::string bodies_[section_count];
  std::uint64_t counts_[section_count] = {};
  RecordDigest digest_{};
};

void Writer::order_feeds() {
  feed_order_ = sorted_numbers(in_.feeds.size(), [&](std::uint32_t i) { return in_.text.rank(in_.feeds[i].name); });
  feed_place_ = inverse(feed_order_);
}

void Writer::order_records() {
  record_order_ = sorted_numbers(in_.records.size(), [&](std::uint32_t i) {
    const auto& record = in_.records[i];
    return std::tuple(in_.text.rank(record.id), feed_place_[record.feed], record.digest);
  });
  record_place_ = inverse(record_order_);
}

void Writer::close_ids() {
  std::vector<bool> is_id(in_.text.size(), false);
  for (const auto& record : in_.records) {
    is_id[record.id] = true;
    for (const auto alias : texts(record.aliases))
      is_id[alias] = true;
  }
  for (std::uint32_t number = 0; number < is_id.size(); ++number) {
    if (is_id[number]) id_texts_.push_back(number);
  }
  std::ranges::sort(id_texts_, {}, [&](std::uint32_t number) { return in_.text.rank(number); });
  id_of_text_.assign(in_.text.size(), no_ref);
  std::vector<bool> is_cve(id_texts_.size());
  for (std::uint32_t i = 0; i < id_texts_.size(); ++i) {
    id_of_text_[id_texts_[i]] = i;
    is_cve[i] = cve_number(in_.text[id_texts_[i]]).has_value();
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
  for (const auto& record : in_.records) {
    if (record.withdrawn != no_date) continue;  // what was withdrawn identifies nothing
    for (const auto alias : texts(record.aliases))
      edges.emplace_back(id_of_text_[record.id], id_of_text_[alias]);
  }
  clusters_ = close_over(id_texts_.size(), is_cve, std::move(edges));
}

void Writer::write_feeds() {
  std::vector<FeedRow> rows;
  std::vector<RecordDigest> all;
  for (const auto number : feed_order_) {
    auto& feed = in_.feeds[number];
    FeedRow row{.name = in_.text.ref(feed.name),
                .as_of = feed.as_of != no_date ? feed.as_of : feed.newest,
                .count = static_cast<std::uint32_t>(feed.digests.size()),
                .unusable = feed.unusable,
                .model = in_.text.ref(feed.model),
                .format = in_.text.ref(feed.format),
                .digest = {}};
    crypto::Sha256 sha;
    for (const auto& digest : feed.digests)
      sha.update({reinterpret_cast<const char*>(digest.data()), digest.size()});
    const auto digest = sha.finish();
    std::memcpy(row.digest, digest.data(), sizeof row.digest);
    rows.push_back(row);
    all.insert(all.end(), feed.digests.begin(), feed.digests.end());
  }
  sort_unique(all);
  crypto::Sha256 sha;
  for (const auto& digest : all)
    sha.update({reinterpret_cast<const char*>(digest.data()), digest.size()});
  std::memcpy(digest_.data(), sha.finish().data(), digest_.size());
  put(Section::feeds, rows);
}

/// Vectors of one owner, sorted by text, as a slice of the section.
Slice Writer::add_vectors(Numbers numbers) {
  std::ranges::sort(numbers, {}, [&](std::uint32_t number) { return in_.text.rank(number); });
  const auto tail = std::ranges::unique(numbers);
  numbers.erase(tail.begin(), tail.end());
  const Slice slice{static_cast<std::uint32_t>(vectors_.size()), static_cast<std::uint32_t>(numbers.size())};
  for (const auto number : numbers)
    vectors_.push_back(in_.text.ref(number));
  return slice;
}

void Writer::write_cves() {
  for (const auto& record : in_.records) {
    for (const auto cve : texts(record.cves))
      in_.cves.try_emplace(cve_number(in_.text[cve]).value_or(0));
  }
  std::vector<CveRow> rows;
  for (auto& [number, cve] : in_.cves) {
    cve_place_.emplace(number, static_cast<std::uint32_t>(rows.size()));
    rows.push_back({.number = number,
                    .epss = cve.epss,
                    .percentile = cve.percentile,
                    .kev_added = cve.kev_added,
                    .published = cve.published,
                    .vectors = add_vectors(std::move(cve.vectors)),
                    .feed = cve.feed == no_ref ? no_ref : feed_place_[cve.feed],
                    .flags = cve.flags,
                    .exploitation = cve.exploitation,
                    .automatable = cve.automatable,
                    .technical_impact = cve.technical_impact});
  }
  put(Section::cves, rows);
}

void Writer::write_advisories() {
  std::vector<AdvisoryRow> rows;
  std::vector<BlockRow> blocks;
  std::string packed;
  std::string plain;
  const auto close_block = [&] {
    if (plain.empty()) return;
    std::string out(ZSTD_compressBound(plain.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), block_level));
    blocks.push_back({packed.size(), static_cast<std::uint32_t>(out.size()), static_cast<std::uint32_t>(plain.size())});
    packed += out;
    plain.clear();
  };
  for (const auto number : record_order_) {
    const auto& record = in_.records[number];
    const auto summary = in_.text[record.summary];
    if (plain.size() + summary.size() > block_bytes) close_block();
    const auto vectors = texts(record.vectors);
    rows.push_back({.id = in_.text.ref(record.id),
                    .cluster = clusters_.cluster_of[id_of_text_[record.id]],
                    .feed = feed_place_[record.feed],
                    .published = record.published,
                    .modified = record.modified,
                    .withdrawn = record.withdrawn,
                    .vectors = add_vectors({vectors.begin(), vectors.end()}),
                    .block = summary.empty() ? no_ref : static_cast<std::uint32_t>(blocks.size()),
                    .block_offset = static_cast<std::uint32_t>(plain.size()),
                    .summary_length = static_cast<std::uint32_t>(summary.size())});
    plain += summary;
  }
  close_block();
  put(Section::advisories, rows);
  put(Section::blocks, blocks);
  put_bytes(Section::details, std::move(packed));
}

void Writer::write_clusters() {
  std::vector<Numbers> cves(clusters_.count);
  std::vector<Numbers> vectors(clusters_.count);
  std::vector<std::int32_t> published(clusters_.count, no_date);
  for (const auto& record : in_.records) {
    if (record.withdrawn != no_date) continue;
    const auto cluster = clusters_.cluster_of[id_of_text_[record.id]];
    for (const auto cve : texts(record.cves))
      cves[cluster].push_back(cve_place_.at(*cve_number(in_.text[cve])));
    for (const auto vector : texts(record.vectors))
      vectors[cluster].push_back(vector);
    auto& earliest = published[cluster];
    if (record.published != no_date && (earliest == no_date || record.published < earliest))
      earliest = record.published;
  }
  std::vector<ClusterRow> rows(clusters_.count);
  std::vector<IdRow> ids;
  Numbers cluster_cves;
  std::vector<Numbers> members(clusters_.count);
  for (std::uint32_t i = 0; i < id_texts_.size(); ++i) {
    ids.push_back({in_.text.ref(id_texts_[i]), clusters_.cluster_of[i]});
    members[clusters_.cluster_of[i]].push_back(in_.text.ref(id_texts_[i]));
  }
  Numbers cluster_ids;
  for (std::uint32_t i = 0; i < clusters_.count; ++i) {
    sort_unique(cves[i]);
    rows[i].ids = {static_cast<std::uint32_t>(cluster_ids.size()), static_cast<std::uint32_t>(members[i].size())};
    cluster_ids.insert(cluster_ids.end(), members[i].begin(), members[i].end());
    rows[i].cves = {static_cast<std::uint32_t>(cluster_cves.size()), static_cast<std::uint32_t>(cves[i].size())};
    cluster_cves.insert(cluster_cves.end(), cves[i].begin(), cves[i].end());
    rows[i].vectors = add_vectors(std::move(vectors[i]));
    rows[i].published = published[i];
  }
  put(Section::clusters, rows);
  put(Section::ids, ids);
  put(Section::cluster_ids, cluster_ids);
  put(Section::cluster_cves, cluster_cves);
}

AffectedRow Writer::write_row(const Columns::Row& row, Fnv1a& print) {
  AffectedRow out{.advisory = record_place_[row.record],
                  .ranges = {static_cast<std::uint32_t>(ranges_.size()), row.bounds.count},
                  .enumerated = {static_cast<std::uint32_t>(enumerated_.size()), row.versions.count},
                  .arch = in_.text.ref(row.arch),
                  .module = in_.text.ref(row.module),
                  .flags = row.flags,
                  .scheme = row.scheme,
                  .reserved = 0};
  print.add(in_.text[in_.records[row.record].id]);
  print.add(static_cast<std::uint32_t>(row.flags) << 8 | row.scheme);
  for (const auto qualifier : {row.arch, row.module})
    print.add(qualifier == no_ref ? "" : in_.text[qualifier]);
  for (const auto& bound : std::span(in_.bounds).subspan(row.bounds.first, row.bounds.count)) {
    ranges_.push_back({in_.key.ref(bound.lo_key), in_.key.ref(bound.hi_key), in_.text.ref(bound.lo_text),
                       in_.text.ref(bound.hi_text), bound.flags});
    print.add(in_.text[bound.lo_text]);
    print.add(in_.text[bound.hi_text]);
    print.add(bound.flags);
  }
  std::vector<std::pair<std::uint32_t, std::string_view>> versions;
  for (const auto number : std::span(in_.enumerated).subspan(row.versions.first, row.versions.count)) {
    const auto text = number & ~enum_is_text;
    const bool is_text = (number & enum_is_text) != 0;
    versions.emplace_back(is_text ? in_.text.ref(text) | enum_is_text : in_.key.ref(number),
                          is_text ? in_.text[text] : in_.key[number]);
  }
  // Refs of sealed pools order as their strings do: keys first, then texts, each sorted, for a binary search.
  std::ranges::sort(versions);
  for (const auto& [ref, version] : versions) {
    enumerated_.push_back(ref);
    print.add(version);
  }
  return out;
}

void Writer::write_packages() {
  const auto ecosystem_order = sorted_numbers(in_.ecosystems.size(), [&](std::uint32_t i) {
    return std::pair(in_.text.rank(in_.ecosystems[i].name), in_.text.rank(in_.ecosystems[i].release));
  });
  const auto ecosystem_place = inverse(ecosystem_order);
  const auto key_of = [&](const Columns::Row& row) {
    return std::pair(ecosystem_place[row.ecosystem], in_.text.rank(row.name));
  };
  const auto row_order = sorted_numbers(in_.rows.size(), [&](std::uint32_t i) {
    // Entries of one record keep the order in which the record gives them.
    return std::tuple(key_of(in_.rows[i]), record_place_[in_.rows[i].record], i);
  });
  std::vector<EcosystemRow> ecosystems(in_.ecosystems.size());
  for (std::uint32_t i = 0; i < ecosystems.size(); ++i) {
    const auto& ecosystem = in_.ecosystems[ecosystem_order[i]];
    ecosystems[i] = {.name = in_.text.ref(ecosystem.name),
                     .release = in_.text.ref(ecosystem.release),
                     .packages = {0, 0},
                     .as_of = no_date,
                     .scheme = ecosystem.scheme,
                     .distribution = ecosystem.distribution,
                     .reserved = 0};
  }
  std::vector<PackageRow> packages;
  std::vector<AffectedRow> rows;
  for (std::size_t i = 0; i < row_order.size();) {
    const auto& head = in_.rows[row_order[i]];
    auto& ecosystem = ecosystems[ecosystem_place[head.ecosystem]];
    if (ecosystem.packages.count++ == 0) ecosystem.packages.first = static_cast<std::uint32_t>(packages.size());
    PackageRow package{.name = in_.text.ref(head.name),
                       .rows = {static_cast<std::uint32_t>(rows.size()), 0},
                       .reserved = 0,
                       .digest = 0};
    Fnv1a print;
    for (; i < row_order.size() && key_of(in_.rows[row_order[i]]) == key_of(head); ++i) {
      const auto& row = in_.rows[row_order[i]];
      const auto& feed = in_.feeds[in_.records[row.record].feed];
      ecosystem.as_of = std::max(ecosystem.as_of, feed.as_of != no_date ? feed.as_of : feed.newest);
      rows.push_back(write_row(row, print));
      ++package.rows.count;
    }
    package.digest = print.value();
    packages.push_back(package);
  }
  put(Section::ecosystems, ecosystems);
  put(Section::packages, packages);
  put(Section::rows, rows);
  put(Section::ranges, ranges_);
  put(Section::enumerated, enumerated_);
}

void Writer::write_vex() {
  for (auto& row : in_.vex) {
    for (auto* number : {&row.id, &row.product, &row.justification, &row.statement, &row.author})
      *number = in_.text.ref(*number);
  }
  sort_unique(in_.vex);
  std::vector<VexRow> rows;
  for (const auto& row : in_.vex)
    rows.push_back({row.id, row.product, row.justification, row.statement, row.author, row.status});
  put(Section::vex, rows);
}

void Writer::write_small_tables() {
  // Where any feed says which versions of a product a CVE affects, that decides, and the bare entry says nothing more.
  std::set<std::uint64_t> decided;
  for (const auto& row : in_.rows) {
    if ((row.flags & row_product) == 0 || (row.flags & row_any_version) != 0) continue;
    for (const auto cve : texts(in_.records[row.record].cves))
      decided.insert(*cve_number(in_.text[cve]));
  }
  std::vector<KevProductRow> products;
  for (const auto& [name, cve] : in_.kev_products) {
    if (!decided.contains(cve)) products.push_back({in_.text.ref(name), cve_place_.at(cve)});
  }
  std::ranges::sort(products, {}, [](const KevProductRow& row) { return std::pair(row.name, row.cve); });
  put(Section::kev_products, products);

  std::vector<CountRow> counts;
  for (const auto& [what, count] : in_.counts) {
    const auto& [feed, reason, argument] = what;
    counts.push_back({in_.text.ref(feed), in_.text.ref(reason), in_.text.ref(argument), count});
  }
  for (const auto& [a, b] : clusters_.refused) {
    counts.push_back({in_.text.ref(id_texts_[a]), in_.text.ref(identity_refused_), in_.text.ref(id_texts_[b]), 1});
  }
  std::ranges::sort(counts, {}, [](const CountRow& row) { return std::tuple(row.feed, row.reason, row.argument); });
  put(Section::counts, counts);
}

std::string Writer::assemble() {
  IndexHeader header{};
  std::memcpy(header.magic, "MANARAIX", sizeof header.magic);
  header.version = index_version;
  header.endian = 0x01020304;
  std::memcpy(header.digest, digest_.data(), sizeof header.digest);
  std::string out(sizeof header, '\0');
  for (std::size_t i = 0; i < section_count; ++i) {
    out.append((8 - out.size() % 8) % 8, '\0');
    header.sections[i] = {out.size(), bodies_[i].size(), counts_[i]};
    out += bodies_[i];
    bodies_[i] = {};
  }
  header.length = out.size();
  const auto body = crypto::sha256(std::string_view(out).substr(sizeof header));
  std::memcpy(header.body, body.data(), sizeof header.body);
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

std::string Writer::write() {
  identity_refused_ = in_.text.intern(Code{"identity_refused"}.name());
  std::thread keys([this] { in_.key.seal(); });
  in_.text.seal();
  keys.join();
  order_feeds();
  order_records();
  close_ids();
  write_feeds();
  write_cves();
  write_advisories();
  write_clusters();
  write_packages();
  write_vex();
  write_small_tables();
  put(Section::vectors, vectors_);
  put_bytes(Section::text, in_.text.bytes());
  put_bytes(Section::key, in_.key.bytes());
  return assemble();
}

}  // namespace

std::string write_index(Columns& columns) {
  return Writer(columns).write();
}

}  // namespace manara::exposure
