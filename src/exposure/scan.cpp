#include "exposure/scan.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "crypto/sha256.h"
#include "exposure/assess.h"
#include "exposure/distinct.h"
#include "exposure/gaps.h"
#include "exposure/matcher.h"
#include "exposure/normalise.h"
#include "exposure/row_order.h"
#include "exposure/scheme.h"
#include "exposure/support_rows.h"
#include "exposure/vex.h"

namespace manara::exposure {
namespace {

/// Every match of one component, whatever name it was found by.
struct Found {
  std::uint32_t cluster = 0;
  const AdvisoryRow* advisory = nullptr;
  Match match{};
  std::string_view go_to{};
  std::string_view id{};
  int rank = 0;  // of the id
};

/// The advisories of an ecosystem and release, and what is to be counted for each component of it.
struct Cover {
  const EcosystemRow* row = nullptr;  ///< nullptr: there are none
  std::vector<std::uint64_t*> gaps{};
};

class Scanner {
 public:
  Scanner(const Index& index, const Options& options, ScanResult& result)
      : index_(index),
        matcher_(index),
        options_(options),
        result_(result),
        assessor_(index, options.exposed, result.assessments) {}

  void scan_target(std::uint32_t number);
  void finish();

 private:
  void scan_component(std::uint32_t number);
  const EcosystemRow* covered(const Identity& identity);
  Cover cover_of(const Identity& identity);
  void look_up(const Identity& identity, const Component& component, const EcosystemRow* ecosystem);
  void add_rows(std::uint32_t component, Confidence confidence);
  void add_kev_products(const Identity& identity, std::uint32_t component);
  void add_pending();
  void add_ended(std::uint32_t component, const std::optional<support::SupportEnd>& end, Confidence confidence);
  void add(Exposure row);
  void apply_vex(Exposure& row) const;
  [[nodiscard]] const Target& target() const { return result_.targets[target_]; }
  void gap(const Message& reason) {
    gaps_.add(reason.code, target().name,
              reason.args.empty() ? std::string_view{} : std::string_view(reason.args.front()));
  }

  const Index& index_;
  Matcher matcher_;
  const Options& options_;
  ScanResult& result_;
  Assessor assessor_;
  Gaps gaps_{};
  // For the target at hand: components come a thousand to a release.
  std::map<std::pair<const versions::Ecosystem*, std::string>, Cover> covers_{};
  std::uint32_t target_ = 0;
  std::unique_ptr<VexBook> vex_{};
  std::vector<Found> found_{};  // of the component at hand
  std::vector<Match> matches_{};
  Identity identity_{};
};

/// The ecosystem's row, or nullptr; counts what is to be said of the component either way.
const EcosystemRow* Scanner::covered(const Identity& identity) {
  const auto [at, is_new] = covers_.try_emplace({identity.ecosystem, identity.release});
  if (is_new) at->second = cover_of(identity);
  for (auto* gap : at->second.gaps)
    ++*gap;
  return at->second.row;
}

Cover Scanner::cover_of(const Identity& identity) {
  Cover cover;
  const auto say = [&](Code reason, std::string_view name) {
    cover.gaps.push_back(&gaps_.counter(reason, target().name, name));
  };
  std::string shown(product_ecosystem);
  if (identity.ecosystem == nullptr) {
    cover.row = index_.ecosystem(product_ecosystem, "");
    // KEV names products without their versions: it says what to check by hand, and clears nothing.
    if (cover.row == nullptr) say(Code{"gap_no_product_advisories"}, "");
  } else {
    const std::string name(identity.ecosystem->name);
    const bool has_releases =
        identity.ecosystem->is_distribution() && identity.ecosystem->release != versions::ReleaseRule::rolling;
    if (has_releases && identity.release.empty()) {
      say(Code{"gap_release_unknown"}, name);
      return cover;
    }
    shown = identity.release.empty() ? name : name + " " + identity.release;
    cover.row = index_.ecosystem(name, identity.release);
    if (cover.row == nullptr) {
      const bool other_releases = !identity.release.empty() && index_.knows_ecosystem(name);
      say(other_releases ? Code{"gap_release_without_advisories"} : Code{"gap_ecosystem_without_advisories"}, shown);
    } else if (has_releases && release_ended(identity, options_.as_of)) {
      say(Code{"gap_release_ended"}, shown);
    }
  }
  // Old advisories are matched all the same.
  const auto dated = cover.row != nullptr ? date_of(cover.row->as_of) : std::nullopt;
  if (dated && options_.as_of - *dated > stale_after_days) say(Code{"gap_feed_stale"}, shown);
  return cover;
}

void Scanner::look_up(const Identity& identity, const Component& component, const EcosystemRow* ecosystem) {
  found_.clear();
  bool unordered = false;
  bool named = false;
  for (const auto& name : identity.names) {
    const auto* package = index_.package(*ecosystem, name.name);
    if (package == nullptr) continue;
    named = true;
    const auto version = identity.epoch_unknown ? with_epoch(index_, *package, name.version) : name.version;
    const Query query{ecosystem, name.name, version, identity.arch, identity.module, identity.version_is_line};
    const auto probe = make_probe(static_cast<versions::Scheme>(ecosystem->scheme), version);
    unordered = unordered || (identity.ecosystem != nullptr && probe.state == versions::Key::unparsable);
    matches_.clear();
    matcher_.match_rows(index_.rows(*package), query, probe, matches_);
    const auto go_to = name.enclosing ? std::string_view{} : matcher_.go_to(query, matches_);
    for (auto& match : matches_) {
      if (name.enclosing) match = {.row = match.row, .verdict = Verdict::undecided};
      const auto* advisory = index_.advisory(match.row->advisory);
      if (advisory == nullptr) continue;
      const auto id = index_.text(advisory->id);
      found_.push_back({advisory->cluster, advisory, match, go_to, id, id_rank(id)});
    }
  }
  if (!named) return;
  const bool no_version = std::ranges::all_of(identity.names, [](const Name& name) { return name.version.empty(); });
  if (no_version) {
    gap({Code{"gap_version_missing"}, {component.name}});
  } else if (unordered) {
    gap({Code{"gap_version_unparsable"}, {component.name + " " + component.version}});
  }
}

/// One row a cluster: affected if any of its records says so; named by the record whose id ranks first.
void Scanner::add_rows(std::uint32_t component, Confidence confidence) {
  const auto order = [](const Found& found) {
    return std::tuple(found.cluster, found.match.verdict != Verdict::affected, found.rank, found.id);
  };
  std::ranges::sort(found_, {}, order);
  for (std::size_t i = 0; i < found_.size();) {
    const auto& first = found_[i];
    Exposure row{.target = target_, .component = component, .assessment = assessor_.of_cluster(first.cluster)};
    row.state = first.match.verdict == Verdict::affected ? State::affected : State::undecided;
    row.confidence = confidence;
    row.id = first.id;
    for (; i < found_.size() && found_[i].cluster == first.cluster; ++i) {
      if (found_[i].match.verdict != Verdict::affected) continue;
      if (row.fixed_in.empty()) row.fixed_in = found_[i].match.fixed_in;
      if (row.go_to.empty()) row.go_to = found_[i].go_to;
    }
    add(row);
  }
}

/// KEV entries about which no feed says what versions they affect: one row a product, undecided.
void Scanner::add_kev_products(const Identity& identity, std::uint32_t component) {
  std::set<std::uint32_t> cves;
  for (const auto& name : identity.names) {
    for (const auto& row : index_.kev_products(name.name)) {
      if (index_.cve(row.cve) != nullptr) cves.insert(row.cve);
    }
  }
  if (cves.empty()) return;
  const std::vector<std::uint32_t> list(cves.begin(), cves.end());
  Exposure row{.target = target_, .component = component, .assessment = assessor_.of_cves(list)};
  row.state = State::undecided;
  row.confidence = identity.confidence;
  // The entry added last is the reason to look now; it names the row.
  const auto* newest = index_.cve(list.front());
  for (const auto cve : list) {
    const auto* candidate = index_.cve(cve);
    if (candidate->kev_added > newest->kev_added) newest = candidate;
  }
  row.id = result_.texts.emplace_back(cve_id(newest->number));
  row.note = "kev_product";
  add(row);
}

void Scanner::apply_vex(Exposure& row) const {
  const auto* component = component_of(result_, row);
  if (component == nullptr) return;
  const auto& known = result_.assessments[row.assessment];
  const auto verdict = vex_->verdict(known.ids, known.cves, *component);
  if (!verdict.found) return;
  if (verdict.status == VexStatus::affected) {
    row.state = State::affected;
    return;
  }
  row.state = State::not_affected;
  row.note = verdict.status == VexStatus::fixed ? std::string_view("fixed") : verdict.justification;
}

void Scanner::add(Exposure row) {
  if (const auto* component = component_of(result_, row)) {
    row.owned_by = component->owned_by;
    if (!row.owned_by.empty() && !options_.include_owned) {
      ++result_.owned_hidden;
      return;
    }
  }
  if (row.state == State::affected || row.state == State::undecided) apply_vex(row);
  const auto& known = result_.assessments[row.assessment];
  row.due = known.due;
  if (options_.first_seen) {
    const auto* component = component_of(result_, row);
    const auto seen = options_.first_seen(target().name, component != nullptr ? component->name : "", row.id);
    row.first_seen = seen.value_or(options_.as_of);
    row.due = with_first_seen(known, *row.first_seen);
  }
  result_.exposures.push_back(row);
}

void Scanner::scan_component(std::uint32_t number) {
  const auto& component = target().inventory.components[number];
  auto identity = identify(component, target().inventory.os);
  add_ended(number, ended_support(component, identity, options_.as_of), identity.confidence);
  if (!identity.unassessed.code.empty()) {
    gap(identity.unassessed);
    return;
  }
  const auto* ecosystem = covered(identity);
  if (ecosystem != nullptr) {
    settle_enclosing(identity, index_, *ecosystem);
    look_up(identity, component, ecosystem);
    add_rows(number, identity.confidence);
  }
  if (identity.ecosystem == nullptr) add_kev_products(identity, number);
}

void Scanner::add_ended(std::uint32_t component, const std::optional<support::SupportEnd>& end, Confidence confidence) {
  if (!end) return;
  Exposure row{.target = target_, .component = component, .assessment = assessor_.of_nothing()};
  row.state = State::out_of_support;
  row.confidence = confidence;
  row.id = result_.texts.emplace_back("eol:" + std::string(end->id));
  row.note = result_.texts.emplace_back(support_note(*end, options_.as_of));
  add(row);
}

/// A security update that the machine's own lists offer, one row a source package, unless an advisory has named it
/// already.
void Scanner::add_pending() {
  const auto& inventory = target().inventory;
  if (inventory.pending.empty()) return;
  std::set<std::string_view> done;
  std::set<std::string_view> named;
  for (const auto& row : result_.exposures) {
    if (row.target != target_ || row.state != State::affected || row.fixed_in.empty()) continue;
    if (const auto* component = component_of(result_, row)) {
      named.insert(component->source.name.empty() ? component->name : component->source.name);
    }
  }
  for (const auto& update : inventory.pending) {
    const std::string_view source = update.source.name.empty() ? update.name : update.source.name;
    if (named.contains(source) || !done.insert(source).second) continue;
    Exposure row{.target = target_, .state = State::pending_update};
    const auto at = std::ranges::find(inventory.components, update.name, &Component::name);
    if (at == inventory.components.end()) continue;
    row.component = static_cast<std::uint32_t>(at - inventory.components.begin());
    row.fixed_in = row.go_to = update.candidate;
    row.note = update.origin;
    std::optional<std::uint32_t> cluster;
    for (const auto& id : update.advisories) {
      if (!cluster) cluster = index_.find_cluster(id);
    }
    row.assessment = cluster ? assessor_.of_cluster(*cluster) : assessor_.of_nothing();
    row.id = update.advisories.empty() ? std::string_view(result_.texts.emplace_back("update:" + std::string(source)))
                                       : std::string_view(update.advisories.front());
    add(row);
  }
}

void Scanner::scan_target(std::uint32_t number) {
  target_ = number;
  covers_.clear();
  const auto& inventory = target().inventory;
  vex_ = std::make_unique<VexBook>(index_);
  for (std::uint32_t i = 0; i < result_.targets.size(); ++i) {
    vex_->add(result_.targets[i].inventory.vex, i == number ? VexBook::Document::own : VexBook::Document::other);
  }
  vex_->add(options_.vex, VexBook::Document::other);
  const auto references = inventory.vex.empty() ? References::ignored : References::count;
  for (const auto component : distinct_components(inventory.components, references))
    scan_component(component);
  add_pending();
  add_ended(no_component, ended_support(inventory.os, options_.as_of), Confidence::package);
  if (!inventory.refused.empty() || inventory.refused_unlisted > 0) {
    gaps_.add(Code{"gap_rows_refused"}, target().name, "", inventory.refused.size() + inventory.refused_unlisted);
  }
}

void Scanner::finish() {
  for (const auto& name : options_.refused)
    gaps_.add(Code{"gap_target_refused"}, name, "");
  sort_rows(result_);
  result_.not_assessed = gaps_.list();
}

}  // namespace

std::string_view name_of(State state) {
  switch (state) {
    case State::affected: return "affected";
    case State::undecided: return "undecided";
    case State::pending_update: return "pending_update";
    case State::out_of_support: return "out_of_support";
    case State::not_affected: return "not_affected";
  }
  return "";
}

std::string_view name_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::package: return "package";
    case Confidence::product: return "product";
    case Confidence::name: return "name";
  }
  return "";
}

const Component* component_of(const ScanResult& result, const Exposure& exposure) {
  const auto& components = result.targets[exposure.target].inventory.components;
  return exposure.component < components.size() ? &components[exposure.component] : nullptr;
}

std::string hex_of(const FeedRow& feed) {
  return crypto::hex(feed.digest);
}

std::vector<std::string_view> missing_feeds(const Index& index) {
  bool kev = false;
  bool epss = false;
  for (const auto& cve : index.all<CveRow>(Section::cves)) {
    kev = kev || (cve.flags & cve_kev) != 0;
    epss = epss || (cve.flags & cve_epss) != 0;
    if (kev && epss) break;
  }
  std::vector<std::string_view> missing;
  if (!kev) missing.emplace_back("kev");
  if (!epss) missing.emplace_back("epss");
  if (index.ecosystem(product_ecosystem, "") == nullptr) missing.emplace_back("products");
  return missing;
}

ScanResult scan(const Index& index, std::span<const Target> targets, const Options& options) {
  ScanResult result;
  result.as_of = options.as_of;
  result.index = &index;
  result.targets = targets;
  Scanner scanner(index, options, result);
  for (std::uint32_t i = 0; i < targets.size(); ++i)
    scanner.scan_target(i);
  scanner.finish();
  return result;
}

}  // namespace manara::exposure
