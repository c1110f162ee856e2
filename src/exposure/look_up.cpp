#include "exposure/look_up.h"

#include <algorithm>
#include <tuple>

#include "exposure/normalise.h"
#include "exposure/scheme.h"
#include "exposure/support_rows.h"

namespace manara::exposure {
namespace {

/// Every match of one component, whatever name it was found by.
struct Found {
  std::uint32_t cluster = 0;
  Match match{};
  std::string_view go_to{};
  std::string_view id{};
  int rank = 0;  // of the id
};

class LookUp {
 public:
  LookUp(const Matcher& matcher, const EcosystemRow& ecosystem) : matcher_(matcher), ecosystem_(ecosystem) {}

  void run(const Component& component, LookedUp& out) {
    bool named = false;
    for (const auto& name : out.identity.names)
      named = look_up(name, out.identity) || named;
    if (!named) return;
    out.findings = findings();
    const auto has_no_version = [](const Name& name) { return name.version.empty(); };
    if (std::ranges::all_of(out.identity.names, has_no_version)) {
      out.unassessed = {Code{"gap_version_missing"}, {component.name}};
    } else if (unordered_) {
      out.unassessed = {Code{"gap_version_unparsable"}, {component.name + " " + component.version}};
    }
  }

 private:
  /// Whether the advisories know the name.
  bool look_up(const Name& name, const Identity& identity) {
    const auto& index = matcher_.index();
    const auto* package = index.package(ecosystem_, name.name);
    if (package == nullptr) return false;
    const auto version = identity.epoch_unknown ? with_epoch(index, *package, name.version) : name.version;
    const Query query{&ecosystem_, name.name, version, identity.arch, identity.module, identity.version_is_line};
    const auto probe = make_probe(static_cast<versions::Scheme>(ecosystem_.scheme), version);
    unordered_ = unordered_ || (identity.ecosystem != nullptr && probe.state == versions::Key::unparsable);
    matches_.clear();
    matcher_.match_rows(index.rows(*package), query, probe, matches_);
    const auto go_to = name.enclosing ? std::string_view{} : matcher_.go_to(query, matches_);
    for (auto& match : matches_) {
      if (name.enclosing) match = {.row = match.row, .verdict = Verdict::undecided};
      const auto* advisory = index.advisory(match.row->advisory);
      if (advisory == nullptr) continue;
      const auto id = index.text(advisory->id);
      found_.push_back({advisory->cluster, match, go_to, id, id_rank(id)});
    }
    return true;
  }

  std::vector<Finding> findings() {
    const auto order = [](const Found& found) {
      return std::tuple(found.cluster, found.match.verdict != Verdict::affected, found.rank, found.id);
    };
    std::ranges::sort(found_, {}, order);
    std::vector<Finding> out;
    for (std::size_t i = 0; i < found_.size();) {
      const auto& first = found_[i];
      auto& finding =
          out.emplace_back(Finding{first.cluster, first.match.verdict == Verdict::affected, first.id, {}, {}});
      for (; i < found_.size() && found_[i].cluster == first.cluster; ++i) {
        if (found_[i].match.verdict != Verdict::affected) continue;
        if (finding.fixed_in.empty()) finding.fixed_in = found_[i].match.fixed_in;
        if (finding.go_to.empty()) finding.go_to = found_[i].go_to;
      }
    }
    return out;
  }

  const Matcher& matcher_;
  const EcosystemRow& ecosystem_;
  std::vector<Found> found_{};
  std::vector<Match> matches_{};
  bool unordered_ = false;
};

}  // namespace

bool has_releases(const Identity& identity) {
  return identity.ecosystem != nullptr && identity.ecosystem->is_distribution() &&
         identity.ecosystem->release != versions::ReleaseRule::rolling;
}

const EcosystemRow* ecosystem_of(const Identity& identity, const Index& index) {
  if (identity.ecosystem == nullptr) return index.ecosystem(product_ecosystem, "");
  if (has_releases(identity) && identity.release.empty()) return nullptr;
  return index.ecosystem(identity.ecosystem->name, identity.release);
}

LookedUp look_up(const Component& component, const OperatingSystem& os, const Matcher& matcher, Date as_of) {
  LookedUp out{.identity = identify(component, os)};
  out.ended = ended_support(component, out.identity, as_of);
  if (!out.identity.unassessed.code.empty()) return out;
  const auto& index = matcher.index();
  if (const auto* ecosystem = ecosystem_of(out.identity, index)) {
    settle_enclosing(out.identity, index, *ecosystem);
    LookUp(matcher, *ecosystem).run(component, out);
  }
  return out;
}

}  // namespace manara::exposure
