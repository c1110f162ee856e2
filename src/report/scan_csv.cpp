#include <fmt/core.h>

#include "report/actions.h"
#include "report/scan_report.h"
#include "text/escape.h"

namespace manara::report {
namespace {

using exposure::Exposure;
using exposure::ScanResult;

class Line {
 public:
  Line& field(std::string_view text) {
    if (!line_.empty()) line_.push_back(',');
    line_ += text::for_csv(text);
    // A first field that is empty must still leave its comma.
    if (line_.empty()) line_ = "\"\"";
    return *this;
  }
  Line& number(const std::string& text) {
    line_ += "," + text;
    return *this;
  }
  [[nodiscard]] std::string end() const { return line_ + "\r\n"; }

 private:
  std::string line_{};
};

std::string row_of(const ScanResult& result, const Exposure& row, text::Language language) {
  const auto& known = result.assessments[row.assessment];
  const auto* component = exposure::component_of(result, row);
  std::string cves;
  for (const auto cve : known.cves)
    cves += (cves.empty() ? "" : " ") + exposure::cve_id(cve);
  Line line;
  line.field(row.due.date ? to_string(*row.due.date) : "").field(row.due.label).field(row.id).field(cves);
  line.field(result.targets[row.target].name).field(subject_name(result, row)).field(subject_version(result, row));
  line.field(component != nullptr ? component->purl : "").field(component != nullptr ? component->found_in : "");
  line.field(component != nullptr ? component->host : "").field(row.fixed_in).field(row.go_to);
  line.field(name_of(row.state)).field(name_of(row.confidence));
  line.number(known.cvss ? fmt::format("{:.1f}", known.cvss->score) : "").field(known.cvss ? known.cvss->vector : "");
  line.field(known.kev ? to_string(known.kev->added) : "").field(known.kev && known.kev->ransomware ? "yes" : "");
  line.number(known.epss ? fmt::format("{}", known.epss->score) : "");
  line.field(text::sentence(language, why(result, row)));
  return line.end();
}

}  // namespace

void write_csv(const ScanResult& result, text::Language language, Output& out) {
  out.write(
      "due,deadline,id,cves,target,name,version,purl,found_in,host,fixed_in,go_to,state,confidence,cvss,cvss_vector,"
      "kev_added,ransomware,epss,why\r\n");
  for (const auto& row : result.exposures)
    out.write(row_of(result, row, language));
  for (const auto& gap : result.not_assessed) {
    Line line;
    line.field("").field("").field("").field("").field(gap.target).field(gap.name);
    for (int i = 0; i < 6; ++i)
      line.field("");
    line.field("not_assessed").field("").number("").field("").field("").field("").number("");
    line.field(text::sentence(language, Message{gap.reason, {gap.name, std::to_string(gap.count)}}));
    out.write(line.end());
  }
}

}  // namespace manara::report
