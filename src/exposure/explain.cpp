#include "exposure/explain.h"

#include <algorithm>
#include <fmt/core.h>
#include <map>

#include "base/strings.h"
#include "exposure/assess.h"

namespace manara::exposure {
namespace {

std::string shown(const Index& index, const RangeRow& range) {
  std::string out = (range.flags & range_from_start) != 0 ? "" : fmt::format(">= {}", index.text(range.lo_text));
  if ((range.flags & range_to_end) == 0) {
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", (range.flags & range_hi_inclusive) != 0 ? "<=" : "<",
                       index.text(range.hi_text));
  }
  return out.empty() ? "*" : out;
}

class Explainer {
 public:
  Explainer(const Index& index, std::uint32_t cluster, const Component* component)
      : index_(index), matcher_(index), cluster_(cluster) {
    if (component == nullptr) return;
    identity_ = identify(*component, {});
    if (identity_->ecosystem == nullptr) return;
    const auto* ecosystem = index.ecosystem(identity_->ecosystem->name, identity_->release);
    if (ecosystem != nullptr) settle_enclosing(*identity_, index, *ecosystem);
  }
  void fill(Explanation& out);

 private:
  void add_entries(std::map<std::uint32_t, ExplainedRecord>& records);
  ExplainedEntry entry_of(const EcosystemRow& ecosystem, const PackageRow& package, const AffectedRow& row,
                          const Name* name);
  [[nodiscard]] Message reason_of(const AffectedRow& row, const Match& match, const Probe& probe) const;
  [[nodiscard]] const Name* asked_for(const EcosystemRow& ecosystem, const PackageRow& package) const;

  const Index& index_;
  Matcher matcher_;
  std::uint32_t cluster_;
  std::optional<Identity> identity_{};
};

/// The name by which the component asked about stands here; nullptr: it doesn't.
const Name* Explainer::asked_for(const EcosystemRow& ecosystem, const PackageRow& package) const {
  const auto wanted = identity_->ecosystem == nullptr ? std::string_view("product") : identity_->ecosystem->name;
  if (index_.text(ecosystem.name) != wanted || index_.text(ecosystem.release) != identity_->release) return nullptr;
  const auto found = std::ranges::find(identity_->names, index_.text(package.name), &Name::name);
  return found == identity_->names.end() ? nullptr : &*found;
}

Message Explainer::reason_of(const AffectedRow& row, const Match& match, const Probe& probe) const {
  if ((row.flags & row_withdrawn) != 0) return {Code{"explain_withdrawn"}, {}};
  if (match.verdict == Verdict::affected) {
    return match.fixed_in.empty()
               ? Message{Code{"explain_inside"}, {std::string(probe.version)}}
               : Message{Code{"explain_inside_until"}, {std::string(probe.version), std::string(match.fixed_in)}};
  }
  if (probe.version.empty()) return {Code{"explain_no_version"}, {}};
  if (probe.state == versions::Key::unparsable) return {Code{"explain_unparsable"}, {std::string(probe.version)}};
  if (match.verdict == Verdict::not_affected) return {Code{"explain_outside"}, {std::string(probe.version)}};
  if ((row.flags & row_any_version) != 0) return {Code{"explain_no_versions_given"}, {}};
  if ((row.flags & row_git) != 0) return {Code{"explain_commits_only"}, {}};
  return {Code{"explain_incomparable"}, {std::string(probe.version)}};
}

ExplainedEntry Explainer::entry_of(const EcosystemRow& ecosystem, const PackageRow& package, const AffectedRow& row,
                                   const Name* name) {
  ExplainedEntry entry;
  const auto release = index_.text(ecosystem.release);
  entry.ecosystem = std::string(index_.text(ecosystem.name)) + (release.empty() ? "" : " " + std::string(release));
  entry.package = index_.text(package.name);
  for (const auto& range : index_.part<RangeRow>(Section::ranges, row.ranges))
    entry.ranges.push_back(shown(index_, range));
  entry.enumerated = row.enumerated.count;
  if (name == nullptr) return entry;
  const auto version = identity_->epoch_unknown ? with_epoch(index_, package, name->version) : name->version;
  const auto probe = make_probe(static_cast<versions::Scheme>(row.scheme), version);
  const Query query{&ecosystem, name->name, version, identity_->arch, identity_->module, identity_->version_is_line};
  const auto match = matcher_.judge(row, query, probe);
  entry.verdict = match.verdict;
  entry.reason = reason_of(row, match, probe);
  if (name->enclosing && match.verdict == Verdict::affected) {
    entry.verdict = Verdict::undecided;
    entry.reason = {Code{"explain_enclosing"}, {name->name}};
  }
  return entry;
}

/// There is no way from a record to its rows in the index, which is made for the other direction: all rows are walked
/// (350,000 in 10 ms), once for a question that a person asks.
void Explainer::add_entries(std::map<std::uint32_t, ExplainedRecord>& records) {
  for (const auto& ecosystem : index_.ecosystems()) {
    for (const auto& package : index_.part<PackageRow>(Section::packages, ecosystem.packages)) {
      for (const auto& row : index_.rows(package)) {
        const auto record = records.find(row.advisory);
        if (record == records.end()) continue;
        const auto* name = identity_ ? asked_for(ecosystem, package) : nullptr;
        if (identity_ && name == nullptr) continue;
        auto& entries = record->second.entries;
        if (entries.size() < max_entries) {
          entries.push_back(entry_of(ecosystem, package, row, name));
        } else {
          ++record->second.entries_left_out;
        }
      }
    }
  }
}

void Explainer::fill(Explanation& out) {
  std::map<std::uint32_t, ExplainedRecord> records;
  const auto advisories = index_.all<AdvisoryRow>(Section::advisories);
  for (std::uint32_t i = 0; i < advisories.size(); ++i) {
    const auto& row = advisories[i];
    if (row.cluster != cluster_) continue;
    ExplainedRecord record{.id = index_.text(row.id)};
    const auto* feed = index_.at<FeedRow>(Section::feeds, row.feed);
    record.feed = feed != nullptr ? index_.text(feed->name) : "";
    record.published = date_of(row.published);
    record.modified = date_of(row.modified);
    record.withdrawn = date_of(row.withdrawn);
    record.summary = index_.summary(row);
    for (const auto ref : index_.part<std::uint32_t>(Section::vectors, row.vectors))
      record.vectors.push_back(index_.text(ref));
    records.emplace(i, std::move(record));
  }
  add_entries(records);
  for (auto& [place, record] : records) {
    for (const auto& entry : record.entries) {
      if (entry.verdict == Verdict::affected) out.state = State::affected;
      if (entry.verdict == Verdict::undecided && out.state != State::affected) out.state = State::undecided;
    }
    out.records.push_back(std::move(record));
  }
  out.identity = std::move(identity_);
}

}  // namespace

std::optional<Explanation> explain(const Index& index, std::string_view id, const Component* component, bool exposed) {
  Explanation out;
  std::vector<Assessment> assessments;
  Assessor assessor(index, exposed, assessments);
  // People write CVE ids in any case.
  const auto number = cve_number(id);
  const auto written = number ? cve_id(*number) : std::string(id);
  if (const auto cluster = index.find_cluster(written)) {
    out.known = assessments.at(assessor.of_cluster(*cluster));
    Explainer(index, *cluster, component).fill(out);
    return out;
  }
  const auto* cve = index.find_cve(written);
  if (cve == nullptr) return std::nullopt;
  const auto place = static_cast<std::uint32_t>(cve - index.all<CveRow>(Section::cves).data());
  out.known = assessments.at(assessor.of_cves(std::span(&place, 1)));
  return out;
}

}  // namespace manara::exposure
