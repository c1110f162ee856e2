#include "practice/constituency/networks.h"

#include "base/id.h"
#include "json/json.h"
#include "text/domain.h"
#include "text/search.h"

namespace manara::constituency {
namespace {

using resource::FieldType;
using resource::Need;

constexpr resource::Field fields[] = {
    {.name = "organisation",
     .type = FieldType::link,
     .need = Need::required,
     .refers_to = "organisations",
     .headings = "Organisation|Organisation|المؤسسة|Organization|Organisme|Établissement|الجهة"},
    {.name = "value",
     .type = FieldType::text,
     .need = Need::required,
     .most = 253,
     .format = &network_format,
     .headings = "Network|Réseau|الشبكة|Address|Adresse|Range|Plage|CIDR|AS|ASN|Domain|Domaine|IP|النطاق|العنوان"},
    {.name = "since", .type = FieldType::date, .headings = "Since|Depuis|منذ|From|Début|من"},
    {.name = "until", .type = FieldType::date, .not_before = "since", .headings = "Until|Jusqu'au|حتى|To|Fin|إلى"},
    {.name = "notes",
     .type = FieldType::prose,
     .most = 2000,
     .headings = "Notes|Remarques|ملاحظات|Note|Comments|Commentaires|Observations|الملاحظات"},
};
constexpr resource::Order orders[] = {{"value", "networks_by_value"}, {"-value", "networks_by_value_down"}};
constexpr resource::Filter filters[] = {{.name = "kind"}};

/// By a domain's two spellings.
std::string search_text(const Network& network, json::Value body) {
  auto all = network.text + " " + body["notes"].text();
  if (network.kind == NetworkKind::domain) all += " " + text::readable_domain(network.text);
  return text::search_words(all);
}

Status remove(store::Projection& rows, const store::StoredEntry& entry) {
  MANARA_CHECK(rows.run("remove_network", {store::blob(entry.header.subject)}));
  return {};
}

Status save(store::Projection& rows, const store::StoredEntry& entry) {
  // Erased: there is no such network any more.
  if (!entry.parts.empty() && !entry.parts.front()) return remove(rows, entry);
  const auto body = entry.part(0);
  json::Document document;
  MANARA_TRY(noted, document.parse(body));
  const auto organisation = read_id(noted["organisation"].string());
  const auto network = read_network(noted["value"].string());
  if (!organisation || !network) return fail(Code{"entry_malformed"}, {entry.header.kind});
  const auto search = search_text(*network, noted);
  MANARA_CHECK(rows.run("save_network",
                        {store::blob(*organisation), store::blob(entry.header.subject),
                         static_cast<std::int64_t>(entry.index), name_of(network->kind), network->space,
                         store::Blob{network->keys.first}, store::Blob{network->keys.last}, noted["since"].string(),
                         noted["until"].string(), std::string_view(network->text), std::string_view(search), body}));
  return {};
}

constexpr store::EntryKind kinds[] = {{.name = "network_saved", .version = 1, .project = save},
                                      {.name = "network_removed", .version = 1, .project = remove}};

using OrganisationId = Id<struct OrganisationTag>;

NotedNetwork noted_at(const store::Row& row, int column) {
  return {.id = row.id<OrganisationId>(column).bytes,
          .organisation = row.id<OrganisationId>(column + 1).bytes,
          .value = row.text(column + 2)};
}

}  // namespace

store::Practice networks_practice() {
  return {.name = "networks", .kinds = kinds, .sql = networks_sql};
}

resource::Resource networks_resource() {
  return {.name = "networks",
          .saved = "network_saved",
          .removed = "network_removed",
          .fields = fields,
          .orders = orders,
          .filters = filters,
          .owner = "organisation",
          .key = "value",
          .one = "network",
          .count = "network_count"};
}

Result<std::vector<NotedNetwork>> narrowest_holders(store::Reader& reader, const Network& asked, std::string_view day) {
  std::vector<NotedNetwork> found;
  // Each is one look into an index: a range scan would pass by every narrower network that lies before the address.
  for (const auto& keys : holders(asked)) {
    MANARA_CHECK(reader.query("networks_at", {asked.space, store::Blob{keys.first}, store::Blob{keys.last}, day},
                              [&](const store::Row& row) {
                                found.push_back(noted_at(row, 0));
                                return true;
                              }));
    if (!found.empty()) break;
  }
  return found;
}

Result<std::vector<NotedNetwork>> networks_within(store::Reader& reader, const Network& asked, std::string_view day,
                                                  std::int64_t most) {
  std::vector<NotedNetwork> found;
  const auto& keys = asked.keys;
  MANARA_CHECK(reader.query("networks_within",
                            {asked.space, store::Blob{keys.first}, store::Blob{keys.last}, day, most},
                            [&](const store::Row& row) {
                              found.push_back(noted_at(row, 0));
                              return true;
                            }));
  return found;
}

Result<std::vector<Overlap>> overlaps(store::Reader& reader, const OverlapsAsked& asked) {
  std::vector<Overlap> found;
  const Overlap none;
  const auto& behind = asked.behind == nullptr ? none : *asked.behind;
  const IdBytes nobody{};
  const auto& organisation = asked.organisation == nullptr ? nobody : *asked.organisation;
  MANARA_CHECK(reader.query(
      "network_overlaps",
      {store::blob(behind.wide.id), store::blob(behind.narrow.id), std::int64_t{asked.behind == nullptr ? 0 : 1},
       asked.most, store::blob(organisation), std::int64_t{asked.organisation == nullptr ? 0 : 1}},
      [&](const store::Row& row) {
        found.push_back({noted_at(row, 0), noted_at(row, 3)});
        return true;
      }));
  return found;
}

}  // namespace manara::constituency
