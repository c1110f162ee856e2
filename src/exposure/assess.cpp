#include "exposure/assess.h"

#include <algorithm>
#include <array>

#include "scoring/cvss.h"

namespace manara::exposure {
namespace {

constexpr std::array<std::string_view, 4> exploitation_names{"", "none", "poc", "active"};
constexpr std::array<std::string_view, 3> automatable_names{"", "no", "yes"};
constexpr std::array<std::string_view, 3> impact_names{"", "partial", "total"};

template <std::size_t N>
std::string_view name_at(const std::array<std::string_view, N>& names, std::uint8_t at) {
  return at < N ? names[at] : std::string_view{};
}

/// The worse of two answers: the later in the list of values.
template <std::size_t N>
void worsen(std::string_view& known, const std::array<std::string_view, N>& names, std::uint8_t at) {
  const auto value = name_at(names, at);
  if (std::ranges::find(names, value) > std::ranges::find(names, known)) known = value;
}

}  // namespace

// Room for all clusters is only touched where it is used; a list that grew by doubling was moved through memory that
// the system had to clear first: a fifth of a big scan's page faults.
Assessor::Assessor(const Index& index, bool exposed, std::vector<Assessment>& assessments)
    : index_(index),
      exposed_(exposed),
      assessments_(assessments),
      by_cluster_(index.all<ClusterRow>(Section::clusters).size(), no_ref) {
  assessments_.reserve(by_cluster_.size());
}

void Assessor::add_vectors(std::span<const std::uint32_t> refs, Assessment& out) {
  for (const auto ref : refs) {
    const auto text = index_.text(ref);
    const auto vector = scoring::parse_cvss(text);
    if (!vector) continue;
    vectors_.push_back(*vector);
    const auto score = vector->score();
    // The highest ranks; of equal ones the newest version, then the first in order of text.
    const Cvss candidate{scoring::to_string(score.version), text, score.overall};
    if (!out.cvss || std::pair(candidate.score, candidate.version) > std::pair(out.cvss->score, out.cvss->version)) {
      out.cvss = candidate;
    }
  }
}

void Assessor::add_cve(const CveRow& cve, Assessment& out) {
  out.cves.push_back(cve.number);
  add_vectors(index_.part<std::uint32_t>(Section::vectors, cve.vectors), out);
  if ((cve.flags & cve_kev) != 0) {
    const auto added = date_of(cve.kev_added).value_or(Date{});
    if (!out.kev || added < out.kev->added) out.kev = Kev{added, out.kev && out.kev->ransomware};
    out.kev->ransomware = out.kev->ransomware || (cve.flags & cve_ransomware) != 0;
  }
  // What is no number would leave the rows without an order.
  const bool scored = (cve.flags & cve_epss) != 0 && cve.epss >= 0 && cve.epss <= 1;
  if (scored && (!out.epss || cve.epss > out.epss->score)) {
    const auto* feed = index_.at<FeedRow>(Section::feeds, cve.feed);
    out.epss = Epss{cve.epss, cve.percentile, feed != nullptr ? index_.text(feed->model) : "",
                    feed != nullptr ? date_of(feed->as_of) : std::nullopt};
  }
  if ((cve.flags & cve_ssvc) != 0) {
    if (!out.ssvc) out.ssvc = Ssvc{};
    worsen(out.ssvc->exploitation, exploitation_names, cve.exploitation);
    worsen(out.ssvc->automatable, automatable_names, cve.automatable);
    worsen(out.ssvc->technical_impact, impact_names, cve.technical_impact);
  }
  const auto published = date_of(cve.published);
  if (published && (!out.published || *published < *out.published)) out.published = published;
}

void Assessor::set_due(Assessment& out) const {
  scoring::DeadlineFacts facts;
  facts.dates.published = out.published;
  if (out.kev) facts.dates.kev_added = out.kev->added;
  facts.publicly_exposed = exposed_;
  if (out.ssvc) facts.known = {out.ssvc->automatable, out.ssvc->technical_impact};
  facts.vector = scoring::newest(vectors_);
  out.due = scoring::deadline(facts);
}

std::uint32_t Assessor::of_cluster(std::uint32_t cluster) {
  const auto* row = index_.cluster(cluster);
  if (row == nullptr) return of_nothing();
  auto& place = by_cluster_[cluster];
  if (place != no_ref) return place;
  place = static_cast<std::uint32_t>(assessments_.size());
  auto& out = assessments_.emplace_back();
  vectors_.clear();
  const auto ids = index_.part<std::uint32_t>(Section::cluster_ids, row->ids);
  out.ids.reserve(ids.size());
  for (const auto ref : ids)
    out.ids.push_back(index_.text(ref));
  out.published = date_of(row->published);
  add_vectors(index_.part<std::uint32_t>(Section::vectors, row->vectors), out);
  for (const auto at : index_.part<std::uint32_t>(Section::cluster_cves, row->cves)) {
    if (const auto* cve = index_.cve(at)) add_cve(*cve, out);
  }
  set_due(out);
  return place;
}

std::uint32_t Assessor::of_cves(std::span<const std::uint32_t> cves) {
  auto& out = assessments_.emplace_back();
  vectors_.clear();
  for (const auto place : cves) {
    if (const auto* cve = index_.cve(place)) add_cve(*cve, out);
  }
  std::ranges::sort(out.cves);
  set_due(out);
  return static_cast<std::uint32_t>(assessments_.size() - 1);
}

std::uint32_t Assessor::of_nothing() {
  if (!nothing_) nothing_ = of_cves({});
  return *nothing_;
}

scoring::Deadline with_first_seen(const Assessment& known, Date first_seen) {
  auto due = known.due;
  scoring::DueDates dates{.published = known.published, .first_seen = first_seen};
  if (known.kev) dates.kev_added = known.kev->added;
  const auto start = scoring::due_start(dates);
  due.from = start.from;
  due.date.reset();
  if (start.date && due.days) due.date = *start.date + *due.days;
  return due;
}

}  // namespace manara::exposure
