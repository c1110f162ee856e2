#include "practice/constituency/contacts.h"

#include "base/id.h"
#include "json/json.h"
#include "text/fold.h"
#include "text/search.h"

namespace manara::constituency {
namespace {

using resource::FieldType;
using resource::Need;

constexpr std::string_view contact_kinds[] = {"person", "role"};
constexpr std::string_view channel_kinds[] = {"mail", "telephone", "letter", "chat"};
constexpr std::string_view languages[] = {"en", "fr", "ar"};

constexpr Code contact_kind_labels[] = {Code{"contact_kind_person"}, Code{"contact_kind_role"}};
constexpr Code language_labels[] = {Code{"language_en"}, Code{"language_fr"}, Code{"language_ar"}};
constexpr std::string_view channel_headings[] = {
    "Mail|Courriel|البريد الإلكتروني|E-mail|E-mail address|Mail address|Adresse électronique|Adresse e-mail|Adresse "
    "mail|Mél|البريد",
    "Telephone|Téléphone|الهاتف|Phone|Phone number|Tel|Tél|Numéro de téléphone|Mobile|رقم الهاتف",
    "Letter|Courrier|البريد العادي|Postal address|Address|Adresse|Adresse postale|العنوان|العنوان البريدي",
    "Chat|Messagerie|المراسلة الفورية|Messenger|Messagerie instantanée|دردشة"};

constexpr resource::Field channel_fields[] = {
    {.name = "kind", .type = FieldType::choice, .need = Need::required, .choices = channel_kinds},
    {.name = "address", .type = FieldType::text, .need = Need::required, .most = 500},
    {.name = "out_of_hours",
     .type = FieldType::flag,
     .headings = "out of hours|hors heures ouvrées|خارج أوقات الدوام|astreinte|on call"},
};
constexpr resource::Field fields[] = {
    {.name = "organisation",
     .type = FieldType::link,
     .need = Need::required,
     .refers_to = "organisations",
     .headings = "Organisation|Organisation|المؤسسة|Organization|Organisme|Établissement|الجهة"},
    {.name = "kind",
     .type = FieldType::choice,
     .need = Need::required,
     .choices = contact_kinds,
     .headings = "Kind|Type|النوع|Nature",
     .labels = contact_kind_labels},
    {.name = "name",
     .type = FieldType::text,
     .need = Need::required,
     .headings = "Name|Nom|الاسم|Contact|Full name|Nom complet|Nom et prénom|الاسم الكامل"},
    {.name = "role",
     .type = FieldType::text,
     .most = 100,
     .headings = "Role|Fonction|الوظيفة|Position|Job title|Poste|Rôle|المنصب|الصفة"},
    {.name = "language",
     .type = FieldType::choice,
     .choices = languages,
     .headings = "Language|Langue|اللغة",
     .labels = language_labels},
    {.name = "channels",
     .type = FieldType::list,
     .most = 16,
     .items = channel_fields,
     .headings = "Channels|Moyens de contact|وسائل الاتصال",
     .columns = channel_headings},
    {.name = "verified",
     .type = FieldType::date,
     .headings = "Verified|Vérifié le|تاريخ التحقق|Verified on|Date de vérification"},
    {.name = "notes",
     .type = FieldType::prose,
     .most = 2000,
     .headings = "Notes|Remarques|ملاحظات|Note|Comments|Commentaires|Observations|الملاحظات"},
};
constexpr resource::Order orders[] = {
    {"name", "contacts_by_name"}, {"-name", "contacts_by_name_down"}, {"verified", "contacts_by_verified"}};
/// verified_before=2026-06-01: never verified, or last before that day.
constexpr resource::Filter filters[] = {{.name = "kind"}, {.name = "verified_before", .type = FieldType::date}};

std::string search_text(json::Value contact) {
  auto all = contact["name"].text() + " " + contact["role"].text();
  for (const auto channel : contact["channels"].elements())
    all += " " + channel["address"].text();
  return text::search_words(all);
}

Status remove(store::Projection& rows, const store::StoredEntry& entry) {
  MANARA_CHECK(rows.run("remove_contact", {store::blob(entry.header.subject)}));
  return {};
}

Status save(store::Projection& rows, const store::StoredEntry& entry) {
  // Erased: there is no such contact any more.
  if (!entry.parts.empty() && !entry.parts.front()) return remove(rows, entry);
  const auto body = entry.part(0);
  json::Document document;
  MANARA_TRY(contact, document.parse(body));
  const auto organisation = read_id(contact["organisation"].string());
  if (!organisation) return fail(Code{"entry_malformed"}, {entry.header.kind});
  const auto sorted = text::fold_for_search(contact["name"].string());
  const auto search = search_text(contact);
  MANARA_CHECK(rows.run("save_contact",
                        {store::blob(*organisation), store::blob(entry.header.subject),
                         static_cast<std::int64_t>(entry.index), contact["kind"].string(), contact["verified"].string(),
                         std::string_view(sorted), std::string_view(search), body}));
  return {};
}

constexpr store::EntryKind kinds[] = {{.name = "contact_saved", .version = 1, .project = save},
                                      {.name = "contact_removed", .version = 1, .project = remove}};

}  // namespace

store::Practice contacts_practice() {
  return {.name = "contacts", .kinds = kinds, .sql = contacts_sql};
}

resource::Resource contacts_resource() {
  return {.name = "contacts",
          .saved = "contact_saved",
          .removed = "contact_removed",
          .fields = fields,
          .orders = orders,
          .filters = filters,
          .owner = "organisation",
          .key = "name",
          .one = "contact",
          .count = "contact_count",
          .personal = true};
}

}  // namespace manara::constituency
