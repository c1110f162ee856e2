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

-- require lamps_lit
SELECT count(*) FROM lamp WHERE place <> ''
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
  CHECK(refusal("\n-- require dark\nDELETE FROM lamp\n") == Code{"sql_malformed"});
  CHECK(refusal("\n-- operate buy_lamps\nUPDATE keeper SET lamps = lamps + 1, x_lamp = 2\n") == Code());
}

TEST_CASE("what a draft does beside its entry is done with it or not at all, and sees what follows from it") {
  Made made;
  made.create();
  auto store = std::move(Store::open(made.path(), with_keepers, made.around())).value();
  const auto lit_by = [](std::uint8_t number, const char* keeper, std::int64_t most) {
    auto draft = lamp(number, "pier");
    draft.also = [keeper, most](Operations& rows) -> Status {
      MANARA_CHECK(rows.run("hire", {std::string_view(keeper)}));
      std::int64_t lit = 0;
      MANARA_CHECK(rows.query("lamps_lit", {}, [&](const Row& row) {
        lit = row.integer(0);
        return false;
      }));
      if (lit > most) return fail(Code{"too_many"});
      return {};
    };
    return draft;
  };
  // In one batch: each sees what the one before it left.
  const auto drafts =
      std::vector{lit_by(1, "amal", 2), lit_by(2, "bilal", 2), lit_by(3, "chadi", 2), lit_by(4, "amal", 9)};
  const auto outcomes = store.commit(drafts);
  CHECK(outcomes[0]);
  CHECK(outcomes[1]);
  CHECK(outcomes[2].error().code == Code{"too_many"});
  CHECK(outcomes[3].error().code == Code{"store_constraint"});
  CHECK(store.head().size == 2);
  CHECK(keepers(store) == "amal;bilal;");
  // Asked for again, it was done.
  CHECK(store.commit(std::span(drafts).first(1))[0]->repeated);
  CHECK(keepers(store) == "amal;bilal;");
}

TEST_CASE("what an erasure must leave is asked when it is done, and undoes it") {
  Made made;
  made.create();
  auto store = std::move(Store::open(made.path(), with_keepers, made.around())).value();
  const auto lit = store.commit(std::vector{lamp(1, "pier")})[0];
  const Erasing what{.draft = {{7}}, .entry = lit->id, .reason = "asked for"};
  const Operating one_stays = [](Operations& rows) -> Status {
    std::int64_t count = 0;
    MANARA_CHECK(rows.query("lamps_lit", {}, [&](const Row& row) {
      count = row.integer(0);
      return false;
    }));
    return count > 0 ? Status() : fail(Code{"entry_malformed"});
  };
  CHECK(store.erase({&what, 1}, one_stays).error().code == Code{"entry_malformed"});
  CHECK(store.entry(lit->id)->part(0) == "pier");
  CHECK(store.head().size == 1);
  CHECK(store.erase({&what, 1}));
  CHECK(store.entry(lit->id)->part(0).empty());
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
