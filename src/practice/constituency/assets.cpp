#include "practice/constituency/assets.h"

#include "base/id.h"
#include "json/json.h"
#include "text/fold.h"
#include "text/search.h"

namespace manara::constituency {
namespace {

using resource::FieldType;
using resource::Need;

constexpr std::string_view asset_kinds[] = {"server", "workstation", "network_device", "application", "website",
                                            "mobile", "industrial",  "medical_device", "other"};
constexpr std::string_view exposures[] = {"internet", "internal"};
constexpr std::string_view criticalities[] = {"low", "medium", "high", "critical"};

constexpr Code asset_kind_labels[] = {
    Code{"asset_kind_server"},      Code{"asset_kind_workstation"},    Code{"asset_kind_network_device"},
    Code{"asset_kind_application"}, Code{"asset_kind_website"},        Code{"asset_kind_mobile"},
    Code{"asset_kind_industrial"},  Code{"asset_kind_medical_device"}, Code{"asset_kind_other"}};
constexpr Code exposure_labels[] = {Code{"exposure_internet"}, Code{"exposure_internal"}};
constexpr Code criticality_labels[] = {Code{"criticality_low"}, Code{"criticality_medium"}, Code{"criticality_high"},
                                       Code{"criticality_critical"}};

constexpr resource::Field fields[] = {
    {.name = "organisation",
     .type = FieldType::link,
     .need = Need::required,
     .refers_to = "organisations",
     .headings = "Organisation|Organisation|المؤسسة|Organization|Organisme|Établissement|الجهة"},
    {.name = "name",
     .type = FieldType::text,
     .need = Need::required,
     .headings = "Name|Nom|الاسم|Asset|Actif|Hostname|Nom d'hôte|الأصل"},
    {.name = "kind",
     .type = FieldType::choice,
     .need = Need::required,
     .choices = asset_kinds,
     .headings = "Kind|Type|النوع|Nature",
     .labels = asset_kind_labels},
    {.name = "exposure",
     .type = FieldType::choice,
     .choices = exposures,
     .headings = "Exposure|Exposition|الانكشاف|التعرض للإنترنت|Exposition à Internet",
     .labels = exposure_labels},
    {.name = "criticality",
     .type = FieldType::choice,
     .choices = criticalities,
     .headings = "Criticality|Criticité|الأهمية الحيوية|Importance|الأهمية",
     .labels = criticality_labels},
    {.name = "owner",
     .type = FieldType::text,
     .headings = "Run by|Exploité par|المسؤول عن التشغيل|Owner|Responsable|Propriétaire|المسؤول"},
    {.name = "notes",
     .type = FieldType::prose,
     .most = 2000,
     .headings = "Notes|Remarques|ملاحظات|Note|Comments|Commentaires|Observations|الملاحظات"},
};
constexpr resource::Order orders[] = {{"name", "assets_by_name"}, {"-name", "assets_by_name_down"}};
constexpr resource::Filter filters[] = {{.name = "kind"}, {.name = "exposure"}, {.name = "criticality"}};

Status remove(store::Projection& rows, const store::StoredEntry& entry) {
  const auto asset = store::blob(entry.header.subject);
  MANARA_CHECK(rows.run("remove_asset", {asset}));
  MANARA_CHECK(rows.run("remove_inventories_of", {asset}));
  MANARA_CHECK(rows.run("remove_components_of", {asset}));
  return {};
}

Status save(store::Projection& rows, const store::StoredEntry& entry) {
  // Erased: there is no such asset any more.
  if (!entry.parts.empty() && !entry.parts.front()) return remove(rows, entry);
  const auto body = entry.part(0);
  json::Document document;
  MANARA_TRY(asset, document.parse(body));
  const auto organisation = read_id(asset["organisation"].string());
  if (!organisation) return fail(Code{"entry_malformed"}, {entry.header.kind});
  const auto sorted = text::fold_for_search(asset["name"].string());
  const auto search = text::search_words(asset["name"].text() + " " + asset["owner"].text());
  MANARA_CHECK(
      rows.run("save_asset",
               {store::blob(*organisation), store::blob(entry.header.subject), static_cast<std::int64_t>(entry.index),
                asset["kind"].string(), asset["exposure"].string(), asset["criticality"].string(),
                asset["name"].string(), std::string_view(sorted), std::string_view(search), body}));
  // What was found on it is seen by whoever sees it, wherever it went.
  MANARA_CHECK(rows.run("move_inventories_of", {store::blob(entry.header.subject), store::blob(*organisation)}));
  MANARA_CHECK(rows.run("move_components_of", {store::blob(entry.header.subject), store::blob(*organisation)}));
  return {};
}

constexpr store::EntryKind kinds[] = {{.name = "asset_saved", .version = 1, .project = save},
                                      {.name = "asset_removed", .version = 1, .project = remove}};

}  // namespace

store::Practice assets_practice() {
  return {.name = "assets", .kinds = kinds, .sql = assets_sql};
}

resource::Resource assets_resource() {
  return {.name = "assets",
          .saved = "asset_saved",
          .removed = "asset_removed",
          .fields = fields,
          .orders = orders,
          .filters = filters,
          .owner = "organisation",
          .key = "name",
          .one = "asset",
          .count = "asset_count"};
}

}  // namespace manara::constituency
