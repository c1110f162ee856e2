#include "report/actions.h"

#include <algorithm>
#include <functional>
#include <map>

namespace manara::report {

std::vector<Action> actions_of(const exposure::ScanResult& result) {
  std::vector<Action> actions;
  std::map<std::tuple<std::uint32_t, std::uint32_t, bool>, std::size_t> places;
  for (const auto& row : result.exposures) {
    if (row.state == exposure::State::not_affected) continue;
    // A component's end of support is an action of its own: upgrading within the release does not end it.
    const bool of_support = row.state == exposure::State::out_of_support;
    const auto [at, is_new] = places.try_emplace({row.target, row.component, of_support}, actions.size());
    if (is_new) actions.push_back({.worst = &row});
    auto& action = actions[at->second];
    ++(row.state == exposure::State::undecided ? action.undecided : action.affected);
    if (action.go_to.empty() && row.state != exposure::State::undecided) action.go_to = row.go_to;
  }
  return actions;
}

Action::Todo Action::todo() const {
  if (worst->state == exposure::State::out_of_support) return Todo::replace;
  if (!go_to.empty()) return Todo::upgrade;
  return affected > 0 ? Todo::no_fix : Todo::check;
}

std::string GapGroup::listed(std::size_t most) const {
  std::string list;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
    list += (i > 0 ? ", " : "") + names[i].first;
  return names.size() > most ? list + ", …" : list;
}

std::vector<GapGroup> gap_groups(const exposure::ScanResult& result) {
  std::map<Code, std::map<std::string, std::uint64_t>> reasons;
  std::map<Code, std::uint64_t> counts;
  for (const auto& gap : result.not_assessed) {
    counts[gap.reason] += gap.count;
    if (!gap.name.empty()) reasons[gap.reason][gap.name] += gap.count;
  }
  std::vector<GapGroup> groups;
  for (const auto& [reason, count] : counts) {
    GapGroup group{reason, count, {reasons[reason].begin(), reasons[reason].end()}};
    std::ranges::stable_sort(group.names, std::greater{}, [](const auto& name) { return name.second; });
    groups.push_back(std::move(group));
  }
  return groups;
}

Message time_given(const scoring::Deadline& due) {
  if (!due.days) return {Code{"due_next_upgrade"}, {}};
  const bool forensics = due.label.find("forensic") != std::string_view::npos;
  return {forensics ? Code{"due_days_forensics"} : Code{"due_days"}, {std::to_string(*due.days)}};
}

Message time_given(const exposure::Exposure& row) {
  const bool vulnerable = row.state == exposure::State::affected || row.state == exposure::State::undecided;
  return vulnerable ? time_given(row.due) : Message{Code{"due_next_upgrade"}, {}};
}

std::vector<Message> summary_of(const exposure::ScanResult& result, const std::vector<Action>& actions) {
  using exposure::State;
  std::map<State, std::uint64_t> rows;
  std::uint64_t exploited = 0;
  for (const auto& row : result.exposures) {
    ++rows[row.state];
    if (row.state == State::affected && result.assessments[row.assessment].kev) ++exploited;
  }
  std::uint64_t components = 0;
  for (const auto& target : result.targets)
    components += target.inventory.components.size();
  std::vector<Message> lines{
      {Code{"summary_read"}, {std::to_string(components), std::to_string(result.targets.size())}},
      {Code{"summary_found"},
       {std::to_string(rows[State::affected]), std::to_string(actions.size()), std::to_string(exploited)}}};
  const auto line = [&](Code code, std::uint64_t count) {
    if (count > 0) lines.push_back({code, {std::to_string(count)}});
  };
  line(Code{"summary_undecided"}, rows[State::undecided]);
  line(Code{"summary_pending"}, rows[State::pending_update]);
  line(Code{"summary_out_of_support"}, rows[State::out_of_support]);
  line(Code{"summary_vex"}, rows[State::not_affected]);
  line(Code{"summary_owned"}, result.owned_hidden);
  return lines;
}

std::string subject_name(const exposure::ScanResult& result, const exposure::Exposure& row) {
  if (const auto* component = component_of(result, row)) return component->name;
  const auto& os = result.targets[row.target].inventory.os;
  return os.name.empty() ? os.id : os.name;
}

std::string subject_version(const exposure::ScanResult& result, const exposure::Exposure& row) {
  if (const auto* component = component_of(result, row)) return component->version;
  return result.targets[row.target].inventory.os.version;
}

}  // namespace manara::report
