#include "store/writer.h"

#include <atomic>
#include <doctest/doctest.h>
#include <future>
#include <new>
#include <stdexcept>
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

TEST_CASE("drafts have their turn however much other work comes") {
  Made made;
  auto store = made.create();
  Writer writer(store);
  std::atomic<bool> stop = false;
  std::atomic<int> done = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      while (!stop) {
        const auto worked = writer.run([](Store&) {
          std::this_thread::sleep_for(std::chrono::microseconds(500));
          return Status();
        });
        if (worked) ++done;
      }
    });
  }
  while (done < 8)
    std::this_thread::yield();
  const auto before = done.load();
  for (std::uint8_t i = 1; i <= 5; ++i)
    REQUIRE(writer.write(lamp(i, "pier")));
  CHECK(done - before < 200);  // some rounds of at most four each, and not as many as there may be
  stop = true;
  for (auto& thread : threads)
    thread.join();
}

TEST_CASE("of other work only so much waits; the ledger's head is told at once meanwhile") {
  Made made;
  auto store = made.create();
  Writer writer(store, {.work = 2, .gather_us = 0});
  REQUIRE(writer.write(lamp(1, "pier")));
  std::promise<void> begun, go;
  auto released = go.get_future();
  std::vector<std::thread> threads;
  threads.emplace_back([&] {
    CHECK(writer.run([&](Store&) {
      begun.set_value();
      released.wait();
      return Status();
    }));
  });
  begun.get_future().wait();
  std::atomic<int> asked = 0, good = 0, refused = 0;
  for (int i = 0; i < 5; ++i) {
    threads.emplace_back([&] {
      const auto status = writer.run([](Store&) { return Status(); });
      if (status) ++good;
      if (!status && status.error().code == Code{"store_overloaded"}) ++refused;
      ++asked;
    });
  }
  while (asked < 3)
    std::this_thread::yield();
  CHECK(refused == 3);
  CHECK(writer.head().size == 1);
  go.set_value();
  for (auto& thread : threads)
    thread.join();
  CHECK(good == 2);
  REQUIRE(writer.write(lamp(2, "pier")));
  CHECK(writer.head() == store.head());
}

TEST_CASE("work that throws is refused, changes nothing, and the next goes on") {
  Made made;
  auto store = made.create();
  Writer writer(store);
  const auto threw =
      writer.run([](Store& own) { return own.operate([](Operations&) -> Status { throw std::bad_alloc(); }); });
  REQUIRE_FALSE(threw);
  CHECK(threw.error().code == Code{"out_of_memory"});
  CHECK(writer.run([](Store&) -> Status { throw std::runtime_error("why"); }).error().code == Code{"store_failed"});
  CHECK(writer.write(lamp(1, "pier")));
  CHECK(writer.run([](Store& own) { return own.operate([](Operations&) { return Status(); }); }));
}

TEST_CASE("a batch for which there is no memory is refused whole, and asked for again it is written") {
  static bool short_of_memory = true;
  static constexpr EntryKind hungry[] = {
      {.name = "lamp_lit", .version = 1, .project = [](Projection& rows, const StoredEntry& entry) -> Status {
         if (entry.part(0) == "mole" && short_of_memory) throw std::bad_alloc();
         return light(rows, entry);
       }}};
  const Practice hungry_practice[] = {{.name = "lamps", .kinds = hungry, .sql = sql}};
  Made made;
  auto store = std::move(Store::create(made.path(), hungry_practice, Made::identity(), made.around())).value();
  Writer writer(store);
  REQUIRE(writer.write(lamp(1, "pier")));
  const auto head = writer.head();
  CHECK(writer.write(lamp(2, "mole")).error().code == Code{"out_of_memory"});
  CHECK(writer.head() == head);
  short_of_memory = false;
  CHECK(writer.write(lamp(2, "mole"))->index == 1);
  CHECK(Made::lamps(store) == "pier;mole;");
}
