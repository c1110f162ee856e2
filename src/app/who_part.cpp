#include "app/who_part.h"

#include "api/record.h"
#include "base/time.h"
#include "json/json.h"
#include "json/writer.h"
#include "practice/constituency/who.h"

namespace manara::app {
namespace {

using api::Caller;
using api::Request;
using api::Response;

using api::Member;
using api::Shape;

constexpr std::uint32_t most_characters = 400;
constexpr std::size_t most_organisations = 100;
constexpr std::int64_t most_contacts = 50;  ///< of one organisation
constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;

constexpr std::string_view question_kinds[] = {"address", "domain", "product", "sector", "name"};

constexpr Member question_members[] = {Member::choice("kind", question_kinds), Member::text("value")};
constexpr Shape question_shape{.members = question_members};
constexpr Member sentence_members[] = {Member::text("code"), Member::text("text")};
constexpr Shape sentence_shape{"sentence", sentence_members};
constexpr Member organisation_members[] = {Member::id("id"), Member::names("names"), Member::text("sector")};
constexpr Shape organisation_shape{.members = organisation_members};
constexpr Member one_members[] = {Member::object("organisation", organisation_shape),
                                  Member::object("reason", sentence_shape),
                                  Member::item("contacts", "contacts").several()};
constexpr Shape one_shape{"must_know", one_members};
constexpr Member answer_members[] = {Member::object("question", question_shape),
                                     Member::object("items", one_shape).several(),
                                     Member::object("notes", sentence_shape).several(), Member::flag("more")};
constexpr Shape answer_shape{"who_answer", answer_members};

void write_message(json::Writer& out, const Message& message, text::Language language) {
  out.begin_object().member("code", message.code.name()).member("text", text::sentence(language, message));
  out.end_object();
}

Status write_organisation(json::Writer& out, const constituency::MustKnow& one) {
  json::Document document;
  MANARA_TRY(body, document.parse(one.body));
  out.key("organisation").begin_object().member("id", id_text(one.organisation)).key("names").begin_object();
  for (const auto& name : body["names"].members())
    out.member(name.name, name.value.string());
  out.end_object().member("sector", body["sector"].string()).end_object();
  return {};
}

/// The contacts as their list shows them.
Status write_contacts(json::Writer& out, store::Reader& contacts, const IdBytes& organisation,
                      std::vector<access::ScopeId>& told) {
  out.key("contacts").begin_array();
  MANARA_CHECK(contacts.query("contacts_of", {store::blob(organisation), most_contacts}, [&](const store::Row& row) {
    auto item = "{\"id\":\"" + id_text(row.id<Id<struct ContactTag>>(0).bytes) + "\",\"revision\":";
    item += std::to_string(row.integer(1)) + "," + row.text(2).substr(1);
    out.raw(item);
    told.push_back(access::ScopeId{organisation});
    return true;
  }));
  out.end_array();
  return {};
}

Result<Response> who(const Request& request, const Caller& caller, store::Pool& readers, Clock& clock) {
  const auto text = request.parameter("q");
  MANARA_TRY(organisations, readers.lend(caller.sees("organisations")));
  MANARA_TRY(networks, readers.lend(caller.sees("networks")));
  MANARA_TRY(assets, readers.lend(caller.sees("assets")));
  MANARA_TRY(inventories, readers.lend(caller.sees("inventories")));
  MANARA_TRY(contacts, readers.lend(caller.sees("contacts")));
  const auto today = to_string(Date{static_cast<std::int32_t>(clock.now_ms() / day_ms)});
  MANARA_TRY(found, constituency::who_must_know({*organisations, *networks, *assets, *inventories}, text, today,
                                                most_organisations));
  json::Writer out;
  std::vector<access::ScopeId> told;  // whose contacts, for the access log
  out.begin_object().key("question").begin_object().member("kind", constituency::name_of(found.asked.kind));
  out.member("value", found.asked.value).end_object().key("items").begin_array();
  for (const auto& one : found.organisations) {
    out.begin_object();
    MANARA_CHECK(write_organisation(out, one));
    out.key("reason");
    write_message(out, one.why, caller.language);
    MANARA_CHECK(write_contacts(out, *contacts, one.organisation, told));
    out.end_object();
  }
  out.end_array().key("notes").begin_array();
  for (const auto& note : found.notes)
    write_message(out, note, caller.language);
  out.end_array().member("more", found.more).end_object();
  auto response = api::json_response(200, out.take());
  response.told.push_back(api::told_of("contacts", std::move(told)));
  return response;
}

}  // namespace

std::vector<api::Part> who_parts(store::Pool& readers, Clock& clock) {
  return {{.path = "/api/who",
           .method = "GET",
           .answer = [&readers, &clock](const Request& request, const Caller* caller) -> Result<Response> {
             return who(request, *caller, readers, clock);
           },
           .description = {
               .summary = "Who must know of an address, domain, product, sector or organisation, and whom to call",
               .parameters = {Member::text("q").at_least(1).at_most(most_characters)},
               .answers = {{.shape = &answer_shape}}}}};
}

}  // namespace manara::app
