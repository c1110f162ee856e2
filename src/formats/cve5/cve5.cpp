#include "formats/cve5/cve5.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>

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

bool is_everything(const Affected& affected) {
  return affected.versions.empty() && affected.ranges.size() == 1 && affected.ranges[0].events.size() == 1 &&
         affected.ranges[0].events[0] == RangeEvent{EventKind::introduced, "0"};
}

/// "VM VirtualBox", "vm_virtualbox" → "vmvirtualbox"
std::string letters_of(std::string_view name) {
  std::string out;
  for (const auto c : name) {
    if (c != ' ' && c != '_' && c != '-' && c != '\\') out += to_lower(c);
  }
  return out;
}

/// CISA often names a product again, with version "*", where the CNA gives bounds ("Chrome before 125.0.6422.76"): a
/// name for what the CNA describes, not "every version for ever". It takes the CNA's versions, and is undecided where
/// the CNA has several entries of that product. In: the CNA's entries are the first `count`.
void bound_by_cna(std::vector<Affected>& affected, std::size_t count) {
  struct Named {
    const Affected* entry = nullptr;
    bool differ = false;
  };
  std::map<std::string, Named, std::less<>> cna;
  for (const auto& theirs : std::span(affected).first(count)) {
    if (theirs.any_version || is_everything(theirs)) continue;
    auto& named = cna[letters_of(theirs.name)];
    named.differ = named.differ || (named.entry != nullptr &&
                                    (named.entry->ranges != theirs.ranges || named.entry->versions != theirs.versions));
    named.entry = &theirs;
  }
  for (auto& one : std::span(affected).subspan(count)) {
    if (!is_everything(one)) continue;
    const auto same = cna.find(letters_of(one.name));
    if (same == cna.end()) continue;
    const auto& [entry, differ] = same->second;
    one.ranges = differ ? std::vector<Range>{} : entry->ranges;
    one.versions = differ ? std::vector<std::string>{} : entry->versions;
    one.version_type = entry->version_type;
    one.any_version = differ;
  }
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
  const auto of_cna = advisory.affected.size();
  for (const auto adp : containers["adp"].elements())
    add_container(adp, advisory);
  bound_by_cna(advisory.affected, of_cna);
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
