#include "access_log/access_log.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "access_log/check.h"
#include "access_log/rows.h"
#include "store/made_practice.h"

using namespace manara;
using namespace manara::access_log;

namespace {

constexpr access::ScopeId nation{{7}}, hospital{{8}};
constexpr access::PersonId amal{{1}}, bilal{{2}};

/// What somebody does who can write the database.
std::string_view vandal_sql() {
  return R"(
-- operate change_row
UPDATE access_event SET came_from = 'elsewhere' WHERE idx = $1

-- operate change_hash
UPDATE access_event SET hash = $2 WHERE idx = $1

-- operate drop_row
DELETE FROM access_event WHERE idx = $1

-- operate drop_before
DELETE FROM access_event WHERE idx < $1

-- operate drop_after
DELETE FROM access_event WHERE idx > $1
)";
}

const store::Practice practices[] = {practice(), {.name = "vandal", .sql = vandal_sql}};

class Node {
 public:
  explicit Node(Settings changed = {}) : settings(changed) { settings.gather_ms = 0; }

  void note(Kind kind, const access::PersonId& person, std::string result = "ok") {
    REQUIRE(log.note({.kind = kind,
                      .person = person,
                      .resource = "contacts",
                      .scopes = {hospital},
                      .network = "192.0.2.0/24",
                      .result = std::move(result)}));
  }
  std::vector<Row> rows(const Question& question = {}) {
    REQUIRE(log.write());
    return log.rows(question).value();
  }
  /// So many events a day, on days that follow each other; the day after the last is today.
  void days(int count, int each) {
    for (int day = 0; day < count; ++day) {
      for (int i = 0; i < each; ++i)
        note(Kind::read, amal);
      REQUIRE(log.write());
      clock.now += day_ms;
      REQUIRE(log.tidy());
    }
  }
  void damage(std::string_view statement, std::int64_t index, std::string_view bytes = {}) {
    REQUIRE(writer.run([&](store::Store& is) {
      return is.operate([&](store::Operations& rows) -> Status {
        if (bytes.empty()) {
          MANARA_CHECK(rows.run(statement, {index}));
        } else {
          MANARA_CHECK(rows.run(statement, {index, store::Blob{bytes}}));
        }
        return {};
      });
    }));
  }
  Result<Checked> check() {
    auto checked = Result<Checked>();
    REQUIRE(writer.run([&](store::Store& is) -> Status {
      checked = access_log::check(is);
      return {};
    }));
    return checked;
  }
  /// "access_log_changed 3"
  std::string complaint() {
    const auto checked = check();
    if (checked) return {};
    auto text = std::string(checked.error().code.name());
    for (const auto& arg : checked.error().args)
      text += " " + arg;
    return text;
  }

  Settings settings;
  store::made::FixedClock clock{};
  crypto::SystemRandom random{};
  store::made::Made folder{};
  store::Store store =
      std::move(store::Store::create(folder.path(), practices, store::made::Made::identity(), {clock, random})).value();
  store::Pool pool{store};
  store::Writer writer{store, {.gather_us = 0}};
  AccessLog log{pool, writer, clock, nation, settings};
};

}  // namespace

TEST_CASE("what was noted is read again, the newest first, and narrowed") {
  Node node;
  node.note(Kind::read, amal);
  node.note(Kind::sign_in, bilal);
  node.clock.now += day_ms;
  node.note(Kind::read, bilal);
  const auto all = node.rows();
  REQUIRE(all.size() == 3);
  CHECK(all[0].index == 2);
  CHECK(all[0].event.person == bilal);
  CHECK(all[0].event.scopes == std::vector{hospital});
  CHECK(all[0].event.at_ms == node.clock.now);
  CHECK(node.rows({.kind = Kind::read}).size() == 2);
  CHECK(node.rows({.person = bilal}).size() == 2);
  CHECK(node.rows({.day = day_of(node.clock.now)}).size() == 1);
  CHECK(node.rows({.day = day_of(node.clock.now) - 1}).size() == 2);
  const auto page = node.rows({.before = 2, .most = 1});
  REQUIRE(page.size() == 1);
  CHECK(page[0].index == 1);
}

TEST_CASE("a day that is over has its head in the ledger, once") {
  Node node;
  node.note(Kind::read, amal);
  node.note(Kind::read, amal);
  REQUIRE(node.log.tidy());
  CHECK(node.store.head().size == 0);
  node.clock.now += day_ms;
  REQUIRE(node.log.tidy());
  REQUIRE(node.log.tidy());
  REQUIRE(node.store.head().size == 1);
  REQUIRE(node.writer.run([&](store::Store& store) {
    return store.entries(0, [&](const store::StoredEntry& entry) {
      const auto head = read_head(entry);
      REQUIRE(head);
      CHECK(head->first == 0);
      CHECK(head->last == 1);
      CHECK(head->hash == node.rows().front().hash);
      return true;
    });
  }));
  const auto checked = node.check();
  REQUIRE(checked);
  CHECK(checked->rows == 2);
  CHECK(checked->heads == 1);
}

TEST_CASE("a row that was changed is named") {
  Node node;
  node.days(2, 3);
  CHECK(node.complaint() == "");
  node.damage("change_row", 4);
  CHECK(node.complaint() == "access_log_changed 4");
}

TEST_CASE("a chain that was made anew does not fit what the ledger was told") {
  Node node;
  node.days(2, 3);
  // All of it as the vandal would have it, each hash right.
  auto rows = node.rows({.most = 100});
  std::ranges::reverse(rows);
  crypto::Digest before{};
  for (auto& row : rows) {
    if (row.index >= 4) row.event.network = "elsewhere";
    before = hash_of(before, row);
    if (row.index >= 4) node.damage("change_row", row.index);
    node.damage("change_hash", row.index, bytes_of(before));
  }
  CHECK(node.complaint().starts_with("access_log_head_differs "));
  CHECK(node.complaint().ends_with(" 5"));
}

TEST_CASE("rows that are missing are missed: in the middle, at the end of a day, at the beginning") {
  for (const auto& [statement, index, complaint] :
       {std::tuple{"drop_row", 2, "access_log_gap 2"}, std::tuple{"drop_after", 4, "access_log_gap 5"},
        std::tuple{"drop_before", 1, "access_log_gap 0"}, std::tuple{"drop_before", 3, "access_log_cut_unsaid 3"},
        std::tuple{"drop_after", -1, "access_log_gap 0"}}) {
    INFO(complaint);
    Node node;
    node.days(2, 3);
    node.damage(statement, index);
    CHECK(node.complaint() == complaint);
  }
}

TEST_CASE("days that are older than they are kept for go, which a row says, and the rest still fits") {
  Node node({.kept_days = 3});
  node.days(6, 2);
  const auto rows = node.rows({.most = 100});
  CHECK(rows.back().event.at_ms >= node.clock.now - 4 * day_ms);
  CHECK(rows.back().index > 0);
  CHECK_FALSE(node.rows({.kind = Kind::cut}).empty());
  CHECK(node.rows({.kind = Kind::cut}).front().event.count == 2);
  CHECK(node.complaint() == "");
}

TEST_CASE("a log that grows too long loses its oldest days") {
  Node node({.most_rows = 6});
  node.days(5, 3);
  CHECK(node.rows({.most = 100}).size() <= 12);
  CHECK(node.complaint() == "");
}

TEST_CASE("a clock that was set back and forth makes runs of their own") {
  Node node;
  node.clock.now += 300 * day_ms;
  node.note(Kind::read, amal);
  REQUIRE(node.log.write());
  node.clock.now -= 300 * day_ms;
  node.note(Kind::read, amal);
  REQUIRE(node.log.tidy());
  CHECK(node.store.head().size == 1);
  CHECK(node.complaint() == "");
}

TEST_CASE("what strangers do a thousand times is a few rows that count it") {
  Node node({.gather_ms = 60'000, .strangers_a_minute = 5});
  // As if each came from elsewhere, faster than rows are written.
  for (int i = 0; i < 1000; ++i) {
    Event event{.kind = Kind::sign_in, .result = "sign_in_wrong"};
    event.network = std::to_string(i);
    REQUIRE(node.log.note(std::move(event)));
    if (i % 50 == 0) REQUIRE(node.log.write());
  }
  std::int64_t count = 0;
  const auto rows = node.rows({.most = 500});
  for (const auto& row : rows)
    count += row.event.count;
  CHECK(count == 1000);
  CHECK(rows.size() <= 40);
  CHECK(rows.front().event.network == "");
}

TEST_CASE("where nothing can be written any more, somebody is told no rather than given what nobody would know of") {
  Node node({.waiting = 4, .gather_ms = 0});
  node.writer.close();
  Status last;
  for (int i = 0; i < 10 && last; ++i)
    last = node.log.note({.kind = Kind::read, .person = amal, .resource = "contacts"});
  REQUIRE_FALSE(last);
  CHECK(last.error().code == Code{"store_closed"});
}

TEST_CASE("the command line and a running node write one chain") {
  Node node;
  node.note(Kind::read, amal);
  REQUIRE(node.log.write());
  const Event backup{.kind = Kind::exported, .resource = "backup", .at_ms = node.clock.now};
  auto other = std::move(store::Store::open(node.folder.path(), practices, {node.clock, node.random})).value();
  REQUIRE(append(other, {&backup, 1}));
  node.note(Kind::read, bilal);
  CHECK(node.rows().size() == 3);
  CHECK(node.complaint() == "");
}

TEST_CASE("a log that was cut once may not lose more days unsaid") {
  Node node({.kept_days = 3});
  node.days(6, 2);
  REQUIRE(node.complaint() == "");
  const auto first = node.rows({.most = 500}).back().index;
  // To where a day begins, as a cut does: behind a head of the ledger.
  std::int64_t next = 0;
  REQUIRE(node.writer.run([&](store::Store& store) {
    return store.entries(0, [&](const store::StoredEntry& entry) {
      const auto head = read_head(entry);
      if (next == 0 && head && head->last >= first) next = head->last + 1;
      return true;
    });
  }));
  REQUIRE(next > first);
  node.damage("drop_before", next);
  CHECK(node.complaint() == "access_log_cut_unsaid " + std::to_string(next));
}
