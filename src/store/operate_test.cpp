#include <doctest/doctest.h>

#include "store/made_practice.h"
#include "store/writer.h"

using namespace manara;
using namespace manara::store;
using namespace manara::store::made;

namespace {

std::string_view keepers_sql() {
  return R"(
-- table operational keeper
CREATE TABLE keeper (name TEXT PRIMARY KEY);

-- operate hire
INSERT INTO keeper (name) VALUES ($1)

-- operate keepers
SELECT name FROM keeper ORDER BY name
)";
}

constexpr Practice with_keepers[] = {practices[0], {.name = "keepers", .kinds = {}, .sql = keepers_sql}};

std::string keepers(Store& store) {
  std::string all;
  const auto done = store.operate([&](Operations& rows) {
    return rows.query("keepers", {}, [&](const Row& row) {
      all += row.text(0) + ";";
      return true;
    });
  });
  return done ? all : "error";
}

Code refusal(std::string_view operate) {
  const std::string file = std::string(sql()) + std::string(operate);
  const std::string_view files[] = {file};
  const auto read = Statements::of(files);
  return read ? Code() : read.error().code;
}

}  // namespace

TEST_CASE("what is no entry is written whole or not at all, and no entry comes of it") {
  Made made;
  made.create();
  auto store = std::move(Store::open(made.path(), with_keepers, made.around())).value();
  {
    Writer writer(store);
    const auto hire = [](std::initializer_list<const char*> names) {
      return [names](Store& of) {
        return of.operate([&](Operations& rows) -> Status {
          for (const auto* name : names)
            MANARA_CHECK(rows.run("hire", {std::string_view(name)}));
          return {};
        });
      };
    };
    CHECK(writer.run(hire({"amal", "bilal"})));
    CHECK(writer.run(hire({"chadi", "amal"})).error().code == Code{"store_constraint"});
  }
  CHECK(keepers(store) == "amal;bilal;");
  CHECK(store.head().size == 0);
}

TEST_CASE("an operation runs no statement of another kind") {
  Made made;
  auto store = made.create();
  const auto done = store.operate([](Operations& rows) -> Status {
    MANARA_CHECK(rows.run("light_lamp", {blob(harbour), std::string_view("pier")}));
    return {};
  });
  CHECK(done.error().code == Code{"sql_unknown"});
  CHECK(store.operate([](Operations& rows) { return rows.query("head", {}, [](const Row&) { return true; }); })
            .error()
            .code == Code{"sql_unknown"});
}

TEST_CASE("a statement for operational tables that names another table is refused before anything runs") {
  CHECK(refusal("\n-- operate put_out\nDELETE FROM lamp\n") == Code{"sql_malformed"});
  CHECK(refusal("\n-- operate put_out\nDELETE FROM \"LAMP\" WHERE place = $1\n") == Code{"sql_malformed"});
  CHECK(refusal("\n-- operate look\nSELECT (SELECT place FROM lamp) FROM keeper\n") == Code{"sql_malformed"});
  CHECK(refusal("\n-- operate buy_lamps\nUPDATE keeper SET lamps = lamps + 1, x_lamp = 2\n") == Code());
}

TEST_CASE("a rebuild keeps what is operational") {
  Made made;
  made.create();
  auto store = std::move(Store::open(made.path(), with_keepers, made.around())).value();
  REQUIRE(store.operate([](Operations& rows) -> Status {
    MANARA_CHECK(rows.run("hire", {std::string_view("amal")}));
    return {};
  }));
  REQUIRE(store.rebuild());
  CHECK(keepers(store) == "amal;");
}
