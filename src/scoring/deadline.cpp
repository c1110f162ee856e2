// A vulnerability is in KEV where the day it was added is known: the catalogue gives one with every entry.
#include "scoring/deadline.h"

#include "scoring/ssvc.h"

namespace manara::scoring {

std::string_view to_string(DueFrom from) {
  constexpr std::string_view names[] = {"kev_added", "published", "first_seen"};
  return names[static_cast<std::size_t>(from)];
}

DueStart due_start(const DueDates& dates) {
  DueStart start;
  const auto later = [&start](DueFrom from, std::optional<Date> date) {
    if (date && (!start.date || *date > *start.date)) start = {from, date};
  };
  later(DueFrom::kev_added, dates.kev_added);
  later(DueFrom::published, dates.published);
  later(DueFrom::first_seen, dates.first_seen);
  return start;
}

Deadline deadline(const DeadlineFacts& facts) {
  const auto judgement = judge(facts.known, facts.vector);
  const auto timeline = bod_26_04_timeline({.in_kev = facts.dates.kev_added.has_value(),
                                            .publicly_exposed = facts.publicly_exposed,
                                            .automatable = judgement.automatable,
                                            .total_technical_impact = judgement.total_technical_impact});
  const auto start = due_start(facts.dates);
  Deadline due{.label = timeline.label, .days = timeline.days, .from = start.from, .assumed = judgement.assumed};
  if (timeline.days && start.date) due.date = *start.date + *timeline.days;
  return due;
}

}  // namespace manara::scoring
