#include "api/live.h"

#include <doctest/doctest.h>
#include <fmt/core.h>
#include <set>

using namespace manara;
using namespace manara::api;

namespace {

constexpr access::ScopeId nation{{7}};
constexpr access::ScopeId hospital{{1}};
constexpr access::ScopeId school{{2}};

class StillClock final : public Clock {
 public:
  std::int64_t now_ms() override { return now; }
  std::int64_t now = 1'000'000;
};

struct Hall {
  StillClock clock{};
  Live live{nation, clock, {.streams = 3, .streams_per_person = 2, .life_ms = 60'000}};

  Response listen(const access::ScopeId& scope, std::string resources, std::uint8_t person = 1) {
    Caller caller{.actor = {{person}}, .sees = [scope](std::string_view) { return access::Scope{{scope}}; }};
    caller.holds = [this, person] { return looked_at.push_back(person), !ended.contains(person); };
    const Request request{.method = "GET", .query = {{"resources", std::move(resources)}}};
    const auto answer = live.part().answer(request, &caller);
    return answer ? *answer : Response{.status = status_of(answer.error().code)};
  }
  std::vector<std::uint8_t> looked_at{};  ///< whose streams were asked whether they still hold
  std::set<std::uint8_t> ended{};
  static std::string heard(const Response& response) { return response.events->take().text; }
};

constexpr std::string_view greeting = "event: listening\ndata: {}\n\n";

}  // namespace

TEST_CASE("each hears of changes in what they see and asked for, and of nothing else") {
  Hall hall;
  const auto whole = hall.listen(nation, "organisations,contacts", 1);
  const auto own = hall.listen(hospital, "contacts", 2);
  const auto foreign = hall.listen(school, "contacts,organisations", 3);
  for (const auto* one : {&whole, &own, &foreign})
    CHECK(Hall::heard(*one) == greeting);
  hall.live.tell({.resource = "contacts", .id = {5}, .revision = 12, .scope = hospital});
  const auto said =
      fmt::format("event: changed\ndata: {{\"resource\":\"contacts\",\"id\":\"05{:030}\",\"revision\":12}}\n\n", 0);
  CHECK(Hall::heard(whole) == said);
  CHECK(Hall::heard(own) == said);
  CHECK(Hall::heard(foreign).empty());
  hall.live.tell({.resource = "organisations", .id = {1}, .revision = 13, .scope = hospital});
  CHECK(!Hall::heard(whole).empty());
  CHECK(Hall::heard(own).empty());
}

TEST_CASE("streams end when their time is over, and when the node stops") {
  Hall hall;
  const auto one = hall.listen(nation, "contacts");
  hall.clock.now += 59'999;
  hall.live.tidy();
  CHECK(!one.events->closed());
  hall.clock.now += 1;
  hall.live.tidy();
  CHECK(one.events->closed());
  const auto two = hall.listen(nation, "contacts");
  hall.live.close();
  CHECK(two.events->closed());
  CHECK(hall.live.listeners() == 0);
}

TEST_CASE("a person's oldest stream gives way, and all together are bounded") {
  Hall hall;
  const auto first = hall.listen(nation, "contacts");
  const auto second = hall.listen(nation, "contacts");
  const auto third = hall.listen(nation, "contacts");
  CHECK(first.events->closed());
  CHECK(!second.events->closed());
  CHECK(hall.listen(nation, "contacts", 2).status == 200);
  CHECK(hall.listen(nation, "contacts", 3).status == 503);
  second.events->close();  // whoever has gone makes room
  CHECK(hall.listen(nation, "contacts", 3).status == 200);
}

TEST_CASE("what changes one person alone has nobody else's stream looked at") {
  Hall hall;
  const auto one = hall.listen(nation, "contacts", 1);
  const auto two = hall.listen(nation, "contacts", 2);
  hall.ended = {1, 2};
  hall.live.look_again(ledger::ActorId{{3}});
  CHECK(hall.looked_at.empty());
  hall.live.look_again(ledger::ActorId{{2}});
  CHECK(hall.looked_at == std::vector<std::uint8_t>{2});
  CHECK(two.events->closed());
  CHECK(!one.events->closed());
  hall.live.look_again();
  CHECK(one.events->closed());
  CHECK(hall.live.listeners() == 0);
}
