#include "store/whole.h"

#include <doctest/doctest.h>

#include "io/file.h"
#include "store/made_practice.h"
#include "store/sqlite/database.h"

using namespace manara;
using namespace manara::store;
using namespace manara::store::made;

TEST_CASE("a copy is what the database was at one moment, with what stood in its log only") {
  Made made;
  auto store = made.create();
  REQUIRE(store.commit(std::vector{lamp(1, "pier")})[0]);
  const auto to = made.path() + ".copy";
  REQUIRE(copy_database(made.path(), to, nullptr));
  REQUIRE(store.commit(std::vector{lamp(2, "quay")})[0]);
  REQUIRE(check_database(to, nullptr));
  auto copy = Store::open(to, practices, made.around());
  REQUIRE(copy);
  CHECK(made.lamps(*copy) == "pier;");
  CHECK(made.lamps(store) == "pier;quay;");
  CHECK(copy_database(made.path() + ".none", to, nullptr).error().code == Code{"store_missing"});
}

TEST_CASE("a database is held while somebody has it open, and only then") {
  Made made;
  {
    auto store = made.create();
    CHECK(*is_held(made.path(), nullptr));
    CHECK(store.commit(std::vector{lamp(1, "pier")})[0]);
  }
  CHECK_FALSE(*is_held(made.path(), nullptr));
  CHECK_FALSE(*is_held(made.path() + ".none", nullptr));
  CHECK(made.lamps(made.open()) == "pier;");
  REQUIRE(io::replace_file(made.path(),
                           "no database at all, but longer than a header of one, which is a hundred bytes "
                           "of which the first sixteen say what it is"));
  CHECK_FALSE(*is_held(made.path(), nullptr));
}

TEST_CASE("a page that was overwritten is found, and a row that refers to nothing") {
  Made made;
  REQUIRE(made.create().commit(std::vector{lamp(1, "pier")})[0]);
  REQUIRE(check_database(made.path(), nullptr));
  {
    auto database = sqlite::Database::open(made.path(), {});
    REQUIRE(database->execute("PRAGMA foreign_keys=OFF; DELETE FROM entry"));
  }
  CHECK(check_database(made.path(), nullptr).error().args.front() == "part");
  auto bytes = *io::read_file(made.path());
  std::fill(bytes.begin() + 4096 * 4, bytes.begin() + 4096 * 6, 'x');
  REQUIRE(io::replace_file(made.path(), bytes));
  CHECK(check_database(made.path(), nullptr).error().code == Code{"store_corrupt"});
}

TEST_CASE("a label says whose it is and its last checkpoint; the log's name may change") {
  Made made;
  {
    auto store = made.create();
    REQUIRE(store.keep_checkpoint(3, "three"));
    REQUIRE(store.keep_checkpoint(2, "two"));
  }
  const auto label = label_of(made.path(), nullptr);
  REQUIRE(label);
  CHECK(label->identity.home == Made::identity().home);
  CHECK(label->checkpoint == "three");
  REQUIRE(rename_log(made.path(), "manara.example/harbour/2", "another key", nullptr));
  const auto store = made.open();
  CHECK(store.identity().origin == "manara.example/harbour/2");
  CHECK(store.identity().verifier == "another key");
  CHECK(store.identity().home == Made::identity().home);
}
