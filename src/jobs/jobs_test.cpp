#include "jobs/jobs.h"

#include <atomic>
#include <chrono>
#include <doctest/doctest.h>
#include <fmt/core.h>
#include <new>
#include <stdexcept>

#include "crypto/system_random.h"
#include "store/made_practice.h"

using namespace manara;
using namespace manara::jobs;

namespace {

std::string_view jobs_without_resource() {
  return R"(
-- table operational job
CREATE TABLE job (
  id BYTEA PRIMARY KEY, scope_id BYTEA NOT NULL, asked_by BYTEA NOT NULL, kind TEXT NOT NULL, request TEXT NOT NULL,
  state TEXT NOT NULL, made_ms BIGINT NOT NULL, begun_ms BIGINT NOT NULL, ended_ms BIGINT NOT NULL,
  done BIGINT NOT NULL, total BIGINT NOT NULL, outcome TEXT NOT NULL);
CREATE INDEX job_by_time ON job (made_ms, id);

-- operate add_job
INSERT INTO job (id, scope_id, asked_by, kind, request, state, made_ms, begun_ms, ended_ms, done, total, outcome)
VALUES ($1, $2, $3, 'count', '1', 'done', 1, 2, 3, 1, 1, '5')
)";
}

constexpr access::ScopeId nation{{7}};

struct Yard {
  store::made::Made made{};
  store::Practice practices[2] = {practice(), store::made::practices[0]};
  store::Store store =
      std::move(store::Store::create(made.path(), practices, store::made::Made::identity(), made.around())).value();
  store::Writer writer{store, {.gather_us = 0}};
  store::Pool pool{store};
  store::made::FixedClock clock{};
  crypto::SystemRandom random{};
  std::atomic<bool> go = false;
  std::atomic<int> told = 0;

  // A scope holds itself once something is in it.
  Yard() { REQUIRE(writer.write(store::made::lamp(7, "pier"))); }

  std::vector<Kind> kinds() {
    return {
        {.name = "count",
         .run = [this](std::string_view request, Progress& progress) -> Result<std::string> {
           for (int i = 1; i <= 3; ++i)
             MANARA_CHECK(progress.at(i, 3));
           return fmt::format(R"({{"counted":{}}})", request);
         }},
        {.name = "fail",
         .run = [](std::string_view, Progress&) -> Result<std::string> { return fail(Code{"store_full"}, {"\"a"}); }},
        {.name = "throw",
         .run = [](std::string_view request, Progress&) -> Result<std::string> {
           if (request == "memory") throw std::bad_alloc();
           throw std::runtime_error("why");
         }},
        {.name = "wait", .run = [this](std::string_view, Progress& progress) -> Result<std::string> {
           while (!go) {
             MANARA_CHECK(progress.at(1, 2));
             std::this_thread::sleep_for(std::chrono::milliseconds(1));
           }
           return "{}";
         }}};
  }
  Jobs::Ground ground() {
    return {writer, pool, clock, random, [this](const Job&) { ++told; }};
  }
  static Wish wish(std::string_view kind, std::string request = "1") {
    return {.kind = kind, .request = std::move(request), .scope = nation, .person = {{1}}};
  }
  /// The job when it is in this state; fails after five seconds.
  static Job when(Jobs& jobs, const JobId& id, State state) {
    for (int i = 0; i < 5000; ++i) {
      auto job = jobs.find({{nation}}, id);
      if (job && job->state == state) return *job;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    FAIL("the job is not ", name_of(state));
    return {};
  }
};

}  // namespace

TEST_CASE("a job is asked for, runs, and what came of it is kept") {
  Yard yard;
  Jobs jobs(yard.ground(), yard.kinds());
  auto wish = Yard::wish("count", "5");
  wish.resource = "lamps";
  const auto id = jobs.start(wish);
  REQUIRE(id);
  const auto job = Yard::when(jobs, *id, State::done);
  CHECK(job.resource == "lamps");
  CHECK(job.outcome == R"({"counted":5})");
  CHECK(job.done == 3);
  CHECK(job.total == 3);
  CHECK(yard.told > 0);
  const auto failed = jobs.start(Yard::wish("fail"));
  CHECK(Yard::when(jobs, *failed, State::failed).outcome == R"({"code":"store_full","args":["\"a"]})");
  CHECK(jobs.start(Yard::wish("dance")).error().code == Code{"job_unknown_kind"});
}

TEST_CASE("jobs are seen by who sees their scope, the newest first, page by page") {
  Yard yard;
  Jobs jobs(yard.ground(), yard.kinds());
  std::vector<JobId> made;
  for (int i = 0; i < 5; ++i) {
    yard.clock.now += 1;
    made.push_back(jobs.start(Yard::wish("count")).value());
    Yard::when(jobs, made.back(), State::done);
  }
  const auto first = jobs.list({{nation}}, {}, 3).value();
  REQUIRE(first.size() == 3);
  CHECK(first[0].id == made[4]);
  const auto second = jobs.list({{nation}}, first.back(), 3).value();
  REQUIRE(second.size() == 2);
  CHECK(second[1].id == made[0]);
  CHECK(jobs.list({{access::ScopeId{{9}}}}, {}, 3).value().empty());
  CHECK(jobs.find({{access::ScopeId{{9}}}}, made[0]).error().code == Code{"request_not_found"});
  yard.clock.now += 31LL * 24 * 3'600'000;
  REQUIRE(jobs.tidy());
  CHECK(jobs.list({{nation}}, {}, 3).value().empty());
}

TEST_CASE("what runs hears that it is cancelled; what waits never begins; too much is refused") {
  Yard yard;
  Jobs jobs(yard.ground(), yard.kinds(), {.waiting = 1});
  const auto first = jobs.start(Yard::wish("wait")).value();
  CHECK(Yard::when(jobs, first, State::running).done <= 1);
  const auto second = jobs.start(Yard::wish("count")).value();
  CHECK(jobs.start(Yard::wish("count")).error().code == Code{"jobs_busy"});
  REQUIRE(jobs.cancel(second));
  CHECK(Yard::when(jobs, second, State::cancelled).begun_ms == 0);
  REQUIRE(jobs.cancel(first));
  Yard::when(jobs, first, State::cancelled);
  REQUIRE(jobs.cancel(first));  // it has ended: it stays as it is
  CHECK(Yard::when(jobs, first, State::cancelled).ended_ms > 0);
}

TEST_CASE("after the process ended in the middle, its jobs say that they were interrupted") {
  Yard yard;
  JobId running;
  {
    // A process that dies: its rows stay as they were.
    REQUIRE(yard.writer.run([&](store::Store& store) {
      return store.operate([&](store::Operations& rows) -> Status {
        running = JobId{{5}};
        MANARA_CHECK(rows.run(
            "add_job", {store::blob(running), store::blob(nation), store::blob(ledger::ActorId{{1}}),
                        std::string_view("count"), std::string_view("1"), std::int64_t{1}, std::string_view("lamps")}));
        MANARA_CHECK(rows.run("begin_job", {store::blob(running), std::int64_t{2}}));
        return {};
      });
    }));
  }
  Jobs jobs(yard.ground(), yard.kinds());
  REQUIRE(jobs.begin());
  CHECK(Yard::when(jobs, running, State::interrupted).ended_ms == yard.clock.now);
}

TEST_CASE("jobs of an older program are still known, and are about nothing that it would have said") {
  store::made::Made made;
  const store::Practice older[] = {{.name = "jobs", .sql = jobs_without_resource}, store::made::practices[0]};
  const store::Practice now[] = {practice(), store::made::practices[0]};
  const JobId id{{5}};
  {
    auto store =
        std::move(store::Store::create(made.path(), older, store::made::Made::identity(), made.around())).value();
    const store::Draft lamps[] = {store::made::lamp(7, "pier")};
    REQUIRE(store.commit(lamps).front());
    REQUIRE(store.operate([&](store::Operations& rows) -> Status {
      MANARA_CHECK(rows.run("add_job", {store::blob(id), store::blob(nation), store::blob(ledger::ActorId{{1}})}));
      return {};
    }));
  }
  auto store = std::move(store::Store::open(made.path(), now, made.around())).value();
  store::Writer writer(store, {.gather_us = 0});
  store::Pool pool(store);
  store::made::FixedClock clock;
  crypto::SystemRandom random;
  Jobs jobs({writer, pool, clock, random, {}}, {});
  const auto job = jobs.find({{nation}}, id);
  REQUIRE(job);
  CHECK(job->outcome == "5");
  CHECK(job->resource.empty());
}

TEST_CASE("closing waits for what runs, and says of what waited that it was interrupted") {
  Yard yard;
  JobId first;
  JobId second;
  {
    Jobs jobs(yard.ground(), yard.kinds());
    first = jobs.start(Yard::wish("wait")).value();
    Yard::when(jobs, first, State::running);
    second = jobs.start(Yard::wish("count")).value();
  }
  Jobs jobs(yard.ground(), yard.kinds());
  Yard::when(jobs, first, State::interrupted);
  Yard::when(jobs, second, State::interrupted);
}

TEST_CASE("a job that throws has failed, and the next one runs") {
  Yard yard;
  Jobs jobs(yard.ground(), yard.kinds());
  const auto memory = jobs.start(Yard::wish("throw", "memory")).value();
  CHECK(Yard::when(jobs, memory, State::failed).outcome == R"({"code":"out_of_memory","args":[]})");
  const auto other = jobs.start(Yard::wish("throw")).value();
  CHECK(Yard::when(jobs, other, State::failed).outcome == R"({"code":"job_threw","args":["why"]})");
  Yard::when(jobs, jobs.start(Yard::wish("count")).value(), State::done);
}

TEST_CASE("a job is cancelled at whatever moment: while it waits, between that and running, and while it runs") {
  Yard yard;
  Jobs jobs(yard.ground(), yard.kinds());
  for (int i = 0; i < 100; ++i) {
    const auto id = jobs.start(Yard::wish("wait")).value();
    std::this_thread::sleep_for(std::chrono::microseconds(i * 3));
    REQUIRE(jobs.cancel(id));
    Yard::when(jobs, id, State::cancelled);
  }
}
