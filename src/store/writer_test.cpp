#include "store/writer.h"

#include <atomic>
#include <doctest/doctest.h>
#include <thread>
#include <vector>

#include "store/made_practice.h"

using namespace manara;
using namespace manara::store;
using namespace manara::store::made;

TEST_CASE("what many ask at once is written once each, and answered when it is there") {
  Made made;
  auto store = made.create();
  std::atomic<int> good = 0;
  {
    Writer writer(store);
    std::vector<std::thread> threads;
    for (std::uint8_t t = 1; t <= 16; ++t) {
      threads.emplace_back([&, t] {
        for (std::uint8_t i = 0; i < 20; ++i) {
          auto draft = lamp(t, "pier", i);
          const auto first = writer.write(draft);
          const auto again = writer.write(draft);
          if (first && again && !first->repeated && again->repeated && first->id == again->id) ++good;
        }
      });
    }
    for (auto& thread : threads)
      thread.join();
  }
  CHECK(good == 320);
  CHECK(store.head().size == 320);
}

TEST_CASE("a closed writer writes what waited and refuses the rest") {
  Made made;
  auto store = made.create();
  Writer writer(store, {.gather_us = 50'000});
  std::atomic<int> written = 0;
  for (std::uint8_t i = 1; i <= 3; ++i)
    writer.submit(lamp(i, "pier"), [&](const Result<Outcome>& outcome) { written += outcome.has_value() ? 1 : 0; });
  writer.close();
  CHECK(writer.write(lamp(4, "pier")).error().code == Code{"store_closed"});
  CHECK(writer.run([](Store&) { return Status(); }).error().code == Code{"store_closed"});
  while (written < 3)
    std::this_thread::yield();
  CHECK(written == 3);
}

TEST_CASE("a queue that is full refuses at once") {
  Made made;
  auto store = made.create();
  Writer writer(store, {.batch = 8, .waiting = 2, .gather_us = 200'000});
  std::atomic<int> refused = 0;
  for (std::uint8_t i = 1; i <= 5; ++i) {
    writer.submit(lamp(i, "pier"), [&](const Result<Outcome>& outcome) {
      if (!outcome && outcome.error().code == Code{"store_overloaded"}) ++refused;
    });
  }
  CHECK(refused == 3);
  writer.close();
}

TEST_CASE("other work runs between batches, on the same thread") {
  Made made;
  auto store = made.create();
  Writer writer(store);
  REQUIRE(writer.write(lamp(1, "pier")));
  std::uint64_t size = 0;
  REQUIRE(writer.run([&](Store& own) {
    size = own.head().size;
    return own.rebuild() ? Status() : fail(Code{"store_failed"});
  }));
  CHECK(size == 1);
}
