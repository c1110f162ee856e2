#include "formats/osv/osv.h"

#include <algorithm>

#include "base/strings.h"
#include "formats/json_records.h"

namespace manara::formats {
namespace {

std::vector<std::string> texts(const json::Value& array) {
  std::vector<std::string> out;
  for (const auto element : array.elements()) {
    if (element.is_string() && !element.string().empty()) out.push_back(element.text());
  }
  return out;
}

std::optional<EventKind> event_kind(std::string_view name) {
  if (name == "introduced") return EventKind::introduced;
  if (name == "fixed") return EventKind::fixed;
  if (name == "last_affected") return EventKind::last_affected;
  if (name == "limit") return EventKind::limit;
  return std::nullopt;
}

std::vector<RangeEvent> events_of(const json::Value& array) {
  std::vector<RangeEvent> events;
  for (const auto element : array.elements()) {
    for (const auto [name, version] : element.members()) {
      const auto kind = event_kind(name);
      if (kind && version.is_string()) events.push_back({*kind, version.text()});
    }
  }
  return events;
}

std::vector<Range> ranges_of(const json::Value& array) {
  std::vector<Range> ranges;
  for (const auto element : array.elements()) {
    Range range;
    const auto type = element["type"].string();
    range.type = type == "GIT" ? RangeType::git : type == "SEMVER" ? RangeType::semver : RangeType::ecosystem;
    range.repo = element["repo"].text();
    range.events = events_of(element["events"]);
    if (!range.events.empty()) ranges.push_back(std::move(range));
  }
  return ranges;
}

void add_cvss(const json::Value& severities, std::vector<std::string>& vectors) {
  for (const auto severity : severities.elements()) {
    if (!severity["type"].string().starts_with("CVSS_")) continue;
    auto vector = severity["score"].text();
    if (!vector.empty() && std::ranges::find(vectors, vector) == vectors.end()) vectors.push_back(std::move(vector));
  }
}

Affected affected_of(const json::Value& entry) {
  Affected affected;
  affected.ecosystem = entry["package"]["ecosystem"].text();
  affected.name = entry["package"]["name"].text();
  affected.ranges = ranges_of(entry["ranges"]);
  affected.versions = texts(entry["versions"]);
  if (affected.name.empty() && !affected.ranges.empty() && affected.ranges.front().type == RangeType::git) {
    affected.ecosystem = "GIT";
    affected.name = affected.ranges.front().repo;
  }
  return affected;
}

/// AlmaLinux, Rocky and Red Hat write a module's stream only in the title: "Important: nodejs:18 security update".
std::string module_of_title(std::string_view title) {
  for (const auto word : split(title, ' ')) {
    const auto halves = cut(word, ':');
    if (halves && !halves->head.empty() && !halves->tail.empty()) return std::string(word);
  }
  return {};
}

bool built_for_a_module(const Affected& affected) {
  return std::ranges::any_of(affected.ranges, [](const Range& range) {
    return std::ranges::any_of(
        range.events, [](const RangeEvent& event) { return event.version.find(".module") != std::string::npos; });
  });
}

}  // namespace

Result<Advisory> advisory_of_osv(const json::Value& record) {
  Advisory advisory;
  advisory.id = record["id"].text();
  if (advisory.id.empty()) return fail(Code{"osv_no_id"});
  advisory.aliases = texts(record["aliases"]);
  advisory.upstream = texts(record["upstream"]);
  advisory.related = texts(record["related"]);
  advisory.published = parse_date(record["published"].string());
  advisory.modified = parse_date(record["modified"].string());
  if (record["withdrawn"].is_string()) {
    // A withdrawal without a readable date is still a withdrawal.
    advisory.withdrawn = parse_date(record["withdrawn"].string()).value_or(advisory.modified.value_or(Date{}));
  }
  const auto summary = record["summary"].string();
  advisory.summary = one_line(summary.empty() ? record["details"].string() : summary);
  add_cvss(record["severity"], advisory.cvss);
  for (const auto entry : record["affected"].elements()) {
    add_cvss(entry["severity"], advisory.cvss);
    advisory.affected.push_back(affected_of(entry));
    if (built_for_a_module(advisory.affected.back())) {
      advisory.affected.back().module = module_of_title(record["summary"].string());
    }
  }
  return advisory;
}

bool looks_like_osv(const Probe& probe) {
  const auto head = trim(probe.head);
  if (!head.starts_with('{') || head.find("\"id\"") == std::string_view::npos) return false;
  if (head.find("\"bomFormat\"") != std::string_view::npos || head.find("\"dataType\"") != std::string_view::npos)
    return false;
  return head.find("\"affected\"") != std::string_view::npos || head.find("\"modified\"") != std::string_view::npos;
}

Status read_osv(io::Stream& stream, std::string_view, FeedSink& sink, const Limits& limits) {
  return for_each_json_record(stream, limits, [&](const Result<json::Value>& record, std::uint64_t line) {
    auto advisory = record ? advisory_of_osv(*record) : std::unexpected(record.error());
    if (advisory) {
      sink.advisory(std::move(*advisory));
    } else {
      sink.unusable(advisory.error().message(), {.line = line});
    }
  });
}

}  // namespace manara::formats
