#include "app/jobs_part.h"

#include <algorithm>

#include "api/given.h"
#include "base/strings.h"
#include "json/copy.h"
#include "json/json.h"
#include "json/writer.h"
#include "text/catalogue.h"

namespace manara::app {
namespace {

using api::Caller;
using api::Request;
using api::Response;

using api::Member;
using api::Shape;

constexpr std::string_view path = "/api/jobs";

constexpr Member failure_members[] = {Member::text("code"), Member::text("detail")};
constexpr Shape failure_shape{.members = failure_members};
constexpr Member job_members[] = {Member::id("id"),
                                  Member::text("kind"),
                                  Member::text("resource").or_null(),
                                  Member::choice("state", jobs::state_names),
                                  Member::id("person"),
                                  Member::number("made"),
                                  Member::number("begun").or_null(),
                                  Member::number("ended").or_null(),
                                  Member::number("done"),
                                  Member::number("total"),
                                  Member::anything("result").or_null(),
                                  Member::object("problem", failure_shape).or_null()};
}  // namespace

const Shape job_shape{"job", job_members};

namespace {

constexpr Member page_members[] = {Member::object("items", job_shape).several(), api::next_member};
constexpr Shape page_shape{.members = page_members};
constexpr Member wish_members[] = {Member::choice("kind", asked_job_names)};
constexpr Shape wish_shape{"job_wish", wish_members};

constexpr std::size_t default_limit = 50;
constexpr std::size_t most_limit = 200;

/// How much is said of what came of a job: in a list of many its counts, not its lists of rows.
enum class Detail : std::uint8_t { without_lists, whole };

void write_short(json::Writer& out, std::string_view outcome) {
  json::Document document;
  const auto root = document.parse(outcome);
  if (!root || !root->is_object()) {
    out.null();
    return;
  }
  out.begin_object();
  for (const auto& [name, value] : root->members()) {
    if (!value.is_array()) json::copy(out.key(name), value);
  }
  out.end_object();
}

/// What came of it: the kind's own words, or why it failed as a sentence.
void write_outcome(json::Writer& out, const jobs::Job& job, text::Language language, Detail detail) {
  out.key("result");
  if (job.state != jobs::State::done || job.outcome.empty()) {
    out.null();
  } else if (detail == Detail::whole) {
    out.raw(job.outcome);
  } else {
    write_short(out, job.outcome);
  }
  out.key("problem");
  if (job.state != jobs::State::failed) {
    out.null();
    return;
  }
  json::Document document;
  const auto error = document.parse(job.outcome);
  Message message{Code{"request_failed"}, {}};
  if (error) {
    message.code = Code::stored((*error)["code"].string());
    for (const auto arg : (*error)["args"].elements())
      message.args.push_back(arg.text());
  }
  out.begin_object().member("code", message.code.name()).member("detail", text::sentence(language, message));
  out.end_object();
}

void write_time(json::Writer& out, std::string_view name, std::int64_t at_ms) {
  out.key(name);
  if (at_ms > 0) {
    out.value(at_ms);
  } else {
    out.null();
  }
}

void write_job(json::Writer& out, const jobs::Job& job, text::Language language, Detail detail = Detail::whole) {
  out.begin_object().member("id", to_string(job.id)).member("kind", job.kind);
  out.member_or_null("resource", job.resource)
      .member("state", jobs::name_of(job.state))
      .member("person", to_string(job.person));
  write_time(out, "made", job.made_ms);
  write_time(out, "begun", job.begun_ms);
  write_time(out, "ended", job.ended_ms);
  out.member("done", job.done).member("total", job.total);
  write_outcome(out, job, language, detail);
  out.end_object();
}

class JobsPart {
 public:
  JobsPart(jobs::Jobs& jobs, std::span<const AskedJob> asked, access::ScopeId nation)
      : jobs_(jobs), asked_(asked), nation_(nation) {}

  Result<Response> list(const Request& request, const Caller& caller) const {
    std::size_t limit = default_limit;
    std::optional<jobs::Job> behind;
    for (const auto& [name, value] : request.query) {
      const auto number = parse_unsigned(value);
      const auto id = jobs::JobId::read(value);
      if (name == "limit" && number && *number > 0) {
        limit = std::min<std::size_t>(*number, most_limit);
      } else if (name == "after" && id) {
        MANARA_TRY(last, own(*id, caller));
        behind = std::move(last);
      } else {
        return fail(Code{"request_unknown_parameter"}, {name + "=" + value});
      }
    }
    // Those of others are passed over, so that a page may need several looks.
    std::vector<jobs::Job> page;
    for (bool more = true; more && page.size() <= limit;) {
      MANARA_TRY(some, jobs_.list({{nation_}}, behind, most_limit));
      more = some.size() == most_limit;
      if (more) behind = some.back();
      for (auto& job : some) {
        if (sees(job, caller) && page.size() <= limit) page.push_back(std::move(job));
      }
    }
    const bool more = page.size() > limit;
    if (more) page.pop_back();
    json::Writer out;
    out.begin_object().key("items").begin_array();
    for (const auto& job : page)
      write_job(out, job, caller.language, Detail::without_lists);
    out.end_array().member_or_null("next", more ? to_string(page.back().id) : std::string()).end_object();
    return api::json_response(200, out.take());
  }

  Result<Response> read(const Request& request, const Caller& caller) const {
    MANARA_TRY(id, id_of(request));
    MANARA_TRY(job, own(id, caller));
    json::Writer out;
    write_job(out, job, caller.language);
    return api::json_response(200, out.take());
  }

  Result<Response> start(const Request& request, const Caller& caller) const {
    MANARA_TRY(given, api::Given::read(request, wish_shape));
    const auto kind = given.text("kind");
    if (!given.good()) return given.refusal(caller.language);
    const auto asked = std::ranges::find(asked_, kind, &AskedJob::kind);
    if (asked == asked_.end()) return fail(Code{"job_unknown_kind"}, {std::string(kind)});
    // Also where it only reads: it is work, and stands in a list.
    const auto& limit = caller.account.actor.limit;
    const bool may_begin = !limit || limit->use == access::Use::read_and_write;
    if (!may_begin || !caller.may(asked->resource, asked->verb, nation_)) return fail(Code{"access_denied"});
    MANARA_TRY(id, jobs_.start({.kind = asked->kind,
                                .resource = asked->resource,
                                .request = "{}",
                                .scope = nation_,
                                .person = caller.actor}));
    MANARA_TRY(job, jobs_.find({{nation_}}, id));
    return job_begun(job, caller.language);
  }

  Result<Response> cancel(const Request& request, const Caller& caller) const {
    MANARA_TRY(id, id_of(request));
    MANARA_TRY(job, own(id, caller));
    if (job.person != caller.actor && !caller.may("node", access::Verb::edit, nation_))
      return fail(Code{"access_denied"});
    MANARA_CHECK(jobs_.cancel(id));
    return Response{.status = 204};
  }

 private:
  static Result<jobs::JobId> id_of(const Request& request) {
    const auto id = jobs::JobId::read(std::string_view(request.path).substr(path.size() + 1));
    if (!id) return fail(Code{"request_not_found"});
    return *id;
  }
  [[nodiscard]] bool sees(const jobs::Job& job, const Caller& caller) const {
    return job.person == caller.actor || caller.may("node", access::Verb::read, nation_);
  }
  /// What one may not see is not there.
  Result<jobs::Job> own(const jobs::JobId& id, const Caller& caller) const {
    MANARA_TRY(job, jobs_.find({{nation_}}, id));
    if (!sees(job, caller)) return fail(Code{"request_not_found"});
    return std::move(job);
  }

  jobs::Jobs& jobs_;
  std::span<const AskedJob> asked_;
  access::ScopeId nation_;
};

}  // namespace

api::Response job_begun(const jobs::Job& job, text::Language language) {
  json::Writer out;
  write_job(out, job, language);
  auto response = api::json_response(202, out.take());
  response.headers.push_back({"Location", std::string(path) + "/" + to_string(job.id)});
  return response;
}

std::vector<api::Part> jobs_parts(jobs::Jobs& jobs, std::span<const AskedJob> asked, access::ScopeId nation) {
  const JobsPart part(jobs, asked, nation);
  const auto row = [&part](std::string_view where, const char* method, auto answer,
                           const api::Description& description) {
    return api::Part{.path = std::string(where),
                     .method = method,
                     .answer = [part, answer](const Request& request,
                                              const Caller* caller) { return (part.*answer)(request, *caller); },
                     .description = description};
  };
  return {row(path, "GET", &JobsPart::list,
              {.summary = "Long work, the newest first",
               .parameters = {api::limit_parameter, Member::id("after").optional()},
               .answers = {{.shape = &page_shape}},
               .refusals = {404}}),
          row(path, "POST", &JobsPart::start,
              {.summary = "Asks for long work", .body = &wish_shape, .answers = {{202, &job_shape}}}),
          row("/api/jobs/{id}", "GET", &JobsPart::read,
              {.summary = "How far one is, and what came of it", .answers = {{.shape = &job_shape}}}),
          row("/api/jobs/{id}", "DELETE", &JobsPart::cancel, {.summary = "Cancels one", .answers = {{204}}})};
}

}  // namespace manara::app
