// An import as a job: asked for, looked at, told of as it goes on, cancelled; and again without harm.
#include <chrono>
#include <thread>

#include "api/events.h"
#include "imported.h"

using namespace manara;
using namespace manara::made;
using access::Role;

namespace {

std::string organisations(int count) {
  std::string text = "names.en,sector\n";
  for (int i = 0; i < count; ++i)
    text += fmt::format("Clinic {},healthcare\n", i);
  return text + "Nowhere,mars\n";
}

/// Where it can be looked at.
std::string begin(Node& node, const std::string& file) {
  const auto answer = node.ask("POST", "/api/imports/organisations", file, {{"mode", "job"}});
  REQUIRE(answer.status == 202);
  for (const auto& header : answer.headers) {
    if (header.name == "Location") return header.value;
  }
  return {};
}

std::string ended(Node& node, const std::string& path) {
  for (int i = 0; i < 10'000; ++i) {
    const auto job = node.ask("GET", path);
    if (job.body.find(R"("ended":null)") == std::string::npos) return job.body;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return "it does not end";
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE(
    "an import is a job of whoever asked for it: its counts, its refused rows without their cells, told as it goes") {
  Analyst node;
  const auto live = node.ask("GET", "/api/live", "", {{"resources", "jobs,organisations"}});
  REQUIRE(live.events);
  const auto path = begin(node, organisations(40));
  const auto job = ended(node, path);
  CHECK(has(job, R"("kind":"import","resource":"organisations","state":"done")"));
  CHECK(has(job, R"("done":41,"total":41)"));
  CHECK(has(job, R"("rows":{"read":41,"new":40,"changed":0,"same":0,"refused":1})"));
  CHECK(has(job, R"("line":42,"code":"field_choice")"));
  CHECK_FALSE(has(job, "Nowhere"));
  // In a list of many its counts are enough.
  const auto listed_jobs = node.ask("GET", "/api/jobs").body;
  CHECK(has(listed_jobs, R"("result":{"resource":"organisations","rows":{"read":41,"new":40,)"));
  CHECK_FALSE(has(listed_jobs, "field_choice"));
  CHECK(has(listed(node, "organisations"), "Clinic 39"));
  const auto told = live.events->take().text;
  CHECK(has(told, R"({"resource":"jobs","id":")" + path.substr(path.rfind('/') + 1)));
  CHECK(has(told, R"({"resource":"organisations")"));
  CHECK(has(ended(node, begin(node, organisations(40))), R"("new":0,"changed":0,"same":40,"refused":1)"));

  node.become(Role::organisation_officer, access::ScopeId{node.own.bytes});
  CHECK(node.ask("GET", path).status == 404);
  CHECK(node.ask("DELETE", path).status == 404);
  const auto others = node.ask("GET", "/api/live", "", {{"resources", "jobs"}});
  node.become(Role::analyst, Node::nation);
  ended(node, begin(node, organisations(1)));
  CHECK_FALSE(has(others.events->take().text, "changed"));
}

TEST_CASE("an import that is cancelled leaves what was written, and the same file again does the rest") {
  Analyst node;
  const auto file = organisations(6000);
  const auto first = begin(node, file), second = begin(node, file);
  CHECK(node.ask("DELETE", second).status == 204);
  CHECK(has(ended(node, second), R"("resource":"organisations","state":"cancelled")"));
  CHECK(node.ask("DELETE", first).status == 204);
  const auto cancelled = ended(node, first);
  CHECK((has(cancelled, R"("state":"cancelled")") || has(cancelled, R"("state":"done")")));
  CHECK(has(ended(node, begin(node, file)), R"("state":"done")"));
  CHECK(has(apply(node, "organisations", file).counts(), "same 6000 refused 1"));
}

TEST_CASE("a file that is no list fails as a job, and says why") {
  Analyst node;
  const auto job = ended(node, begin(node, std::string("PK\x03\x04 no workbook", 16)));
  CHECK(has(job, R"("state":"failed")"));
  CHECK(has(job, R"("detail":")"));
}
