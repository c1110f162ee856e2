#include <algorithm>
#include <span>
#include <string>

#include "base/in_order.h"
#include "json/writer.h"
#include "report/drain.h"
#include "report/scan_report.h"

namespace manara::report {
namespace {

using exposure::Assessment;
using exposure::Exposure;
using exposure::ScanResult;

void write_index(const exposure::Index& index, json::Writer& out) {
  out.key("index").begin_object().member("digest", index.digest_hex());
  out.key("feeds").begin_array();
  for (const auto& feed : index.feeds()) {
    out.begin_object().member("name", index.text(feed.name));
    const auto as_of = exposure::date_of(feed.as_of);
    out.member_or_null("as_of", as_of ? to_string(*as_of) : "");
    out.member("count", std::uint64_t{feed.count}).member("digest", exposure::hex_of(feed)).end_object();
  }
  out.end_array().end_object();
}

void write_targets(const ScanResult& result, json::Writer& out) {
  out.key("targets").begin_array();
  for (const auto& target : result.targets) {
    out.begin_object().member("name", target.name).member("kind", target.inventory.kind);
    out.member("components", std::uint64_t{target.inventory.components.size()}).end_object();
  }
  out.end_array();
}

void write_scores(const Assessment& known, json::Writer& out) {
  out.key("cvss");
  if (known.cvss) {
    out.begin_object().member("version", known.cvss->version).member("vector", known.cvss->vector);
    out.member("score", known.cvss->score).end_object();
  } else {
    out.null();
  }
  out.key("kev");
  if (known.kev) {
    out.begin_object()
        .member("added", to_string(known.kev->added))
        .member("ransomware", known.kev->ransomware)
        .end_object();
  } else {
    out.null();
  }
  out.key("epss");
  if (known.epss) {
    out.begin_object().member("score", known.epss->score).member("percentile", known.epss->percentile);
    out.member("model", known.epss->model);
    out.member_or_null("date", known.epss->date ? to_string(*known.epss->date) : "").end_object();
  } else {
    out.null();
  }
  out.key("ssvc");
  if (known.ssvc) {
    out.begin_object().member_or_null("automatable", known.ssvc->automatable);
    out.member_or_null("technical_impact", known.ssvc->technical_impact);
    out.member_or_null("exploitation", known.ssvc->exploitation).end_object();
  } else {
    out.null();
  }
}

void write_due(const scoring::Deadline& due, json::Writer& out) {
  out.key("due").begin_object().member("label", due.label);
  out.key("days");
  due.days ? out.value(std::int64_t{*due.days}) : out.null();
  out.member("from", scoring::to_string(due.from));
  out.member_or_null("date", due.date ? to_string(*due.date) : "");
  out.key("assumed").begin_array();
  for (const auto name : due.assumed.names())
    out.value(name);
  out.end_array().end_object();
}

void write_exposure(const ScanResult& result, const Exposure& row, text::Language language, json::Writer& out) {
  const auto& known = result.assessments[row.assessment];
  const auto& target = result.targets[row.target];
  const auto* component = exposure::component_of(result, row);
  const auto& os = target.inventory.os;
  out.begin_object().member("id", row.id);
  out.key("aliases").begin_array();
  for (const auto id : known.ids) {
    if (id != row.id) out.value(id);
  }
  out.end_array().key("cves").begin_array();
  for (const auto cve : known.cves)
    out.value(exposure::cve_id(cve));
  out.end_array().member("target", target.name);
  out.member_or_null("purl", component != nullptr ? component->purl : "");
  out.member_or_null("vendor", component != nullptr ? component->vendor : "");
  out.member("name", component != nullptr ? component->name : os.name.empty() ? os.id : os.name);
  out.member("version", component != nullptr ? component->version : os.version);
  out.member("found_in", component != nullptr ? component->found_in : "");
  out.member_or_null("fixed_in", row.fixed_in).member_or_null("go_to", row.go_to);
  out.member("state", name_of(row.state)).member("confidence", name_of(row.confidence));
  write_scores(known, out);
  out.member_or_null("owned_by", row.owned_by);
  write_due(row.due, out);
  const auto reason = exposure::why(result, row);
  out.key("why").begin_object().member("code", reason.code.name()).key("args").begin_array();
  for (const auto& argument : reason.args)
    out.value(argument);
  out.end_array().member("text", text::sentence(language, reason)).end_object();
  if (row.first_seen) out.member("first_seen", to_string(*row.first_seen));
  out.end_object();
}

/// The items of the list with the commas between them, a block of rows at a time.
void write_exposures(const ScanResult& result, text::Language language, unsigned threads, Output& output) {
  constexpr std::size_t block_size = 256;
  const auto write = [&](std::span<const Exposure> block) {
    json::Writer out;
    out.begin_array();
    for (const auto& row : block)
      write_exposure(result, row, language, out);
    return out.take();
  };
  bool is_first = true;
  blocks_in_order(std::span(result.exposures), block_size, threads, write, [&](std::string text) {
    text.front() = ',';  // for the bracket of its own list
    output.write(std::string_view(text).substr(is_first ? 1 : 0));
    is_first = false;
  });
}

}  // namespace

void write_json(const ScanResult& result, text::Language language, Output& output, unsigned threads) {
  json::Writer out;
  Drain drain(out, output);
  out.begin_object().member("schema", "manara.scan/1").member("as_of", to_string(result.as_of));
  write_index(*result.index, out);
  write_targets(result, out);
  out.key("exposures").begin_array();
  drain.now();
  write_exposures(result, language, threads, output);
  out.end_array().key("not_assessed").begin_array();
  for (const auto& gap : result.not_assessed) {
    out.begin_object().member("reason", gap.reason.name()).member("target", gap.target);
    out.member_or_null("name", gap.name).member("count", gap.count).end_object();
    drain.if_full();
  }
  out.end_array().end_object();
  drain.now();
  output.write("\n");
}

}  // namespace manara::report
