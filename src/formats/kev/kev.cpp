#include "formats/kev/kev.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>

#include "base/strings.h"
#include "csv/csv.h"
#include "json/json.h"

namespace manara::formats {
namespace {

void sink_entry(std::string_view cve, std::string_view vendor, std::string_view product, std::string_view added,
                std::string_view ransomware, const Place& place, FeedSink& sink) {
  const auto date = parse_date(trim(added));
  if (!trim(cve).starts_with("CVE-")) {
    sink.unusable({Code{"kev_no_cve"}, {}}, place);
  } else if (!date) {
    sink.unusable({Code{"kev_no_date"}, {std::string(cve)}}, place);
  } else {
    sink.kev({std::string(trim(cve)), std::string(trim(vendor)), std::string(trim(product)), *date,
              iequals(trim(ransomware), "Known")});
  }
}

}  // namespace

bool looks_like_kev(const Probe& probe) {
  const auto head = trim(probe.head);
  return head.starts_with('{') && head.find("\"catalogVersion\"") != std::string_view::npos &&
         head.find("\"vulnerabilities\"") != std::string_view::npos;
}

Status read_kev(io::Stream& stream, std::string_view, FeedSink& sink, const Limits& limits) {
  MANARA_TRY(input, io::WholeInput::read(stream, limits.document_bytes));
  json::Document document;
  MANARA_TRY(root, document.parse(input.bytes(), limits));
  const auto entries = root["vulnerabilities"];
  if (!entries.is_array()) return fail(Code{"kev_not_a_catalogue"});
  sink.about(parse_date(root["dateReleased"].string()), root["catalogVersion"].string());
  std::size_t number = 0;
  for (const auto entry : entries.elements()) {
    sink_entry(entry["cveID"].string(), entry["vendorProject"].string(), entry["product"].string(),
               entry["dateAdded"].string(), entry["knownRansomwareCampaignUse"].string(),
               {.path = fmt::format("vulnerabilities/{}", number++)}, sink);
  }
  const auto count = root["count"].integer();
  if (count && *count > static_cast<std::int64_t>(number)) {
    return fail(Code{"kev_count"}, {std::to_string(number), std::to_string(*count)});
  }
  return {};
}

namespace {

constexpr std::array<std::string_view, 5> columns{"cveID", "vendorProject", "product", "dateAdded",
                                                  "knownRansomwareCampaignUse"};

}  // namespace

bool looks_like_kev_csv(const Probe& probe) {
  auto head = probe.head;
  take_prefix(head, "\xEF\xBB\xBF");
  const auto line = head.substr(0, head.find('\n'));
  return line.find("cveID") != std::string_view::npos && line.find("dateAdded") != std::string_view::npos;
}

Status read_kev_csv(io::Stream& stream, std::string_view, FeedSink& sink, const Limits& limits) {
  csv::Rows rows(stream, ',', limits);
  std::array<std::size_t, columns.size()> places{};
  MANARA_TRY(heading, rows.next());
  if (!heading) return fail(Code{"kev_not_a_catalogue"});
  for (std::size_t i = 0; i < columns.size(); ++i) {
    places[i] = static_cast<std::size_t>(std::ranges::find(*heading, columns[i]) - heading->begin());
  }
  for (;;) {
    MANARA_TRY(row, rows.next());
    if (!row) return {};
    const auto field = [&](std::size_t i) { return places[i] < row->size() ? (*row)[places[i]] : std::string_view{}; };
    sink_entry(field(0), field(1), field(2), field(3), field(4), {.line = rows.line()}, sink);
  }
}

}  // namespace manara::formats
