#include "exposure/scan.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/in_order.h"
#include "crypto/sha256.h"
#include "exposure/assess.h"
#include "exposure/distinct.h"
#include "exposure/gaps.h"
#include "exposure/look_up.h"
#include "exposure/row_order.h"
#include "exposure/scheme.h"
#include "exposure/support_rows.h"
#include "exposure/vex.h"

namespace manara::exposure {
namespace {

/// What is to be counted for each component of an ecosystem and release.
using Cover = std::vector<std::uint64_t*>;

/// So many components are looked up by one thread at a time.
constexpr std::size_t block_size = 256;

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
  void scan_components(std::span<const std::uint32_t> numbers);
  void add_component(std::uint32_t number, const LookedUp& looked_up);
  void count_cover(const Identity& identity);
  Cover cover_of(const Identity& identity);
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
};

/// Counts what is to be said of the component because of its ecosystem and release.
void Scanner::count_cover(const Identity& identity) {
  const auto [at, is_new] = covers_.try_emplace({identity.ecosystem, identity.release});
  if (is_new) at->second = cover_of(identity);
  for (auto* gap : at->second)
    ++*gap;
}

Cover Scanner::cover_of(const Identity& identity) {
  Cover cover;
  const auto say = [&](Code reason, std::string_view name) {
    cover.push_back(&gaps_.counter(reason, target().name, name));
  };
  const auto* row = ecosystem_of(identity, index_);
  std::string shown(product_ecosystem);
  if (identity.ecosystem == nullptr) {
    // KEV names products without their versions: it says what to check by hand, and clears nothing.
    if (row == nullptr) say(Code{"gap_no_product_advisories"}, "");
  } else {
    const std::string name(identity.ecosystem->name);
    if (has_releases(identity) && identity.release.empty()) {
      say(Code{"gap_release_unknown"}, name);
      return cover;
    }
    shown = identity.release.empty() ? name : name + " " + identity.release;
    if (row == nullptr) {
      const bool other_releases = !identity.release.empty() && index_.knows_ecosystem(name);
      say(other_releases ? Code{"gap_release_without_advisories"} : Code{"gap_ecosystem_without_advisories"}, shown);
    } else if (has_releases(identity) && release_ended(identity, options_.as_of)) {
      say(Code{"gap_release_ended"}, shown);
    }
  }
  // Old advisories are matched all the same.
  const auto dated = row != nullptr ? date_of(row->as_of) : std::nullopt;
  if (dated && options_.as_of - *dated > stale_after_days) say(Code{"gap_feed_stale"}, shown);
  return cover;
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

void Scanner::add_component(std::uint32_t number, const LookedUp& looked_up) {
  const auto& identity = looked_up.identity;
  add_ended(number, looked_up.ended, identity.confidence);
  if (!identity.unassessed.code.empty()) {
    gap(identity.unassessed);
    return;
  }
  count_cover(identity);
  if (!looked_up.unassessed.code.empty()) gap(looked_up.unassessed);
  for (const auto& finding : looked_up.findings) {
    add({.target = target_,
         .component = number,
         .assessment = assessor_.of_cluster(finding.cluster),
         .state = finding.affected ? State::affected : State::undecided,
         .confidence = identity.confidence,
         .id = finding.id,
         .fixed_in = finding.fixed_in,
         .go_to = finding.go_to});
  }
  if (identity.ecosystem == nullptr) add_kev_products(identity, number);
}

void Scanner::scan_components(std::span<const std::uint32_t> numbers) {
  const auto& inventory = target().inventory;
  const auto look = [&](std::span<const std::uint32_t> block) {
    std::vector<LookedUp> out;
    out.reserve(block.size());
    for (const auto number : block)
      out.push_back(look_up(inventory.components[number], inventory.os, matcher_, options_.as_of));
    return out;
  };
  std::size_t at = 0;
  blocks_in_order(numbers, block_size, options_.threads, look, [&](const std::vector<LookedUp>& block) {
    for (const auto& looked_up : block)
      add_component(numbers[at++], looked_up);
  });
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
  scan_components(distinct_components(inventory.components, references));
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
