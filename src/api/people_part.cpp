#include "api/people_part.h"

#include "api/given.h"
#include "json/writer.h"

namespace manara::api {
namespace {

using accounts::Accounts;
using accounts::Person;
using accounts::PersonId;
using resource::FieldType;

constexpr std::string_view prefix = "/api/people/";

constexpr Member person_members[] = {Member::id("id"),      Member::number("revision"),
                                     Member::id("scope"),   Member::text("account"),
                                     Member::text("name"),  Member::choice("language", resource::name_languages),
                                     Member::flag("active")};
constexpr Shape person_shape{"person", person_members};
constexpr Member page_members[] = {Member::object("items", person_shape).several(), next_member,
                                   Member::number("total")};
constexpr Shape page_shape{.members = page_members};
constexpr Member wish_members[] = {Member::id("scope"), Member::text("account"), Member::text("name"),
                                   Member::choice("language", resource::name_languages)};
constexpr Shape wish_shape{"person_wish", wish_members};
/// What a reader was given with a person may come back with it.
constexpr Member change_members[] = {Member::anything("id").optional(),
                                     Member::anything("revision").optional(),
                                     Member::id("scope"),
                                     Member::text("account"),
                                     Member::text("name"),
                                     Member::choice("language", resource::name_languages),
                                     Member::flag("active")};
constexpr Shape change_shape{"person_change", change_members};

constexpr Code language_labels[] = {Code{"language_en"}, Code{"language_fr"}, Code{"language_ar"}};
constexpr resource::Field fields[] = {{.name = "scope",
                                       .type = FieldType::link,
                                       .refers_to = scopes,
                                       .headings = "Belongs to|Relève de|الجهة التابع لها"},
                                      {.name = "account", .type = FieldType::text, .headings = "Account|Compte|الحساب"},
                                      {.name = "name", .type = FieldType::text, .headings = "Name|Nom|الاسم"},
                                      {.name = "language",
                                       .type = FieldType::choice,
                                       .choices = resource::name_languages,
                                       .headings = "Language|Langue|اللغة",
                                       .labels = language_labels},
                                      {.name = "active", .type = FieldType::flag, .headings = "Active|Actif|نشط"}};

void write_person(json::Writer& out, const Person& person) {
  out.begin_object().member("id", to_string(person.id)).member("revision", person.revision);
  out.member("scope", to_string(person.home)).member("account", person.account).member("name", person.name);
  out.member("language", person.language).member("active", person.active).end_object();
}

Response answer_of(int status, const Person& person) {
  json::Writer out;
  write_person(out, person);
  auto response = json_response(status, out.take());
  response.headers.push_back({"ETag", "\"" + std::to_string(person.revision) + "\""});
  if (status == 201) response.headers.push_back({"Location", std::string(prefix) + to_string(person.id)});
  response.told.push_back(told_of("people", {person.home}, person.id.bytes));
  return response;
}

/// Somebody who may not be seen is not there.
Result<Person> seen(Accounts& accounts, const PersonId& id, const Caller& caller) {
  auto person = accounts.person(caller.account.actor, id);
  if (!person && person.error().code == Code{"access_denied"}) return fail(Code{"request_not_found"});
  return person;
}

/// Why nothing was saved. That an account is taken tells of somebody who may be anywhere: who was told so is noted.
Result<Response> refused(const Error& error, const Request& request, const Caller& caller) {
  if (error.code != Code{"account_taken"} && error.code != Code{"account_wait"}) return std::unexpected(error);
  auto response = problem(error, caller.language);
  response.told.push_back({.kind = access_log::Kind::refusal,
                           .resource = request.method + " /api/people",
                           .result = std::string(error.code.name())});
  return response;
}

struct Ground {
  Accounts& accounts;
  Exports& exports;
  Changed changed;
};

/// Whoever looks at the list of people hears that one of them is another now.
void tell(const Ground& ground, const Person& person) {
  if (ground.changed)
    ground.changed({.resource = "people", .id = person.id.bytes, .revision = person.revision, .scope = person.home});
}

Result<Response> list(const Ground& ground, const Request& request, const Caller& caller) {
  const auto& by = caller.account.actor;
  const auto search = request.parameter("q");
  const auto read = [&](std::string_view after, std::int64_t most) -> Result<std::vector<ListedItem>> {
    MANARA_TRY(people, ground.accounts.people(by, {after, search, most}));
    std::vector<ListedItem> items;
    for (const auto& person : people) {
      json::Writer out;
      write_person(out, person);
      items.push_back({.body = out.take(), .cursor = person.account, .scope = person.home});
    }
    return items;
  };
  const auto total = [&] { return ground.accounts.count_people(by, search); };
  return answer_list(people_list, {.read = read, .total = total}, request, caller, ground.exports);
}

Result<Response> make(const Ground& ground, const Request& request, const Caller& caller) {
  MANARA_TRY(draft, draft_in(request));
  MANARA_TRY(given, Given::read(request, wish_shape));
  const accounts::PersonWish wish{.home = given.id<access::ScopeId>("scope"),
                                  .account = given.text("account"),
                                  .name = given.text("name"),
                                  .language = given.text("language")};
  if (!given.good()) return given.refusal(caller.language);
  const auto id = ground.accounts.save_person(caller.account.actor, draft, wish);
  if (!id) return refused(id.error(), request, caller);
  MANARA_TRY(person, seen(ground.accounts, *id, caller));
  tell(ground, person);
  return answer_of(201, person);
}

/// Writes the wish about somebody who is there, from the revision that was read; 412 with both where that is another.
Result<Response> save(const Ground& ground, const Request& request, const Caller& caller, accounts::PersonWish wish) {
  MANARA_TRY(revision, revision_in(request));
  MANARA_TRY(draft, draft_in(request));
  wish.expected_revision = revision;
  const auto saved = ground.accounts.save_person(caller.account.actor, draft, wish);
  if (!saved && saved.error().code != Code{"revision_conflict"}) return refused(saved.error(), request, caller);
  MANARA_TRY(now, seen(ground.accounts, wish.id, caller));
  if (saved) {
    tell(ground, now);
    return answer_of(200, now);
  }
  json::Writer out;
  write_person(out, now);
  auto conflict = problem_with(saved.error(), caller.language, "current", out.take());
  conflict.told.push_back(told_of("people", {now.home}, now.id.bytes));
  return conflict;
}

Result<Response> edit(const Ground& ground, const Request& request, const Caller& caller) {
  MANARA_TRY(id, id_behind<PersonId>(request, prefix));
  MANARA_CHECK(seen(ground.accounts, id, caller));
  MANARA_TRY(given, Given::read(request, change_shape));
  const accounts::PersonWish wish{.id = id,
                                  .home = given.id<access::ScopeId>("scope"),
                                  .account = given.text("account"),
                                  .name = given.text("name"),
                                  .language = given.text("language"),
                                  .active = given.flag("active")};
  if (!given.good()) return given.refusal(caller.language);
  return save(ground, request, caller, wish);
}

Result<Response> drop_second_factor(const Ground& ground, const Request& request, const Caller& caller) {
  MANARA_TRY(id, id_behind<PersonId>(request, prefix));
  MANARA_TRY(person, seen(ground.accounts, id, caller));
  MANARA_CHECK(ground.accounts.reset_second_factor(caller.account.actor, id));
  tell(ground, person);
  return Response{.status = 204, .told = {credential("second_factor_dropped", id)}};
}

Result<Response> remove(const Ground& ground, const Request& request, const Caller& caller) {
  MANARA_TRY(id, id_behind<PersonId>(request, prefix));
  MANARA_TRY(before, seen(ground.accounts, id, caller));
  if (!caller.may("people", Verb::remove, before.home)) return fail(Code{"access_denied"});
  MANARA_TRY(response, save(ground, request, caller,
                            {.id = id,
                             .home = before.home,
                             .account = before.account,
                             .name = before.name,
                             .language = before.language,
                             .active = false}));
  if (response.status != 200) return response;
  return Response{.status = 204, .told = {credential("deactivated", id)}};
}

}  // namespace

const Listed people_list{
    .table = {.name = "people", .fields = fields}, .path = "/api/people", .searched = true, .told = Told::of_people};

// Whom a list from elsewhere names may be entered with a token: nobody comes in by that.
std::vector<Part> people_parts(Accounts& accounts, Exports& exports, const Changed& changed) {
  const Ground ground{accounts, exports, changed};
  const auto part = [&ground](std::string_view path, const char* method, auto answer, const Description& description) {
    return Part{
        .path = std::string(path),
        .method = method,
        .open = path == "/api/people" || std::string_view(method) == "GET" ? Open::to_callers : Open::to_sessions,
        .answer = [ground, answer](const Request& request,
                                   const Caller* caller) { return answer(ground, request, *caller); },
        .description = description};
  };
  const auto read = [](const Ground& of, const Request& request, const Caller& caller) -> Result<Response> {
    MANARA_TRY(id, id_behind<PersonId>(request, prefix));
    MANARA_TRY(person, seen(of.accounts, id, caller));
    return answer_of(200, person);
  };
  const std::string one = "/api/people/{id}";
  return {
      part("/api/people", "GET", list,
           list_description("People, by account", {Member::text("q").optional()}, after_parameter, page_shape)),
      part("/api/people", "POST", make,
           {.summary = "Makes an account for somebody",
            .key = true,
            .body = &wish_shape,
            .answers = {{201, &person_shape}},
            .refusals = {404, 409}}),
      part(one, "GET", read, {.summary = "Somebody", .answers = {{.shape = &person_shape}}}),
      part(one, "PUT", edit,
           {.summary = "Changes somebody's account, or ends it",
            .key = true,
            .revision = true,
            .body = &change_shape,
            .answers = {{.shape = &person_shape}},
            .refusals = {409}}),
      part(
          one, "DELETE", remove,
          {.summary = "Ends somebody's account", .key = true, .revision = true, .answers = {{204}}, .refusals = {409}}),
      part(one + "/second-factor", "DELETE", drop_second_factor,
           {.summary = "Ends somebody's second factor", .answers = {{204}}})};
}

}  // namespace manara::api
