// The tables of ids and scores, and the file as a whole; the tables of packages are in write_packages.cpp.
#include <algorithm>
#include <cstring>
#include <numeric>
#include <set>
#include <thread>
#include <zstd.h>

#include "crypto/sha256.h"
#include "exposure/index.h"
#include "exposure/index_writer.h"

namespace manara::exposure {
namespace {

using Columns = IndexBuilder::Columns;
using Numbers = std::vector<std::uint32_t>;

constexpr std::size_t block_bytes = 64 << 10;
constexpr int block_level = 6;

template <typename T>
void sort_unique(std::vector<T>& list) {
  std::ranges::sort(list);
  const auto tail = std::ranges::unique(list);
  list.erase(tail.begin(), tail.end());
}

/// SHA-256 over sorted digests.
RecordDigest digest_of(const std::vector<RecordDigest>& digests) {
  crypto::Sha256 sha;
  for (const auto& digest : digests)
    sha.update({reinterpret_cast<const char*>(digest.data()), digest.size()});
  return sha.finish();
}

}  // namespace

std::vector<std::uint32_t> inverse(const std::vector<std::uint32_t>& order) {
  Numbers places(order.size());
  for (std::uint32_t place = 0; place < order.size(); ++place)
    places[order[place]] = place;
  return places;
}

void IndexWriter::order_feeds() {
  feed_order_ = sorted_numbers(in_.feeds.size(), [&](std::uint32_t i) { return in_.text.rank(in_.feeds[i].name); });
  feed_place_ = inverse(feed_order_);
}

void IndexWriter::order_records() {
  record_order_ = sorted_numbers(in_.records.size(), [&](std::uint32_t i) {
    const auto& record = in_.records[i];
    return std::tuple(in_.text.rank(record.id), feed_place_[record.feed], record.digest);
  });
  record_place_ = inverse(record_order_);
}

void IndexWriter::close_ids() {
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

void IndexWriter::write_feeds() {
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
    std::vector<RecordDigest> digests(feed.digests.begin(), feed.digests.end());
    std::ranges::sort(digests);
    const auto digest = digest_of(digests);
    std::memcpy(row.digest, digest.data(), sizeof row.digest);
    rows.push_back(row);
    all.insert(all.end(), digests.begin(), digests.end());
  }
  sort_unique(all);
  digest_ = digest_of(all);
  put(Section::feeds, rows);
}

/// Vectors of one owner, sorted by text, as a slice of the section.
Slice IndexWriter::add_vectors(Numbers numbers) {
  std::ranges::sort(numbers, {}, [&](std::uint32_t number) { return in_.text.rank(number); });
  const auto tail = std::ranges::unique(numbers);
  numbers.erase(tail.begin(), tail.end());
  const Slice slice{static_cast<std::uint32_t>(vectors_.size()), static_cast<std::uint32_t>(numbers.size())};
  for (const auto number : numbers)
    vectors_.push_back(in_.text.ref(number));
  return slice;
}

void IndexWriter::write_cves() {
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

void IndexWriter::write_advisories() {
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

void IndexWriter::write_clusters() {
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

void IndexWriter::write_vex() {
  for (auto& row : in_.vex) {
    for (auto* number : {&row.id, &row.product, &row.justification, &row.statement, &row.author})
      *number = in_.text.ref(*number);
  }
  sort_unique(in_.vex);
  std::vector<VexRow> rows;
  rows.reserve(in_.vex.size());
  for (const auto& row : in_.vex)
    rows.push_back({row.id, row.product, row.justification, row.statement, row.author, row.status});
  put(Section::vex, rows);
}

void IndexWriter::write_small_tables() {
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

std::string IndexWriter::assemble() {
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

std::string IndexWriter::write() {
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

std::string write_index(Columns& columns) {
  return IndexWriter(columns).write();
}

}  // namespace manara::exposure
