#include "exposure/builder.h"

#include <algorithm>

#include "base/strings.h"
#include "exposure/columns.h"
#include "exposure/index.h"
#include "exposure/intervals.h"
#include "exposure/normalise.h"
#include "exposure/scheme.h"

namespace manara::exposure {

using Columns = IndexBuilder::Columns;

IndexBuilder::IndexBuilder(Date today) : columns_(std::make_unique<Columns>()) {
  columns_->today = today.days;
  columns_->text.intern("");
}
IndexBuilder::~IndexBuilder() = default;
IndexBuilder::IndexBuilder(IndexBuilder&&) noexcept = default;
IndexBuilder& IndexBuilder::operator=(IndexBuilder&&) noexcept = default;

std::uint32_t IndexBuilder::feed(std::string_view name, std::string_view format) {
  const auto number = columns_->text.intern(name);
  const auto [at, is_new] =
      columns_->feed_by_name.try_emplace(number, static_cast<std::uint32_t>(columns_->feeds.size()));
  if (is_new) columns_->feeds.push_back({.name = number, .format = columns_->text.intern(format)});
  return at->second;
}

void IndexBuilder::about(std::uint32_t feed, std::optional<Date> as_of, std::string_view model) {
  auto& row = columns_->feeds[feed];
  if (as_of) row.as_of = std::max(row.as_of, as_of->days);
  // Of several the last in order of text, so that the order of import does not count.
  if (model.empty()) return;
  const auto number = columns_->text.intern(model);
  if (row.model == no_ref || columns_->text[row.model] < model) row.model = number;
}

void IndexBuilder::unusable(std::uint32_t feed, const Message& reason, std::uint32_t count) {
  auto& text = columns_->text;
  columns_->feeds[feed].unusable += count;
  const auto argument = text.intern(reason.args.empty() ? "" : reason.args.front());
  columns_->counts[{columns_->feeds[feed].name, text.intern(reason.code.name()), argument}] += count;
}

std::size_t IndexBuilder::advisory_count() const {
  return columns_->records.size();
}

bool Columns::first_seen(std::uint32_t feed, const RecordDigest& digest) {
  return feeds[feed].digests.insert(digest).second;
}

void Columns::note_date(std::uint32_t feed, std::int32_t days) {
  if (days <= today) feeds[feed].newest = std::max(feeds[feed].newest, days);
}

Slice Columns::keep(const std::vector<std::string>& strings) {
  const Slice slice{static_cast<std::uint32_t>(texts.size()), static_cast<std::uint32_t>(strings.size())};
  for (const auto& string : strings)
    texts.push_back(text.intern(string));
  return slice;
}

std::uint32_t Columns::ecosystem(std::string_view name, std::string_view release, std::uint8_t scheme,
                                 bool distribution) {
  const std::pair key_pair{text.intern(name), text.intern(release)};
  const auto [at, is_new] = ecosystem_by_name.try_emplace(key_pair, static_cast<std::uint32_t>(ecosystems.size()));
  if (is_new) ecosystems.push_back({key_pair.first, key_pair.second, scheme, distribution, no_date});
  return at->second;
}

void Columns::add_affected(std::uint32_t record, const Affected& affected) {
  const auto place = place_of(affected);
  Row row{};
  row.record = record;
  row.scheme = static_cast<std::uint8_t>(place.scheme);
  // Every record of a product names its own scheme; the table's row must not depend on which came first.
  const auto common = place.is_product ? static_cast<std::uint8_t>(versions::Scheme::dotted) : row.scheme;
  row.ecosystem = ecosystem(place.ecosystem, place.release, common, place.distribution);
  row.name = text.intern(place.name);
  row.arch = affected.arch.empty() ? no_ref : text.intern(affected.arch);
  row.module = affected.module.empty() ? no_ref : text.intern(affected.module);
  if (records[record].withdrawn != no_date) row.flags |= row_withdrawn;
  if (place.is_product) row.flags |= row_product;
  if (affected.any_version) row.flags |= row_any_version;

  row.bounds.first = static_cast<std::uint32_t>(bounds.size());
  const auto key_number = [this](const std::string& made) { return made.empty() ? no_ref : key.intern(made); };
  for (const auto& range : affected.ranges) {
    if (range.type == RangeType::git) row.flags |= row_git;
    const auto intervals = intervals_of(place.scheme, range);
    if (intervals.incomparable) row.flags |= row_incomparable;
    for (const auto& interval : intervals.list) {
      std::uint32_t flags = interval.lo.empty() ? range_from_start : 0U;
      if (interval.upper == Upper::open) flags |= range_to_end;
      if (interval.upper == Upper::last_affected) flags |= range_hi_inclusive;
      if (interval.upper == Upper::limit) flags |= range_limit;
      bounds.push_back({key_number(interval.lo_key), key_number(interval.hi_key), text.intern(interval.lo),
                        text.intern(interval.hi), flags});
    }
  }
  row.bounds.count = static_cast<std::uint32_t>(bounds.size()) - row.bounds.first;

  row.versions.first = static_cast<std::uint32_t>(enumerated.size());
  for (const auto& version : affected.versions) {
    std::string made;
    if (versions::append_key(place.scheme, version, made) == versions::Key::ok) {
      enumerated.push_back(key.intern(made));
    } else {
      enumerated.push_back(text.intern(version) | enum_is_text);
    }
  }
  row.versions.count = static_cast<std::uint32_t>(enumerated.size()) - row.versions.first;
  if (row.bounds.count == 0 && row.versions.count == 0 && (row.flags & (row_git | row_incomparable)) == 0) {
    row.flags |= row_any_version;
  }
  rows.push_back(row);
}

void Columns::add_ssvc(Cve& cve, const SsvcPoints& points) {
  const auto position = [](std::string_view value, std::initializer_list<std::string_view> names) {
    std::uint8_t number = 0;
    for (const auto name : names) {
      ++number;
      if (iequals(value, name)) return number;
    }
    return std::uint8_t{0};
  };
  cve.flags |= cve_ssvc;
  cve.exploitation = std::max(cve.exploitation, position(points.exploitation, {"none", "poc", "active"}));
  cve.automatable = std::max(cve.automatable, position(points.automatable, {"no", "yes"}));
  cve.technical_impact = std::max(cve.technical_impact, position(points.technical_impact, {"partial", "total"}));
}

namespace {
std::int32_t days_of(const std::optional<Date>& date) {
  return date ? date->days : no_date;
}

/// The first day of the year that an id names behind its prefix: "GO-2026-4501", "ALSA-2026:1234".
std::optional<Date> start_of_year(std::string_view id) {
  constexpr std::size_t digits = 4;
  const auto dash = id.find('-');
  if (dash == std::string_view::npos || id.size() <= dash + 1 + digits) return std::nullopt;
  const auto year = id.substr(dash + 1, digits);
  const char behind = id[dash + 1 + digits];
  if (!std::ranges::all_of(year, is_digit) || (behind != '-' && behind != ':')) return std::nullopt;
  return parse_date(std::string(year) + "-01-01");
}
}  // namespace

void IndexBuilder::add(std::uint32_t feed, const Advisory& advisory, const RecordDigest& digest) {
  auto& columns = *columns_;
  if (!columns.first_seen(feed, digest)) return;
  columns.note_date(feed, days_of(advisory.modified));
  columns.note_date(feed, days_of(advisory.published));
  // 4,039 of 4,291 records of Go have no date; "GO-2026-4501" was not there before 2026.
  if (!advisory.modified && !advisory.published) columns.note_date(feed, days_of(start_of_year(advisory.id)));

  const auto number = static_cast<std::uint32_t>(columns.records.size());
  columns.records.push_back({.id = columns.text.intern(advisory.id),
                             .feed = feed,
                             .published = days_of(advisory.published),
                             .modified = days_of(advisory.modified),
                             .withdrawn = days_of(advisory.withdrawn),
                             .aliases = columns.keep(advisory.aliases),
                             .cves = columns.keep(fixed_cves(advisory)),
                             .vectors = columns.keep(advisory.cvss),
                             .summary = columns.text.intern(advisory.summary),
                             .digest = digest});
  if (!advisory.withdrawn) {
    if (const auto cve = cve_number(advisory.id)) {
      auto& entry = columns.cves[*cve];
      for (const auto& vector : advisory.cvss)
        entry.vectors.push_back(columns.text.intern(vector));
      if (advisory.ssvc) columns.add_ssvc(entry, *advisory.ssvc);
      entry.published = std::max(entry.published, days_of(advisory.published));
    }
  }
  for (const auto& affected : advisory.affected)
    columns.add_affected(number, affected);
}

void IndexBuilder::add(std::uint32_t feed, const KevEntry& entry, const RecordDigest& digest) {
  const auto number = cve_number(entry.cve);
  if (!number || !columns_->first_seen(feed, digest)) return;
  auto& cve = columns_->cves[*number];
  cve.flags |= cve_kev;
  if (entry.ransomware) cve.flags |= cve_ransomware;
  cve.kev_added = cve.kev_added == no_date ? entry.added.days : std::min(cve.kev_added, entry.added.days);
  columns_->note_date(feed, entry.added.days);
  columns_->kev_products.emplace_back(columns_->text.intern(fold_product(entry.vendor, entry.product)), *number);
}

void IndexBuilder::add(std::uint32_t feed, const EpssScore& score, const RecordDigest& digest) {
  const auto number = cve_number(score.cve);
  if (!number || !columns_->first_seen(feed, digest)) return;
  auto& cve = columns_->cves[*number];
  // Two EPSS feeds in one index: the higher score counts, of equal ones the higher percentile, then the feed's name, so
  // that the order of import does not.
  const auto name_of = [this](std::uint32_t which) { return columns_->text[columns_->feeds[which].name]; };
  if ((cve.flags & cve_epss) != 0) {
    const std::pair known(cve.epss, cve.percentile);
    const std::pair said(score.score, score.percentile);
    if (said < known || (said == known && name_of(feed) <= name_of(cve.feed))) return;
  }
  cve.flags |= cve_epss;
  cve.epss = score.score;
  cve.percentile = score.percentile;
  cve.feed = feed;
}

void IndexBuilder::add(std::uint32_t feed, const VexStatement& statement, const RecordDigest& digest) {
  if (!columns_->first_seen(feed, digest)) return;
  auto& text = columns_->text;
  for (const auto& id : statement.vulnerabilities) {
    for (const auto& product : statement.products) {
      columns_->vex.push_back({text.intern(id), text.intern(product), text.intern(statement.justification),
                               text.intern(statement.statement), text.intern(statement.author),
                               static_cast<std::uint32_t>(statement.status)});
    }
  }
}

std::string IndexBuilder::finish() {
  return write_index(*columns_);
}

}  // namespace manara::exposure
