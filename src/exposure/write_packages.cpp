// The tables that a match walks: ecosystems, packages, affected rows, their ranges and versions.
#include <algorithm>
#include <bit>

#include "exposure/index.h"
#include "exposure/index_writer.h"

namespace manara::exposure {

using Columns = IndexBuilder::Columns;

AffectedRow IndexWriter::write_row(const Columns::Row& row, Fnv1a& print) {
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

/// A table of hashes that is probed in place.
void IndexWriter::write_names() {
  std::vector<std::uint32_t> slots(std::bit_ceil(names_.size() * 2), no_ref);
  for (std::uint32_t place = 0; place < names_.size(); ++place) {
    const auto [first, text] = names_[place];
    auto slot = first_slot(first, in_.text[text], slots.size());
    while (slots[slot] != no_ref)
      slot = slot + 1 < slots.size() ? slot + 1 : 0;
    slots[slot] = place;
  }
  put(Section::names, slots);
}

void IndexWriter::write_packages() {
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
    names_.emplace_back(ecosystem.packages.first, head.name);
  }
  put(Section::ecosystems, ecosystems);
  put(Section::packages, packages);
  put(Section::rows, rows);
  put(Section::ranges, ranges_);
  put(Section::enumerated, enumerated_);
  write_names();
}

}  // namespace manara::exposure
