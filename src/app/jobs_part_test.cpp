#include "app/jobs_part.h"

#include <chrono>
#include <doctest/doctest.h>
#include <filesystem>
#include <thread>

#include "api/problem.h"
#include "app/node_jobs.h"
#include "app/node_part.h"
#include "app/practices.h"
#include "json/json.h"
#include "node/made_site.h"

using namespace manara;
using namespace manara::app;
using api::Caller;
using api::Request;
using api::Response;

namespace {

/// A node of its own with its jobs, asked as the API asks.
struct Yard {
  node::made::Site site{};
  node::Node node = made(site);
  store::Pool readers{node.store()};
  store::Writer writer{node.store()};
  access::ScopeId nation{node.store().identity().home.bytes};
  NodeJobs own{.node = node, .writer = writer, .around = site.around(), .backups = site.data() + "/backups"};
  jobs::Jobs jobs{{writer, readers, site.around().clock, site.around().random, {}}, own.kinds()};
  std::vector<api::Part> parts = jobs_parts(jobs, node_jobs(), nation);

  static node::Node made(node::made::Site& site) {
    const auto all = practices();
    REQUIRE(node::Node::create(site.data(), site.key(),
                               {.nation = "XX", .names = R"({"en":"Harbour"})", .language = "ar"}, all, site.around(),
                               node::made::cheap));
    const auto file = node::read_key_file(site.key()).value();
    return std::move(node::Node::open(site.data(), file, all, site.around())).value();
  }
  static Caller caller(std::uint8_t person, bool may) {
    return {.actor = {{person}},
            .sees = [](std::string_view) { return access::Scope(); },
            .may = [may](std::string_view, access::Verb, const access::ScopeId&) { return may; }};
  }
  Result<Response> ask(std::string method, std::string path, const Caller& by, std::string body = {},
                       std::vector<std::pair<std::string, std::string>> query = {}) {
    const Request request{.method = method,
                          .path = path,
                          .query = std::move(query),
                          .headers = {{"content-type", "application/json"}},
                          .body = std::move(body)};
    const bool is_item = path.size() > std::string_view("/api/jobs").size();
    for (const auto& part : parts) {
      if (part.method == method && part.path.ends_with('}') == is_item) return part.answer(request, &by);
    }
    return fail(Code{"request_method"});
  }
  /// The job at `path` when it has ended.
  std::string ended(const std::string& path, const Caller& by) {
    for (int i = 0; i < 5000; ++i) {
      const auto answer = ask("GET", path, by);
      if (!answer) return std::string(answer.error().code.name());
      if (answer->body.find(R"("ended":null)") == std::string::npos) return answer->body;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return "it does not end";
  }
  std::string start(std::string_view kind, const Caller& by) {
    const auto answer = ask("POST", "/api/jobs", by, R"({"kind":")" + std::string(kind) + R"("})");
    if (!answer) return std::string(answer.error().code.name());
    CHECK(answer->status == 202);
    return answer->headers.back().value;
  }
};

}  // namespace

TEST_CASE("a node backs itself up and checks its ledger while it goes on, for those who may") {
  Yard yard;
  const auto boss = Yard::caller(1, true);
  const auto backup = yard.ended(yard.start("backup", boss), boss);
  CHECK_MESSAGE(backup.find(R"("kind":"backup","resource":"node","state":"done")") != std::string::npos, backup);
  json::Document document;
  const auto file = (*document.parse(backup))["result"]["file"].text();
  CHECK(std::filesystem::file_size(file) > 0);
  const auto verify = yard.ended(yard.start("verify", boss), boss);
  CHECK_MESSAGE(verify.find(R"("result":{"entries":)") != std::string::npos, verify);
  CHECK(yard.start("dance", boss) == "job_unknown_kind");
  CHECK(yard.start("backup", Yard::caller(2, false)) == "access_denied");
}

TEST_CASE("where too much waits already, whoever asks is told so, and when to ask again") {
  const auto busy = api::problem({Code{"jobs_busy"}, {}, {}}, text::Language::en);
  CHECK(busy.status == 503);
  CHECK(busy.headers.back().name == "Retry-After");
  CHECK(busy.headers.back().value == "10");
  CHECK(busy.body.find("ask again in a while") != std::string::npos);
}

TEST_CASE("the node tells how it is, with its last backup, to who may read it") {
  Yard yard;
  const auto boss = Yard::caller(1, true);
  const auto part = node_part(yard.readers, yard.writer, yard.jobs, yard.nation);
  CHECK(part.answer({}, &boss)->body.find(R"("last_backup":null)") != std::string::npos);
  yard.ended(yard.start("backup", boss), boss);
  json::Document document;
  const auto answer = part.answer({}, &boss);
  const auto node = document.parse(answer->body);
  REQUIRE(node);
  CHECK((*node)["ledger"]["size"].integer() == 1);
  CHECK((*node)["last_backup"]["result"]["entries"].integer() == 1);
  // The checkpoint that left with the backup.
  CHECK((*node)["checkpoint"].string() == (*node)["last_backup"]["result"]["checkpoint"].string());
  const auto nobody = Yard::caller(2, false);
  CHECK(part.answer({}, &nobody).error().code == Code{"access_denied"});
}

TEST_CASE("jobs of others are not there for who reads only their own") {
  Yard yard;
  const auto boss = Yard::caller(1, true);
  const auto path = yard.start("verify", boss);
  yard.ended(path, boss);
  const auto other = Yard::caller(2, false);
  CHECK(yard.ended(path, other) == "request_not_found");
  CHECK(yard.ask("DELETE", path, other).error().code == Code{"request_not_found"});
  CHECK(yard.ask("GET", "/api/jobs", other)->body == R"({"items":[],"next":null})");
  CHECK(yard.ask("GET", "/api/jobs/x", boss).error().code == Code{"request_not_found"});
  CHECK(yard.ask("GET", "/api/jobs", boss, "", {{"limit", "0"}}).error().code == Code{"request_unknown_parameter"});
  yard.ended(yard.start("verify", boss), boss);
  json::Document document;
  const auto page = yard.ask("GET", "/api/jobs", boss, "", {{"limit", "1"}});
  const auto root = document.parse(page->body);
  CHECK((*root)["items"].size() == 1);
  const auto next = (*root)["next"].text();
  const auto rest = yard.ask("GET", "/api/jobs", boss, "", {{"after", next}});
  const auto second = document.parse(rest->body);
  CHECK((*second)["items"].size() == 1);
  CHECK(rest->body.find(next) == std::string::npos);
}
