#include "app/node_part.h"

#include <chrono>
#include <doctest/doctest.h>
#include <future>
#include <thread>

#include "app/practices.h"
#include "app/serving.h"
#include "json/json.h"
#include "node/made_site.h"

using namespace manara;

namespace {

Status keep(store::Projection&, const store::StoredEntry&) {
  return {};
}
Status refuse(store::Projection&, const store::StoredEntry&) {
  return fail(Code{"entry_malformed"}, {"buoy_sunk"});
}
constexpr store::EntryKind buoys[] = {{.name = "buoy_laid", .project = keep}, {.name = "buoy_sunk", .project = keep}};
constexpr store::EntryKind stricter[] = {{.name = "buoy_sunk", .project = refuse}};

std::string_view no_sql() {
  return "";
}

std::vector<store::Practice> practices_with(std::span<const store::EntryKind> kinds) {
  const auto known = app::practices();
  std::vector<store::Practice> all(known.begin(), known.end());
  all.push_back({.name = "buoys", .kinds = kinds, .sql = no_sql});
  return all;
}

store::Draft draft(std::uint8_t number, std::string kind) {
  return {.id = {{number}}, .kind = std::move(kind), .subject = {{number}}, .parts = {"{}"}};
}

/// A node that another version wrote to, served by this one.
struct Harbour {
  Harbour() {
    const auto wrote = practices_with(buoys);
    const node::NewNode about{
        .nation = "XX", .names = R"({"en":"Harbour"})", .language = "en", .sectors = {"water", "energy"}};
    REQUIRE(node::Node::create(site.data(), site.key(), about, wrote, site.around(), node::made::cheap));
    {
      auto before = node::Node::open(site.data(), key(), wrote, site.around());
      REQUIRE(before);
      const std::vector drafts{draft(1, "buoy_laid"), draft(2, "buoy_laid"), draft(3, "buoy_sunk")};
      for (const auto& outcome : before->store().commit(drafts))
        REQUIRE(outcome);
    }
    const auto reads = practices_with(stricter);
    node.emplace(std::move(node::Node::open(site.data(), key(), reads, site.around())).value());
    accounts::Settings settings{.hash_cost = {.passes = 1, .bytes = 8192}};
    serving = app::Serving::start({.store = node->store(),
                                   .master = node->secrets().master,
                                   .clock = site.around().clock,
                                   .random = site.around().random,
                                   .blobs = node->blobs(),
                                   .accounts = settings,
                                   .node = &*node})
                  .value();
    REQUIRE(serving->accounts().found({.home = serving->nation(), .account = "founder", .name = "F", .language = "en"},
                                      "four lamps on the pier"));
    const auto link = serving->accounts().link_at_keyboard("founder").value();
    const auto in = serving->handle({.method = "POST",
                                     .path = "/api/session",
                                     .headers = {{"content-type", "application/json"}},
                                     .body = R"({"link":")" + link.secret + R"("})"});
    for (const auto& header : in.headers) {
      if (header.value.starts_with("manara-session=")) cookie = header.value.substr(0, header.value.find(';'));
    }
  }
  node::KeyFile key() { return node::read_key_file(site.key()).value(); }
  api::Response get(std::string path) {
    return serving->handle({.method = "GET", .path = std::move(path), .headers = {{"cookie", cookie}}});
  }

  node::made::Site site{};
  std::optional<node::Node> node{};
  std::unique_ptr<app::Serving> serving{};
  std::string cookie{};
};

}  // namespace

TEST_CASE("a node tells how many entries of which kinds have no effect here, and why") {
  Harbour harbour;
  const auto answer = harbour.get("/api/node");
  CHECK(answer.status == 200);
  CHECK_MESSAGE(answer.body.find(R"("passed_over":[{"kind":"buoy_laid","why":"unknown","count":2},)"
                                 R"({"kind":"buoy_sunk","why":"refused","count":1}])") != std::string::npos,
                answer.body);
  // They are in the ledger as ever.
  json::Document document;
  CHECK((*document.parse(answer.body))["ledger"]["size"].integer().value_or(0) >= 4);
}

TEST_CASE("how a node is can be asked while its writer is at work") {
  Harbour harbour;
  std::promise<void> begun, answered;
  auto answer_came = answered.get_future();
  bool came_meanwhile = false;
  std::thread long_work([&] {
    const auto ran = harbour.serving->writer().run([&](store::Store&) -> Status {
      begun.set_value();
      came_meanwhile = answer_came.wait_for(std::chrono::seconds(20)) == std::future_status::ready;
      return {};
    });
    CHECK(ran);
  });
  begun.get_future().wait();
  CHECK(harbour.get("/api/node").status == 200);
  answered.set_value();
  long_work.join();
  CHECK(came_meanwhile);
}

TEST_CASE("whoever signs in is told which sectors the team chose to look after") {
  Harbour harbour;
  CHECK(harbour.get("/api/session").body.find(R"("sectors":["water","energy"])") != std::string::npos);
}
