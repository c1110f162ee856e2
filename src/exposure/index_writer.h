/// The last step of a build, over the columns of an IndexBuilder. Everything is put in an order that depends on the
/// records alone: pools sorted by their text, advisories by id, feed name and digest, rows by package and advisory. So
/// the same records give the same bytes, whatever order they came in.
#pragma once

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "base/fnv.h"
#include "exposure/clusters.h"
#include "exposure/columns.h"

namespace manara::exposure {

class IndexWriter {
 public:
  explicit IndexWriter(IndexBuilder::Columns& columns) : in_(columns) {}
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
  Slice add_vectors(std::vector<std::uint32_t> numbers);

  void order_feeds();
  void order_records();
  void close_ids();
  void write_feeds();
  void write_cves();
  void write_advisories();
  void write_clusters();
  void write_packages();
  void write_names();
  AffectedRow write_row(const IndexBuilder::Columns::Row& row, Fnv1a& print);
  void write_vex();
  void write_small_tables();
  std::string assemble();

  IndexBuilder::Columns& in_;
  std::uint32_t identity_refused_ = 0;  // the reason's name, among the texts
  std::vector<std::uint32_t> feed_place_{}, feed_order_{};
  std::vector<std::uint32_t> record_order_{},
      record_place_{};  // duplicates of another feed are kept: each feed's record is a witness of its own
  std::vector<std::uint32_t> id_texts_{};    // sorted text numbers that are ids or aliases
  std::vector<std::uint32_t> id_of_text_{};  // text number → place in id_texts_
  Clusters clusters_{};
  std::map<std::uint64_t, std::uint32_t> cve_place_{};
  std::vector<std::uint32_t> vectors_{};
  std::vector<std::pair<std::uint32_t, std::uint32_t>> names_{};  // by package: its ecosystem's first, its name's text
  std::vector<RangeRow> ranges_{};
  std::vector<std::uint32_t> enumerated_{};
  std::string bodies_[section_count];
  std::uint64_t counts_[section_count] = {};
  RecordDigest digest_{};
};

/// Numbers 0 … count-1, ordered by a key of each; equal ones stay in their order.
template <typename Key>
std::vector<std::uint32_t> sorted_numbers(std::size_t count, Key key) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, key);
  return order;
}

/// order[i] is the old number at new place i; the inverse says where an old number went.
std::vector<std::uint32_t> inverse(const std::vector<std::uint32_t>& order);

}  // namespace manara::exposure
