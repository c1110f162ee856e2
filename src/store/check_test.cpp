#include "store/check.h"

#include <doctest/doctest.h>

#include "ledger/checkpoint.h"
#include "store/made_practice.h"
#include "store/sqlite/database.h"

using namespace manara;
using namespace manara::store;
using namespace manara::store::made;

namespace {

ledger::NoteSigner signer() {
  return {"manara.example/harbour", crypto::signing_key_of({3})};
}

/// Ten lamps, then what somebody with the file does to it.
class Tampered {
 public:
  Tampered() {
    auto store = made_.create(to_string(ledger::verifier_of(signer())));
    for (std::uint8_t i = 1; i <= 5; ++i)
      REQUIRE(store.commit(std::vector{lamp(i, "pier")})[0]);
    note = *ledger::sign_checkpoint({.origin = signer().name, .head = store.head()}, signer());
    for (std::uint8_t i = 6; i <= 10; ++i)
      REQUIRE(store.commit(std::vector{lamp(i, "pier")})[0]);
  }
  Result<Checked> after(const std::string& sql, bool with_note = true) {
    {
      auto database = sqlite::Database::open(made_.path(), {});
      REQUIRE(database->execute("PRAGMA foreign_keys=OFF"));
      REQUIRE(database->execute(sql));
    }
    auto store = Store::open(made_.path(), practices, made_.around());
    if (!store) return std::unexpected(store.error());
    return check_ledger(*store, with_note ? std::optional<std::string_view>(note) : std::nullopt);
  }
  std::string note{};

 private:
  Made made_{};
};

}  // namespace

TEST_CASE("a ledger that nobody touched has grown from its note; without one it is consistent with itself") {
  const auto checked = Tampered().after("SELECT 1");
  REQUIRE(checked);
  CHECK(checked->head.size == 10);
  CHECK(checked->grown_from->size == 5);
  CHECK_FALSE(Tampered().after("SELECT 1", false)->grown_from);
}

TEST_CASE("the first entry that doesn't fit is named") {
  const auto is = [](const Result<Checked>& checked, Code code, std::vector<std::string> args) {
    REQUIRE_FALSE(checked);
    CHECK(checked.error().code.name() == code.name());
    CHECK(checked.error().args == args);
  };
  is(Tampered().after("UPDATE part SET bytes = CAST('peer' AS BLOB) WHERE idx = 3"), Code{"part_changed"}, {"3", "0"});
  is(Tampered().after("DELETE FROM part WHERE idx = 4"), Code{"part_missing"}, {"4", "0"});
  is(Tampered().after("UPDATE entry SET header = (SELECT header FROM entry WHERE idx = 1) WHERE idx = 2"),
     Code{"entry_changed"}, {"2"});
  is(Tampered().after("DELETE FROM part WHERE idx > 3; DELETE FROM entry WHERE idx > 3; DELETE FROM tree_node WHERE "
                      "(number + 1) << level > 4"),
     Code{"entries_missing"}, {"4", "5"});
}

TEST_CASE("a ledger that was written anew, tree and all, is found out by a note from elsewhere, and only by that") {
  const std::string swap =
      "UPDATE entry SET header = (SELECT header FROM entry WHERE idx = 1) WHERE idx = 2;"
      "UPDATE part SET salt = (SELECT salt FROM part WHERE idx = 1) WHERE idx = 2;"
      "UPDATE node_identity SET layout = 'another'";  // the next opening makes the tree anew
  const auto checked = Tampered().after(swap);
  REQUIRE_FALSE(checked);
  CHECK(checked.error().code == Code{"root_changed"});
  CHECK(checked.error().args == std::vector<std::string>{"5"});
  CHECK(Tampered().after(swap, false));
}

TEST_CASE("a part that was erased still fits") {
  const auto checked = Tampered().after("UPDATE part SET salt = NULL, bytes = NULL, erased_by = 9 WHERE idx = 3");
  REQUIRE(checked);
  CHECK(checked->erased_parts == 1);
}

TEST_CASE("a note of another ledger, or one that was changed, is not believed") {
  Tampered tampered;
  tampered.note.replace(tampered.note.find("\n5\n") + 1, 1, "6");
  CHECK(tampered.after("SELECT 1").error().code == Code{"note_signature_wrong"});
  tampered.note = "nothing";
  CHECK(tampered.after("SELECT 1").error().code == Code{"note_malformed"});
}
