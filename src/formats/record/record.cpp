#include "formats/record/record.h"

#include <array>

#include "base/strings.h"
#include "json/json.h"
#include "json/writer.h"

namespace manara::formats {
namespace {

constexpr std::array<std::string_view, 4> event_names{"introduced", "fixed", "last_affected", "limit"};
constexpr std::array<std::string_view, 3> range_names{"ECOSYSTEM", "SEMVER", "GIT"};
constexpr std::array<std::string_view, 4> status_names{"not_affected", "affected", "fixed", "under_investigation"};

void member(json::Writer& out, std::string_view name, std::string_view text) {
  if (!text.empty()) out.member(name, text);
}

void member(json::Writer& out, std::string_view name, const std::optional<Date>& date) {
  if (date) out.member(name, to_string(*date));
}

void member(json::Writer& out, std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  out.key(name).begin_array();
  for (const auto& text : texts)
    out.value(text);
  out.end_array();
}

void write(json::Writer& out, const Range& range) {
  out.begin_object();
  out.member("type", range_names[static_cast<std::size_t>(range.type)]);
  member(out, "repo", range.repo);
  out.key("events").begin_array();
  for (const auto& event : range.events) {
    out.begin_object().member(event_names[static_cast<std::size_t>(event.kind)], event.version).end_object();
  }
  out.end_array().end_object();
}

void write(json::Writer& out, const Affected& affected) {
  out.begin_object();
  member(out, "ecosystem", affected.ecosystem);
  member(out, "vendor", affected.vendor);
  member(out, "name", affected.name);
  member(out, "cpe", affected.cpe);
  member(out, "version_type", affected.version_type);
  member(out, "arch", affected.arch);
  member(out, "module", affected.module);
  if (!affected.ranges.empty()) {
    out.key("ranges").begin_array();
    for (const auto& range : affected.ranges)
      write(out, range);
    out.end_array();
  }
  member(out, "versions", affected.versions);
  member(out, "unaffected", affected.unaffected);
  if (affected.any_version) out.member("any_version", true);
  out.end_object();
}

template <typename Body>
std::string line(std::string_view kind, Body body) {
  json::Writer out;
  out.begin_object().key(kind).begin_object();
  body(out);
  out.end_object().end_object();
  return out.take();
}

}  // namespace

std::string record_line(const Advisory& advisory) {
  return line("advisory", [&](json::Writer& out) {
    member(out, "id", advisory.id);
    member(out, "aliases", advisory.aliases);
    member(out, "upstream", advisory.upstream);
    member(out, "related", advisory.related);
    member(out, "published", advisory.published);
    member(out, "modified", advisory.modified);
    member(out, "withdrawn", advisory.withdrawn);
    member(out, "summary", advisory.summary);
    member(out, "cvss", advisory.cvss);
    if (advisory.ssvc) {
      out.key("ssvc").begin_object();
      member(out, "exploitation", advisory.ssvc->exploitation);
      member(out, "automatable", advisory.ssvc->automatable);
      member(out, "technical_impact", advisory.ssvc->technical_impact);
      out.end_object();
    }
    if (advisory.affected.empty()) return;
    out.key("affected").begin_array();
    for (const auto& affected : advisory.affected)
      write(out, affected);
    out.end_array();
  });
}

std::string record_line(const KevEntry& entry) {
  return line("kev", [&](json::Writer& out) {
    out.member("cve", entry.cve).member("vendor", entry.vendor).member("product", entry.product);
    out.member("added", to_string(entry.added)).member("ransomware", entry.ransomware);
  });
}

std::string record_line(const EpssScore& score) {
  return line("epss", [&](json::Writer& out) {
    out.member("cve", score.cve).member("score", score.score).member("percentile", score.percentile);
  });
}

std::string record_line(const VexStatement& statement) {
  return line("vex", [&](json::Writer& out) {
    member(out, "vulnerabilities", statement.vulnerabilities);
    member(out, "products", statement.products);
    out.member("status", status_names[static_cast<std::size_t>(statement.status)]);
    member(out, "justification", statement.justification);
    member(out, "statement", statement.statement);
    member(out, "author", statement.author);
  });
}

std::string record_line(const FeedHead& head) {
  return line("feed", [&](json::Writer& out) {
    out.member("name", head.name).member("format", head.format);
    member(out, "as_of", head.as_of);
    member(out, "model", head.model);
    if (head.unusable.empty()) return;
    out.key("unusable").begin_array();
    for (const auto& unusable : head.unusable) {
      out.begin_object().member("reason", unusable.reason);
      member(out, "argument", unusable.argument);
      out.member("count", unusable.count).end_object();
    }
    out.end_array();
  });
}

namespace {

template <std::size_t N>
std::optional<std::size_t> position(const std::array<std::string_view, N>& names, std::string_view wanted) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == wanted) return i;
  }
  return std::nullopt;
}

std::vector<std::string> texts(const json::Value& array) {
  std::vector<std::string> out;
  for (const auto element : array.elements())
    out.push_back(element.text());
  return out;
}

Range range_of(const json::Value& value) {
  Range range;
  range.type = static_cast<RangeType>(position(range_names, value["type"].string()).value_or(0));
  range.repo = value["repo"].text();
  for (const auto event : value["events"].elements()) {
    for (const auto [name, version] : event.members()) {
      if (const auto kind = position(event_names, name))
        range.events.push_back({static_cast<EventKind>(*kind), version.text()});
    }
  }
  return range;
}

Affected affected_of(const json::Value& value) {
  Affected affected;
  affected.ecosystem = value["ecosystem"].text();
  affected.vendor = value["vendor"].text();
  affected.name = value["name"].text();
  affected.cpe = value["cpe"].text();
  affected.version_type = value["version_type"].text();
  affected.arch = value["arch"].text();
  affected.module = value["module"].text();
  for (const auto range : value["ranges"].elements())
    affected.ranges.push_back(range_of(range));
  affected.versions = texts(value["versions"]);
  affected.unaffected = texts(value["unaffected"]);
  affected.any_version = value["any_version"].boolean().value_or(false);
  return affected;
}

Advisory advisory_of(const json::Value& value) {
  Advisory advisory;
  advisory.id = value["id"].text();
  advisory.aliases = texts(value["aliases"]);
  advisory.upstream = texts(value["upstream"]);
  advisory.related = texts(value["related"]);
  advisory.published = parse_date(value["published"].string());
  advisory.modified = parse_date(value["modified"].string());
  advisory.withdrawn = parse_date(value["withdrawn"].string());
  advisory.summary = value["summary"].text();
  advisory.cvss = texts(value["cvss"]);
  if (const auto ssvc = value["ssvc"]) {
    advisory.ssvc =
        SsvcPoints{ssvc["exploitation"].text(), ssvc["automatable"].text(), ssvc["technical_impact"].text()};
  }
  for (const auto entry : value["affected"].elements())
    advisory.affected.push_back(affected_of(entry));
  return advisory;
}

VexStatement vex_of(const json::Value& value) {
  VexStatement statement;
  statement.vulnerabilities = texts(value["vulnerabilities"]);
  statement.products = texts(value["products"]);
  statement.status = static_cast<VexStatus>(position(status_names, value["status"].string()).value_or(3));
  statement.justification = value["justification"].text();
  statement.statement = value["statement"].text();
  statement.author = value["author"].text();
  return statement;
}

FeedHead head_of(const json::Value& value) {
  FeedHead head{value["name"].text(), value["format"].text(), parse_date(value["as_of"].string()),
                value["model"].text()};
  for (const auto entry : value["unusable"].elements()) {
    const auto count = entry["count"].integer().value_or(0);
    if (count > 0)
      head.unusable.push_back({entry["reason"].text(), entry["argument"].text(), static_cast<std::uint64_t>(count)});
  }
  return head;
}

/// False: a line of no kind that is known.
bool sink_line(const json::Value& root, FeedSink& sink) {
  if (const auto value = root["advisory"]; value.is_object() && !value["id"].string().empty()) {
    sink.advisory(advisory_of(value));
  } else if (const auto epss = root["epss"]; epss.is_object()) {
    sink.epss({epss["cve"].text(), epss["score"].number().value_or(0), epss["percentile"].number().value_or(0)});
  } else if (const auto kev = root["kev"]; kev.is_object()) {
    const auto added = parse_date(kev["added"].string());
    if (!added) return false;
    sink.kev({kev["cve"].text(), kev["vendor"].text(), kev["product"].text(), *added,
              kev["ransomware"].boolean().value_or(false)});
  } else if (const auto vex = root["vex"]; vex.is_object()) {
    sink.vex(vex_of(vex));
  } else if (const auto feed = root["feed"]; feed.is_object()) {
    auto head = head_of(feed);
    if (auto* records = dynamic_cast<RecordSink*>(&sink)) {
      records->feed(std::move(head));
    } else {
      sink.about(head.as_of, head.model);
    }
  } else {
    return false;
  }
  return true;
}

}  // namespace

bool looks_like_record(const Probe& probe) {
  for (const std::string_view kind : {"{\"feed\":{", "{\"advisory\":{", "{\"kev\":{", "{\"epss\":{", "{\"vex\":{"}) {
    if (probe.head.starts_with(kind)) return true;
  }
  return false;
}

Status read_record(io::Stream& stream, std::string_view, FeedSink& sink, const Limits& limits) {
  io::Lines lines(stream, limits.record_bytes);
  json::Document document;
  for (;;) {
    MANARA_TRY(line, lines.next());
    if (!line) return {};
    if (trim(*line).empty()) continue;
    auto root = document.parse(*line, limits);
    if (!root) {
      root.error().place.line = lines.number();
      return std::unexpected(std::move(root).error());
    }
    if (!sink_line(*root, sink)) sink.unusable({Code{"record_unknown"}, {}}, {.line = lines.number()});
  }
}

}  // namespace manara::formats
