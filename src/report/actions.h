/// Rows grouped by what to do about them: one action is one component of one target, with the version to go to.
#pragma once

#include <string>
#include <vector>

#include "exposure/scan.h"

namespace manara::report {

struct Action {
  const exposure::Exposure* worst = nullptr;  ///< the row that ranks first
  std::uint32_t affected = 0, undecided = 0;  ///< rows
  std::string_view go_to{};                   ///< of its affected rows; "" where none lists a fix

  enum class Todo : std::uint8_t { upgrade, no_fix, check, replace };
  /// An upgrade that is known settles the component, whatever else has to be looked at by hand.
  [[nodiscard]] Todo todo() const;
};

/// In the order of their worst rows. Rows that VEX says are not affected are left out.
std::vector<Action> actions_of(const exposure::ScanResult& result);

/// What was not assessed, by reason: how much, and under which names, the most frequent first.
struct GapGroup {
  Code reason{};
  std::uint64_t count = 0;
  std::vector<std::pair<std::string, std::uint64_t>> names{};
  /// The first `most` names, separated by commas.
  [[nodiscard]] std::string listed(std::size_t most) const;
};
std::vector<GapGroup> gap_groups(const exposure::ScanResult& result);

/// The time that CISA gives: "60 days". Where nothing dates the vulnerability it stands in place of the day.
Message time_given(const scoring::Deadline& due);
/// The same for a row without a day. What is out of support, or only waits as an update, is no vulnerability that a
/// time was given for.
Message time_given(const exposure::Exposure& row);

/// What was read and found, in numbers, one sentence each; states that no row has are left out.
std::vector<Message> summary_of(const exposure::ScanResult& result, const std::vector<Action>& actions);

/// What the action is about: the component's name and version, or the operating system's.
std::string subject_name(const exposure::ScanResult& result, const exposure::Exposure& row);
std::string subject_version(const exposure::ScanResult& result, const exposure::Exposure& row);

}  // namespace manara::report
