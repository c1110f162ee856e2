#include "api/access_log_part.h"

#include <map>

#include "api/given.h"
#include "base/strings.h"
#include "base/time.h"
#include "json/writer.h"

namespace manara::api {
namespace {

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
constexpr Member page_members[] = {Member::object("items", row_shape).several(), next_member};
constexpr Shape page_shape{.members = page_members};

Result<access_log::Question> question_of(const Request& request) {
  MANARA_TRY(paging, paging_in(request));
  MANARA_TRY(person, id_in<access::PersonId>(request, "person"));
  access_log::Question question{.person = person, .most = paging.limit};
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
  if (!paging.after.empty()) {
    const auto before = parse_unsigned(paging.after);
    if (!before || *before > INT64_MAX) return unknown("after");
    question.before = static_cast<std::int64_t>(*before);
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

}  // namespace

std::vector<Part> access_log_parts(access_log::AccessLog& log, accounts::Accounts& accounts, access::ScopeId nation) {
  const auto answer = [&log, &accounts, nation](const Request& request, const Caller* caller) -> Result<Response> {
    if (!caller->may("access_log", Verb::read, nation)) return fail(Code{"access_denied"});
    MANARA_TRY(question, question_of(request));
    const auto limit = static_cast<std::size_t>(question.most++);
    MANARA_TRY(rows, log.rows(question));
    const bool more = rows.size() > limit;
    if (more) rows.pop_back();
    Names names(accounts, caller->account.actor);
    json::Writer out;
    out.begin_object().key("items").begin_array();
    for (const auto& row : rows)
      write_row(out, row, names);
    out.end_array().member_or_null("next", more ? std::to_string(rows.back().index) : "").end_object();
    auto response = json_response(200, out.take());
    // No scope of an organisation: an export in all but name, so that it is there whoever reads.
    response.told.push_back({.kind = access_log::Kind::exported,
                             .resource = "access_log",
                             .count = static_cast<std::int64_t>(rows.size())});
    return response;
  };
  return {{.path = "/api/access-log",
           .method = "GET",
           .answer = answer,
           .description = {.summary = "The access log, newest first",
                           .parameters = {Member::choice("kind", access_log::kind_names).optional(),
                                          Member::id("person").optional(), Member::date("day").optional(),
                                          limit_parameter, Member::number("after").optional()},
                           .answers = {{.shape = &page_shape}}}}};
}

}  // namespace manara::api
