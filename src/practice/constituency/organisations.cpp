#include "practice/constituency/organisations.h"

#include "json/json.h"
#include "text/fold.h"
#include "text/search.h"

namespace manara::constituency {
namespace {

using resource::FieldType;
using resource::Need;

constexpr std::string_view sectors[] = {"healthcare", "education", "agriculture", "government", "energy",
                                        "finance",    "transport", "telecom",     "water",      "other"};
constexpr std::string_view criticalities[] = {"low", "medium", "high", "critical"};

constexpr Code sector_labels[] = {Code{"sector_healthcare"}, Code{"sector_education"}, Code{"sector_agriculture"},
                                  Code{"sector_government"}, Code{"sector_energy"},    Code{"sector_finance"},
                                  Code{"sector_transport"},  Code{"sector_telecom"},   Code{"sector_water"},
                                  Code{"sector_other"}};
constexpr Code criticality_labels[] = {Code{"criticality_low"}, Code{"criticality_medium"}, Code{"criticality_high"},
                                       Code{"criticality_critical"}};

constexpr resource::Field fields[] = {
    {.name = "names", .type = FieldType::names, .need = Need::required, .headings = "Name|Nom|الاسم"},
    {.name = "sector",
     .type = FieldType::choice,
     .need = Need::required,
     .choices = sectors,
     .headings = "Sector|Secteur|القطاع|Secteur d'activité|Branch",
     .labels = sector_labels},
    {.name = "kind", .type = FieldType::text, .most = 100, .headings = "Kind|Type|النوع|Nature"},
    {.name = "parent",
     .type = FieldType::link,
     .refers_to = "organisations",
     .headings = "Part of|Rattachée à|تابعة لـ|Parent|Parent organisation|Organisation mère|Tutelle|الجهة الأم"},
    {.name = "criticality",
     .type = FieldType::choice,
     .choices = criticalities,
     .headings = "Criticality|Criticité|الأهمية الحيوية|Importance|الأهمية",
     .labels = criticality_labels},
    {.name = "region",
     .type = FieldType::text,
     .most = 100,
     .headings = "Region|Région|المنطقة|Governorate|Gouvernorat|الولاية|المحافظة"},
};
constexpr resource::Order orders[] = {{"name", "organisations_by_name"}, {"-name", "organisations_by_name_down"}};
constexpr resource::Filter filters[] = {{.name = "sector"}, {.name = "criticality"}};

/// Lists are in the order of the first name there is: English, French, Arabic.
std::string sort_name(json::Value names) {
  for (const auto language : resource::name_languages) {
    if (const auto name = names[language].string(); !name.empty()) return text::fold_for_search(name);
  }
  return {};
}

std::string search_text(json::Value organisation) {
  std::string all;
  for (const auto language : resource::name_languages)
    all += organisation["names"][language].text() + " ";
  return text::search_words(all + organisation["kind"].text() + " " + organisation["region"].text());
}

Status save(store::Projection& rows, const store::StoredEntry& entry) {
  const auto subject = store::blob(entry.header.subject);
  const auto body = entry.part(0);
  json::Document document;
  MANARA_TRY(organisation, document.parse(body));
  const auto sorted = sort_name(organisation["names"]);
  const auto search = search_text(organisation);
  MANARA_CHECK(rows.run("save_organisation", {subject, static_cast<std::int64_t>(entry.index),
                                              organisation["sector"].string(), organisation["criticality"].string(),
                                              std::string_view(sorted), std::string_view(search), body}));
  // An organisation holds itself, and its nation holds it.
  MANARA_CHECK(rows.run("hold_scope", {subject, subject}));
  MANARA_CHECK(rows.run("hold_scope", {store::blob(entry.header.home), subject}));
  return {};
}

constexpr store::EntryKind kinds[] = {
    {.name = "organisation_saved", .version = 1, .project = save, .passes_over_erased = true}};

}  // namespace

store::Practice organisations_practice() {
  return {.name = "organisations", .kinds = kinds, .sql = organisations_sql};
}

resource::Resource organisations_resource() {
  return {.name = "organisations",
          .saved = "organisation_saved",
          .fields = fields,
          .orders = orders,
          .filters = filters,
          .key = "names",
          .one = "organisation",
          .count = "organisation_count"};
}

}  // namespace manara::constituency
