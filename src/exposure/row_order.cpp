// Most rows are told apart by numbers, which are gathered once: a comparison that follows a row to its assessment,
// target and component took a third of a big scan.
#include "exposure/row_order.h"

#include <algorithm>
#include <tuple>

namespace manara::exposure {
namespace {

struct Place {
  std::uint64_t urgency;  // due date, then the day of the KEV entry; what is absent comes last
  double epss, cvss;      // below zero, so that the highest comes first
  std::string_view id;
  std::uint32_t row;
};

/// Days as an unsigned number of the same order; no day is behind all others.
std::uint64_t order_of(std::optional<Date> date) {
  return date ? static_cast<std::uint32_t>(date->days) ^ 0x80000000U : 0xffffffffU;
}

Place place_of(const ScanResult& result, std::uint32_t number) {
  const auto& row = result.exposures[number];
  const auto& known = result.assessments[row.assessment];
  const auto kev = known.kev ? std::optional(known.kev->added) : std::nullopt;
  return {.urgency = order_of(row.due.date) << 32 | order_of(kev),
          .epss = known.epss ? -known.epss->score : 0.0,
          .cvss = known.cvss ? -known.cvss->score : 0.0,
          .id = row.id,
          .row = number};
}

auto numbers_of(const Place& place) {
  return std::tie(place.urgency, place.epss, place.cvss, place.id);
}

auto rest_of(const ScanResult& result, std::uint32_t number) {
  const auto& row = result.exposures[number];
  const auto* component = component_of(result, row);
  const auto text = [&](std::string Component::* member) {
    return component != nullptr ? std::string_view(component->*member) : "";
  };
  return std::tuple(std::string_view(result.targets[row.target].name), text(&Component::name),
                    text(&Component::version), text(&Component::found_in), row.component);
}

}  // namespace

void sort_rows(ScanResult& result) {
  std::vector<Place> places;
  places.reserve(result.exposures.size());
  for (std::uint32_t number = 0; number < result.exposures.size(); ++number)
    places.push_back(place_of(result, number));
  std::ranges::sort(places, [&](const Place& a, const Place& b) {
    const auto order = numbers_of(a) <=> numbers_of(b);
    return order != 0 ? order < 0 : rest_of(result, a.row) < rest_of(result, b.row);
  });
  std::vector<Exposure> sorted;
  sorted.reserve(places.size());
  for (const auto& place : places)
    sorted.push_back(result.exposures[place.row]);
  result.exposures = std::move(sorted);
}

}  // namespace manara::exposure
