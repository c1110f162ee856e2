#include "exposure/explain.h"

#include <fmt/core.h>

#include "app/data_folder.h"
#include "base/strings.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "json/writer.h"
#include "report/actions.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

using exposure::Explanation;
using text::for_terminal;

constexpr Option explain_options[] = {
    {"--exposed", "", Code{"help_exposed"}},
    {"--json", "", Code{"help_json_alone"}},
};

/// A purl, a CPE, or vendor/product@version.
Result<Component> component_of(const std::string& text) {
  Component component;
  if (text.starts_with("pkg:")) {
    component.purl = text;
  } else if (text.starts_with("cpe:")) {
    component.cpes = {text};
  } else {
    const auto name = cut(text, '/');
    if (!name) return fail(Code{"explain_component"}, {text});
    const auto version = cut_last(name->tail, '@');
    component.vendor = name->head;
    component.product = version ? version->head : name->tail;
    if (version) component.version = version->tail;
  }
  return component;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const auto& text : texts)
    out += (out.empty() ? "" : " | ") + text;
  return out;
}

class Printer {
 public:
  Printer(Session& session, const Explanation& explanation) : session_(session), explanation_(explanation) {}
  void print(std::string_view id, bool judged);

 private:
  void line(const std::string& text) { session_.print(for_terminal(text) + "\n"); }
  void print_scores();
  void print_record(const exposure::ExplainedRecord& record, bool judged);
  [[nodiscard]] std::string date(const std::optional<Date>& date) const { return date ? to_string(*date) : "-"; }

  Session& session_;
  const Explanation& explanation_;
};

void Printer::print_scores() {
  const auto& known = explanation_.known;
  if (known.kev)
    line("  KEV " + session_.say(known.kev->ransomware ? Code{"why_kev_ransomware"} : Code{"why_kev"},
                                 {to_string(known.kev->added)}));
  if (known.epss)
    line(fmt::format("  EPSS {} (p{:.1f}), {} {}", known.epss->score, known.epss->percentile * 100, known.epss->model,
                     date(known.epss->date)));
  if (known.cvss) line(fmt::format("  CVSS {:.1f} {}", known.cvss->score, known.cvss->vector));
  if (known.ssvc) {
    line(fmt::format("  SSVC exploitation {}, automatable {}, technical impact {}", known.ssvc->exploitation,
                     known.ssvc->automatable, known.ssvc->technical_impact));
  }
  std::string assumed;
  for (const auto name : known.due.assumed.names())
    assumed += (assumed.empty() ? "" : ", ") + std::string(name);
  const auto given = report::time_given(known.due);
  line("  " + session_.say(assumed.empty() ? Code{"explain_due"} : Code{"explain_due_assumed"},
                           {session_.say(given.code, given.args), date(known.due.date), assumed}));
}

void Printer::print_record(const exposure::ExplainedRecord& record, bool judged) {
  line(fmt::format("{} ({})  {} {}", record.id, record.feed, date(record.published), record.summary));
  if (record.withdrawn) line("  " + session_.say(Code{"explain_withdrawn_on"}, {date(record.withdrawn)}));
  for (const auto vector : record.vectors)
    line(fmt::format("  {}", vector));
  for (const auto& entry : record.entries) {
    std::string text = fmt::format("  {} {}{}{}", entry.ecosystem, entry.package, entry.ranges.empty() ? "" : ": ",
                                   joined(entry.ranges));
    if (entry.enumerated > 0)
      text += " " + session_.say(Code{"explain_enumerated"}, {std::to_string(entry.enumerated)});
    line(text);
    if (judged) line("    → " + session_.say(entry.reason.code, entry.reason.args));
  }
  if (record.entries_left_out > 0)
    line("  " + session_.say(Code{"explain_left_out"}, {std::to_string(record.entries_left_out)}));
  if (judged && record.entries.empty()) line("  " + session_.say(Code{"explain_not_named"}));
}

void Printer::print(std::string_view id, bool judged) {
  std::string ids;
  for (const auto other : explanation_.known.ids)
    ids += " " + std::string(other);
  for (const auto cve : explanation_.known.cves) {
    const auto name = exposure::cve_id(cve);
    if (ids.find(name) == std::string::npos) ids += " → " + name;
  }
  line(ids.empty() ? std::string(id) : ids.substr(1));
  print_scores();
  for (const auto& record : explanation_.records)
    print_record(record, judged);
  if (explanation_.records.empty()) line("  " + session_.say(Code{"explain_no_record"}));
  if (!judged) return;
  const auto& identity = *explanation_.identity;
  if (!identity.unassessed.code.empty()) {
    line(session_.say(Code{"explain_unidentified"}));
  } else {
    const bool affected = explanation_.state == exposure::State::affected;
    const bool undecided = explanation_.state == exposure::State::undecided;
    line(session_.say(affected    ? Code{"explain_affected"}
                      : undecided ? Code{"explain_undecided"}
                                  : Code{"explain_not_affected"}));
  }
}

std::string as_json(const Explanation& explanation, bool judged) {
  json::Writer out(json::Layout::indented);
  out.begin_object().key("ids").begin_array();
  for (const auto id : explanation.known.ids)
    out.value(id);
  out.end_array().key("cves").begin_array();
  for (const auto cve : explanation.known.cves)
    out.value(exposure::cve_id(cve));
  out.end_array().key("records").begin_array();
  constexpr std::string_view verdicts[] = {"not_affected", "undecided", "affected"};
  for (const auto& record : explanation.records) {
    out.begin_object().member("id", record.id).member("feed", record.feed);
    out.member_or_null("withdrawn", record.withdrawn ? to_string(*record.withdrawn) : "")
        .member("summary", record.summary);
    out.key("entries").begin_array();
    for (const auto& entry : record.entries) {
      out.begin_object()
          .member("ecosystem", entry.ecosystem)
          .member("package", entry.package)
          .key("ranges")
          .begin_array();
      for (const auto& range : entry.ranges)
        out.value(range);
      out.end_array().member("enumerated", std::uint64_t{entry.enumerated});
      if (judged)
        out.member("verdict", verdicts[static_cast<std::size_t>(entry.verdict)])
            .member("reason", entry.reason.code.name());
      out.end_object();
    }
    out.end_array().end_object();
  }
  out.end_array();
  if (judged) out.member("state", name_of(explanation.state));
  out.end_object();
  return out.take() + "\n";
}

int run_explain(const Arguments& arguments, Session& session) {
  const auto& words = arguments.positional();
  std::optional<Component> component;
  if (words.size() > 1) {
    auto given = component_of(words[1]);
    if (!given) return session.error(given.error());
    component = std::move(*given);
  }
  const auto index = app::DataFolder(session.data).open_index();
  if (!index) return session.error(index.error());
  const auto explanation =
      exposure::explain(*index, words[0], component ? &*component : nullptr, arguments.flag("--exposed"));
  if (!explanation) return session.error({Code{"explain_unknown_id"}, {words[0]}, {}});
  if (arguments.flag("--json")) {
    session.print(as_json(*explanation, component.has_value()));
  } else {
    Printer(session, *explanation).print(words[0], component.has_value());
  }
  return exit_ok;
}

}  // namespace

const Command explain{
    "explain",       Code{"help_explain"},
    explain_options, {"ID [COMPONENT]", 1, 2},
    run_explain,     "manara explain CVE-2021-44228 pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1"};

}  // namespace manara::cli
