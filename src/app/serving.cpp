#include "app/serving.h"

#include <algorithm>
#include <fmt/core.h>

#include "access/address.h"
#include "api/access_log_part.h"
#include "api/cookies.h"
#include "api/erasures_part.h"
#include "api/grants_part.h"
#include "api/ledger_part.h"
#include "api/links_part.h"
#include "api/own_part.h"
#include "api/people_part.h"
#include "api/profile_part.h"
#include "api/record.h"
#include "api/search_part.h"
#include "app/call_sheet_part.h"
#include "app/import_part.h"
#include "app/inventory_part.h"
#include "app/jobs_part.h"
#include "app/networks_part.h"
#include "app/node_jobs.h"
#include "app/node_part.h"
#include "app/practices.h"
#include "app/setup_page.h"
#include "app/who_part.h"
#include "json/json.h"

namespace manara::app {
namespace {

constexpr std::size_t most_paced = 4096;  // people who are told apart

}  // namespace

Serving::Serving(Ground& ground)
    : ground_(ground),
      nation_{ground.store.identity().home.bytes},
      readers_(ground.store),
      writer_(ground.store),
      accounts_(readers_, writer_, ground.clock, ground.random, ground.master, nation_, ground.accounts),
      access_log_(readers_, writer_, ground.clock, nation_, ground.access_log),
      resources_(resources()),
      pace_(ground.pace, ground.random, most_paced),
      paced_({.burst = 1, .per_minute = 1}, ground.random, most_paced),
      live_(nation_, ground.clock),
      jobs_({.writer = writer_,
             .readers = readers_,
             .clock = ground.clock,
             .random = ground.random,
             .changed =
                 [this](const jobs::Job& job) { live_.tell({"jobs", job.id.bytes, job.done, job.scope, job.person}); }},
            job_kinds()) {}

std::vector<jobs::Kind> Serving::job_kinds() {
  // What an import does it brings along.
  std::vector<jobs::Kind> all{{.name = import_job, .run = [](std::string_view, jobs::Progress&) {
                                 return Result<std::string>(fail(Code{"job_unknown_kind"}, {std::string(import_job)}));
                               }}};
  if (ground_.node == nullptr) return all;
  const NodeJobs own{
      .node = *ground_.node, .writer = writer_, .around = {ground_.clock, ground_.random}, .backups = ground_.backups};
  for (auto& kind : own.kinds())
    all.push_back(std::move(kind));
  return all;
}

// A job may still use what stands behind `jobs_`: the sessions of whoever asked, the ground of an import.
Serving::~Serving() {
  jobs_.close();
}

api::Response Serving::handle(const api::Request& request) {
  auto response = api_->handle(request);
  // Whoever listens with what has ended hears nothing of what comes.
  constexpr std::string_view about_access[] = {"/api/people", "/api/grants",  "/api/session",
                                               "/api/tokens", "/api/profile", "/api/erasures"};
  const bool is_change = request.method != "GET" && request.method != "HEAD" && response.status < 300;
  const auto begins = [&](std::string_view path) { return request.path.starts_with(path); };
  if (!is_change || std::ranges::none_of(about_access, begins)) return response;
  const bool signs_in = request.path == "/api/session" && request.method == "POST";
  const auto who = std::ranges::find(response.told, access_log::Kind::sign_in, &access_log::Event::kind);
  // What somebody else had in the same browser ends too: then all are looked at.
  if (signs_in && who != response.told.end() && api::cookie(request, "session").empty()) {
    live_.look_again(ledger::ActorId{who->person.bytes});
  } else {
    live_.look_again();
  }
  return response;
}

Result<std::unique_ptr<Serving>> Serving::start(Ground ground) {
  ground.store.use_blobs(ground.blobs);
  std::unique_ptr<Serving> serving(new Serving(ground));
  MANARA_CHECK(serving->jobs_.begin());
  MANARA_TRY(facts, serving->facts());
  serving->exports_ = std::make_shared<api::Exports>(
      api::LinkedLists(serving->resources_, serving->readers_, serving->nation_, facts.names), ground.spools);
  serving->sessions_ =
      std::make_unique<api::Sessions>(serving->accounts_, serving->readers_, ground.clock, std::move(facts));
  serving->api_ = std::make_unique<api::Api>(
      serving->sessions_->doors(),
      api::Items(
          serving->resources_, serving->readers_, serving->writer_, serving->nation_,
          [live = &serving->live_](const api::Change& change) { live->tell(change); }, serving->exports_),
      serving->resources_, serving->parts(), api::record_in(serving->access_log_),
      [self = serving.get()](const api::Caller& caller) { return self->wait_of(caller); });
  return serving;
}

std::int64_t Serving::wait_of(const api::Caller& caller) {
  const auto& person = caller.account.person.id;
  const auto key = (caller.account.session.empty() ? "token " : "session ") + to_string(person);
  const auto now = ground_.clock.now_ms();
  const auto wait = pace_.take(key, now);
  if (wait > 0 && paced_.take(key, now) == 0) {
    [[maybe_unused]] const auto noted =
        access_log_.note({.kind = access_log::Kind::refusal, .person = person, .result = "request_too_often"});
  }
  return wait;
}

void Serving::note_refused(const api::Request& request, const Error& error) {
  [[maybe_unused]] const auto noted = access_log_.note({.kind = access_log::Kind::refusal,
                                                        .resource = request.method.substr(0, 10) + " ",
                                                        .network = access::coarse_network(request.address),
                                                        .result = std::string(error.code.name())});
}

/// Who signs in, what they may, and what is known of it.
std::vector<api::Part> Serving::people_parts() {
  std::vector<api::Part> all;
  const auto tell = [this](const api::Change& change) { live_.tell(change); };
  for (auto& some :
       {sessions_->parts(), api::people_parts(accounts_, *exports_, tell),
        api::grants_parts(accounts_, *exports_, tell), api::links_parts(accounts_), api::own_parts(accounts_),
        api::profile_parts(accounts_, *sessions_), api::access_log_parts(access_log_, accounts_, nation_, *exports_)})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

/// What of the API is no list of a practice: a line each.
std::vector<api::Part> Serving::parts() {
  std::vector<api::Part> all;
  for (auto& some : {people_parts(),
                     api::ledger_parts(readers_, writer_, nation_),
                     api::erasures_parts(writer_, nation_),
                     jobs_parts(jobs_, node_jobs(), nation_),
                     who_parts(readers_, ground_.clock),
                     networks_parts(readers_),
                     call_sheet_parts(readers_),
                     inventory_parts(readers_, writer_, ground_.blobs, *exports_,
                                     [this](const api::Change& change) { live_.tell(change); }),
                     {import_part({.resources = resources_,
                                   .readers = readers_,
                                   .writer = writer_,
                                   .nation = nation_,
                                   .jobs = jobs_,
                                   .changed = [this](const api::Change& change) { live_.tell(change); }})},
                     setup_parts(),
                     {live_.part(), api::search_part(resources_, readers_), metrics_part(),
                      node_part(readers_, writer_, jobs_, nation_)}})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

/// Scraped with a token of an administrator or auditor of the node: how much happens is not for everybody.
api::Part Serving::metrics_part() {
  const auto answer = [this](const api::Request&, const api::Caller* caller) -> Result<api::Response> {
    if (!caller->may("node", access::Verb::read, nation_)) return fail(Code{"access_denied"});
    auto text = ground_.metrics ? ground_.metrics() : std::string();
    text += "# HELP manara_ledger_entries Entries in the ledger.\n# TYPE manara_ledger_entries gauge\n";
    text += fmt::format("manara_ledger_entries {}\n", writer_.head().size);
    return api::Response{.headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
                         .body = std::move(text)};
  };
  return {.path = "/metrics",
          .method = "GET",
          .answer = answer,
          .description = {.summary = "Counters, as Prometheus reads them", .answers = {{.media = "text/plain"}}}};
}

/// What the first entry says of the node.
Result<api::NodeFacts> Serving::facts() {
  api::NodeFacts facts{.nation = nation_, .origin = ground_.store.identity().origin, .names = "{}"};
  MANARA_TRY(reader, readers_.lend({{nation_}}));
  const auto read = reader->query("node_profile", {}, [&](const store::Row& row) {
    json::Document document;
    const auto body = row.text(0);
    const auto root = document.parse(body);
    if (!root) return false;
    facts.names = api::names_json((*root)["names"]);
    facts.sample = (*root)["sample"].boolean().value_or(false);
    for (const auto sector : (*root)["sectors"].elements())
      facts.sectors.push_back(sector.text());
    return false;
  });
  MANARA_CHECK(read);
  return facts;
}

/// Files that no entry came to refer to within a day, once a day; what an erasure had to leave, always.
Status Serving::tidy_blobs() {
  constexpr std::int64_t day_ms = 86'400'000;
  const auto now = ground_.clock.now_ms();
  return writer_.run([&](store::Store& store) -> Status {
    MANARA_CHECK(store.finish_erasures());
    if (now - blobs_collected_ms_ < day_ms) return {};
    const auto collected = store.collect_blobs(now - day_ms);
    if (!collected && collected.error().code == Code{"file_held"}) return {};  // a backup is made: next time
    MANARA_CHECK(collected);
    blobs_collected_ms_ = now;
    return {};
  });
}

/// Each whatever became of the others: one that fails for good may not keep days out of the ledger.
Status Serving::tidy() {
  live_.tidy();
  Status first;
  for (auto& done : {jobs_.tidy(), accounts_.tidy(), tidy_blobs(), access_log_.tidy()}) {
    if (first && !done) first = done;
  }
  return first;
}

void Serving::close() {
  live_.close();
  jobs_.close();
  // What could not be written is lost with the disk that says so; nobody is left to hear it.
  [[maybe_unused]] const auto written = access_log_.write();
  writer_.close();
}

}  // namespace manara::app
