#include "formats/cve5/cve5.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "formats/cve5/affected.h"
#include "formats/json_records.h"

namespace manara::formats {
namespace {

constexpr std::array<std::string_view, 4> cvss_members{"cvssV4_0", "cvssV3_1", "cvssV3_0", "cvssV2_0"};

void add_ssvc(const json::Value& content, Advisory& out) {
  SsvcPoints points;
  for (const auto option : content["options"].elements()) {
    for (const auto [name, value] : option.members()) {
      if (iequals(name, "Exploitation")) points.exploitation = to_lower(value.string());
      if (iequals(name, "Automatable")) points.automatable = to_lower(value.string());
      if (iequals(name, "Technical Impact")) points.technical_impact = to_lower(value.string());
    }
  }
  out.ssvc = std::move(points);
}

void add_container(const json::Value& container, Advisory& out) {
  for (const auto metric : container["metrics"].elements()) {
    for (const auto member : cvss_members) {
      auto vector = metric[member]["vectorString"].text();
      if (!vector.empty() && std::ranges::find(out.cvss, vector) == out.cvss.end())
        out.cvss.push_back(std::move(vector));
    }
    if (metric["other"]["type"].string() == "ssvc") add_ssvc(metric["other"]["content"], out);
  }
  for (const auto entry : container["affected"].elements())
    cve5_record::add_affected(entry, out.affected);
}

}  // namespace

Result<Advisory> advisory_of_cve5(const json::Value& record) {
  const auto about = record["cveMetadata"];
  Advisory advisory;
  advisory.id = about["cveId"].text();
  if (advisory.id.empty()) return fail(Code{"cve5_not_a_record"});
  advisory.published = parse_date(about["datePublished"].string());
  advisory.modified = parse_date(about["dateUpdated"].string());
  if (iequals(about["state"].string(), "REJECTED")) {
    advisory.withdrawn = parse_date(about["dateRejected"].string()).value_or(advisory.modified.value_or(Date{}));
  }
  const auto containers = record["containers"];
  advisory.summary = one_line(containers["cna"]["title"].string());
  add_container(containers["cna"], advisory);
  for (const auto adp : containers["adp"].elements())
    add_container(adp, advisory);
  return advisory;
}

bool looks_like_cve5(const Probe& probe) {
  const auto head = trim(probe.head);
  if (!head.starts_with('{')) return false;
  return head.find("\"CVE_RECORD\"") != std::string_view::npos ||
         (head.find("\"cveMetadata\"") != std::string_view::npos &&
          head.find("\"containers\"") != std::string_view::npos);
}

Status read_cve5(io::Stream& stream, std::string_view, FeedSink& sink, const Limits& limits) {
  return for_each_json_record(stream, limits, [&](const Result<json::Value>& record, std::uint64_t line) {
    auto advisory = record ? advisory_of_cve5(*record) : std::unexpected(record.error());
    if (advisory) {
      sink.advisory(std::move(*advisory));
    } else {
      sink.unusable(advisory.error().message(), {.line = line});
    }
  });
}

}  // namespace manara::formats
