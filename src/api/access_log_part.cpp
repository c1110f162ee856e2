#include "api/access_log_part.h"

#include <map>

#include "api/given.h"
#include "base/strings.h"
#include "base/time.h"
#include "json/writer.h"

namespace manara::api {
namespace {

using resource::FieldType;

constexpr Member person_members[] = {Member::id("id"), Member::text("name").or_null()};
constexpr Shape person_shape{.members = person_members};
constexpr Member row_members[] = {Member::number("index"),
                                  Member::number("at"),
                                  Member::choice("kind", access_log::kind_names),
                                  Member::object("person", person_shape).or_null(),
                                  Member::text("resource"),
                                  Member::id("item").or_null(),
                                  Member::id("organisations").several(),
                                  Member::text("network"),
                                  Member::text("result"),
                                  Member::number("count")};
constexpr Shape row_shape{"log_row", row_members};
constexpr Code kind_labels[] = {Code{"log_kind_read"},   Code{"log_kind_sign_in"},    Code{"log_kind_refusal"},
                                Code{"log_kind_export"}, Code{"log_kind_credential"}, Code{"log_kind_cut"},
                                Code{"log_kind_missed"}};
constexpr resource::Field fields[] = {
    {.name = "index", .type = FieldType::number, .headings = "Number|Numéro|الرقم"},
    {.name = "at", .type = FieldType::moment, .headings = "At (UTC)|Quand (UTC)|الوقت (UTC)"},
    {.name = "kind",
     .type = FieldType::choice,
     .choices = access_log::kind_names,
     .headings = "Kind|Type|النوع",
     .labels = kind_labels},
    {.name = "person.id",
     .type = FieldType::link,
     .refers_to = "people",
     .headings = "Person's ID|Identifiant de la personne|معرف الشخص"},
    {.name = "person.name", .type = FieldType::text, .headings = "Person|Personne|الشخص"},
    {.name = "resource", .type = FieldType::text, .headings = "What|Quoi|ماذا"},
    {.name = "item", .type = FieldType::text, .headings = "ID of the item|Identifiant de l'élément|معرف العنصر"},
    {.name = "organisations",
     .type = FieldType::link,
     .refers_to = scopes,
     .headings = "Organisations|Organisations|المؤسسات"},
    {.name = "network", .type = FieldType::text, .headings = "Network|Réseau|الشبكة"},
    {.name = "result", .type = FieldType::text, .headings = "Result|Résultat|النتيجة"},
    {.name = "count", .type = FieldType::number, .headings = "Count|Nombre|العدد"}};
constexpr resource::Filter filters[] = {
    {"kind", FieldType::choice}, {"person", FieldType::link}, {"day", FieldType::date}};
constexpr Member page_members[] = {Member::object("items", row_shape).several(), next_member};
constexpr Shape page_shape{.members = page_members};

Result<access_log::Question> question_of(const Request& request) {
  MANARA_TRY(person, id_in<access::PersonId>(request, "person"));
  access_log::Question question{.person = person};
  const auto unknown = [&](std::string_view name) {
    return fail(Code{"request_unknown_parameter"}, {std::string(name) + "=" + std::string(request.parameter(name))});
  };
  if (const auto kind = request.parameter("kind"); !kind.empty()) {
    question.kind = access_log::read_kind(kind);
    if (!question.kind) return unknown("kind");
  }
  if (const auto text = request.parameter("day"); !text.empty()) {
    const auto day = text.size() == 10 ? parse_date(text) : std::nullopt;
    if (!day) return unknown("day");
    question.day = day->days;
  }
  return question;
}

/// Names of people, each asked for once.
class Names {
 public:
  Names(accounts::Accounts& accounts, const access::Actor& by) : accounts_(accounts), by_(by) {}
  void write(json::Writer& out, const access::PersonId& id) {
    if (id.empty()) {
      out.null();
      return;
    }
    const auto [known, is_new] = names_.try_emplace(id.bytes);
    if (is_new) {
      const auto person = accounts_.person(by_, id);
      if (person) known->second = person->name;
    }
    out.begin_object().member("id", to_string(id)).member_or_null("name", known->second).end_object();
  }

 private:
  accounts::Accounts& accounts_;
  const access::Actor& by_;
  std::map<IdBytes, std::string> names_{};
};

void write_row(json::Writer& out, const access_log::Row& row, Names& names) {
  const auto& event = row.event;
  out.begin_object().member("index", row.index).member("at", event.at_ms);
  out.member("kind", access_log::name_of(event.kind)).key("person");
  names.write(out, event.person);
  out.member("resource", event.resource);
  out.member_or_null("item", event.item == IdBytes{} ? std::string() : id_text(event.item));
  out.key("organisations").begin_array();
  for (const auto& scope : event.scopes)
    out.value(to_string(scope));
  out.end_array().member("network", event.network).member("result", event.result).member("count", event.count);
  out.end_object();
}

Result<Response> list(access_log::AccessLog& log, accounts::Accounts& accounts, const Request& request,
                      const Caller& caller, Exports& exports) {
  MANARA_TRY(question, question_of(request));
  Names names(accounts, caller.account.actor);
  const auto read = [&](std::string_view after, std::int64_t most) -> Result<std::vector<ListedItem>> {
    question.most = most;
    if (!after.empty()) question.before = static_cast<std::int64_t>(parse_unsigned(after).value_or(0));
    MANARA_TRY(rows, log.rows(question));
    std::vector<ListedItem> items;
    for (const auto& row : rows) {
      json::Writer out;
      write_row(out, row, names);
      items.push_back({.body = out.take(), .cursor = std::to_string(row.index)});
    }
    return items;
  };
  return answer_list(access_log_list, {.read = read}, request, caller, exports);
}

}  // namespace

const Listed access_log_list{.table = {.name = "access_log", .fields = fields, .has_id = false},
                             .path = "/api/access-log",
                             .filters = filters,
                             .told = Told::everything};

std::vector<Part> access_log_parts(access_log::AccessLog& log, accounts::Accounts& accounts, access::ScopeId nation,
                                   Exports& exports) {
  const auto answer = [&log, &accounts, nation, &exports](const Request& request,
                                                          const Caller* caller) -> Result<Response> {
    if (!caller->may("access_log", Verb::read, nation)) return fail(Code{"access_denied"});
    return list(log, accounts, request, *caller, exports);
  };
  return {{.path = std::string(access_log_list.path),
           .method = "GET",
           .answer = answer,
           .description = list_description("The access log, newest first",
                                           {Member::choice("kind", access_log::kind_names).optional(),
                                            Member::id("person").optional(), Member::date("day").optional()},
                                           Member::number("after").optional(), page_shape)}};
}

}  // namespace manara::api
