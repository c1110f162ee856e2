#include "formats/comparators.h"

#include "base/strings.h"

namespace manara::formats {
namespace {

/// One comparator; false for another text. ">" opens behind a version, which half-open ranges can't say.
bool add_comparator(std::string_view text, std::vector<RangeEvent>& events) {
  text = trim(text);
  const auto take = [&](std::string_view sign) {
    if (!take_prefix(text, sign)) return false;
    text = trim(text);
    return true;
  };
  if (take("<=")) {
    events.push_back({EventKind::last_affected, std::string(text)});
  } else if (take("<")) {
    events.push_back({EventKind::fixed, std::string(text)});
  } else if (take(">=")) {
    events.push_back({EventKind::introduced, std::string(text)});
  } else if (take("==") || take("=")) {
    events.push_back({EventKind::introduced, std::string(text)});
    events.push_back({EventKind::last_affected, std::string(text)});
  } else {
    return false;
  }
  return !text.empty() && text.find_first_of("<>=|& ") == std::string_view::npos;
}

}  // namespace

std::vector<RangeEvent> comparators(std::string_view text, char separator) {
  std::vector<RangeEvent> events;
  for (const auto piece : split(text, separator)) {
    if (!add_comparator(piece, events)) return {};
  }
  if (events.front().kind != EventKind::introduced) events.insert(events.begin(), {EventKind::introduced, "0"});
  return events;
}

}  // namespace manara::formats
