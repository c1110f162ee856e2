#include "store/check.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

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

std::string sql_bytes(std::string_view bytes) {
  std::string out = "x'";
  for (const char c : bytes)
    out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out + "'";
}

StoredEntry at(Store& store, std::uint64_t index) {
  StoredEntry found;
  REQUIRE(store.entries(index, [&](const StoredEntry& entry) {
    found = entry;
    return false;
  }));
  return found;
}

/// Ten lamps, the part of entry 3 erased by entry 10; then what somebody with the file does to it.
class Tampered {
 public:
  Tampered() {
    auto store = made_.create(to_string(ledger::verifier_of(signer())));
    for (std::uint8_t i = 1; i <= 5; ++i)
      REQUIRE(store.commit(std::vector{lamp(i, "pier")})[0]);
    note = *ledger::sign_checkpoint({.origin = signer().name, .head = store.head()}, signer());
    for (std::uint8_t i = 6; i <= 10; ++i)
      REQUIRE(store.commit(std::vector{lamp(i, "pier")})[0]);
    const auto third = at(store, 3);
    const auto& part = third.parts[0];
    kept_ = fmt::format("UPDATE part SET salt = {}, bytes = {}, erased_by = NULL WHERE idx = 3",
                        sql_bytes(blob(part->salt).bytes), sql_bytes(part->bytes));
    const Erasing what{.draft = {{90}}, .entry = third.header.id, .reason = "asked for"};
    REQUIRE(store.erase({&what, 1}));
  }
  void change(const std::string& sql) {
    auto database = sqlite::Database::open(made_.path(), {});
    REQUIRE(database->execute("PRAGMA foreign_keys=OFF"));
    REQUIRE(database->execute(sql));
  }
  Result<Checked> after(const std::string& sql, bool with_note = true) {
    change(sql);
    auto store = Store::open(made_.path(), practices, made_.around());
    if (!store) return std::unexpected(store.error());
    return check_ledger(*store, with_note ? std::optional<std::string_view>(note) : std::nullopt);
  }
  /// Of who kept a copy of what was erased.
  [[nodiscard]] const std::string& put_back() const { return kept_; }
  Store open() { return made_.open(); }
  std::string note{};

 private:
  Made made_{};
  std::string kept_{};
};

/// "part_changed 3 0"; "": it is what it says it is.
template <typename T>
std::string complaint(const Result<T>& checked) {
  if (checked) return {};
  auto text = std::string(checked.error().code.name());
  for (const auto& arg : checked.error().args)
    text += " " + arg;
  return text;
}

struct Change {
  std::string sql{};
  std::string_view complaint{};
};

}  // namespace

TEST_CASE("a ledger that nobody touched has grown from its note; without one it is consistent with itself") {
  const auto checked = Tampered().after("SELECT 1");
  REQUIRE(checked);
  CHECK(checked->head.size == 11);
  CHECK(checked->erased_parts == 1);
  CHECK(checked->grown_from->size == 5);
  CHECK_FALSE(Tampered().after("SELECT 1", false)->grown_from);
}

TEST_CASE("what somebody changes in the file, and what is said of it") {
  const Change changes[] = {
      // What an entry says.
      {"UPDATE part SET bytes = CAST('peer' AS BLOB) WHERE idx = 2", "part_changed 2 0"},
      {"UPDATE part SET salt = zeroblob(32) WHERE idx = 2", "part_changed 2 0"},
      {"UPDATE part SET salt = NULL WHERE idx = 2", "part_changed 2 0"},
      {"UPDATE part SET bytes = NULL WHERE idx = 2", "part_changed 2 0"},
      {"DELETE FROM part WHERE idx = 2", "part_missing 2 0"},
      {"UPDATE part SET n = 1 WHERE idx = 2", "part_missing 2 0"},
      {"INSERT INTO part (idx, n, salt, bytes) VALUES (2, 1, zeroblob(32), x'00')", "part_changed 2 1"},
      // As if it had been erased: nobody did, an entry that erased nothing did, the one that erased something else did.
      {"UPDATE part SET salt = NULL, bytes = NULL WHERE idx = 2", "part_missing 2 0"},
      {"UPDATE part SET salt = NULL, bytes = NULL, erased_by = 9 WHERE idx = 2", "part_missing 2 0"},
      {"UPDATE part SET salt = NULL, bytes = NULL, erased_by = 10 WHERE idx = 2", "part_missing 2 0"},
      {"UPDATE part SET salt = NULL, bytes = NULL, erased_by = 10 WHERE idx = 10 AND n = 0", "part_missing 10 0"},
      // As if it had not been erased, or by another.
      {"UPDATE part SET erased_by = 9 WHERE idx = 2", "part_changed 2 0"},
      {"UPDATE part SET erased_by = 9 WHERE idx = 3", "part_erased_by 3 0"},
      {"UPDATE part SET erased_by = NULL WHERE idx = 3", "part_missing 3 0"},
      {Tampered().put_back(), "part_changed 3 0"},  // of another ledger
      // What entries are looked for by.
      {"UPDATE entry SET id = zeroblob(16) WHERE idx = 2", "entry_changed 2"},
      {"UPDATE entry SET kind = 'lamp_out' WHERE idx = 2", "entry_changed 2"},
      {"UPDATE entry SET version = 2 WHERE idx = 2", "entry_changed 2"},
      {"UPDATE entry SET subject = zeroblob(16) WHERE idx = 2", "entry_changed 2"},
      {"UPDATE entry SET draft = zeroblob(16) WHERE idx = 2", "entry_changed 2"},
      {"UPDATE entry SET at_ms = at_ms + 1 WHERE idx = 2", "entry_changed 2"},
      {"UPDATE entry SET header = (SELECT header FROM entry WHERE idx = 1) WHERE idx = 2", "entry_changed 2"},
      // The tree.
      {"UPDATE tree_node SET hash = zeroblob(32) WHERE level = 0 AND number = 2", "entry_changed 2"},
      {"UPDATE tree_node SET hash = zeroblob(32) WHERE level = 1 AND number = 1", "tree_changed 2 3"},
      {"DELETE FROM tree_node WHERE level = 2 AND number = 1", "tree_changed 4 7"},
      // All from some entry on.
      {"DELETE FROM part WHERE idx > 3; DELETE FROM entry WHERE idx > 3; DELETE FROM tree_node WHERE "
       "(number + 1) << level > 4",
       "entries_missing 4 5"},
  };
  for (const auto& change : changes) {
    INFO(change.sql);
    CHECK(complaint(Tampered().after(change.sql)) == change.complaint);
  }
}

TEST_CASE("what was erased and is there again, as it was, is found out by the entry that says so") {
  Tampered tampered;
  CHECK(complaint(tampered.after(tampered.put_back())) == "part_not_erased 3 0 10");
}

TEST_CASE("what is derived and not what the entries say is named; looking for it changes nothing") {
  const Change changes[] = {
      {"UPDATE lamp SET place = 'reef' WHERE scope_id = (SELECT subject FROM entry WHERE idx = 2)",
       "derived_changed lamp"},
      {"DELETE FROM lamp WHERE place = 'pier'", "derived_changed lamp"},
      {"DROP TABLE lamp", "derived_changed lamp"},
      {"INSERT INTO scope_member VALUES (x'01', x'02')", "derived_changed scope_member"},
      {"INSERT INTO entry_blob VALUES (2, x'01', 1)", "derived_changed entry_blob"},
      {"SELECT 1", ""},
  };
  for (const auto& change : changes) {
    INFO(change.sql);
    Tampered tampered;
    tampered.change(change.sql);
    auto store = tampered.open();
    const auto places = Made::lamps(store);
    CHECK(complaint(store.check_derived()) == change.complaint);
    CHECK(Made::lamps(store) == places);
    // A rebuild mends it, and what is written next is found as ever.
    REQUIRE(store.rebuild());
    REQUIRE(store.commit(std::vector{lamp(20, "north pier")})[0]);
    CHECK(complaint(store.check_derived()) == "");
    CHECK(Made::lamps(store).ends_with("north pier;"));
  }
}

TEST_CASE("a ledger that was written anew, tree and all, is found out by a note from elsewhere, and only by that") {
  const auto forged = [](Tampered& tampered) {
    auto entry = [&] {
      auto store = tampered.open();
      return at(store, 2);
    }();
    entry.header.at_ms += 1;
    return fmt::format(
        "UPDATE entry SET header = {}, at_ms = at_ms + 1 WHERE idx = 2;"
        "UPDATE node_identity SET layout = 'another'",  // the next opening makes the tree anew
        sql_bytes(*ledger::write_header(entry.header)));
  };
  Tampered noted;
  CHECK(complaint(noted.after(forged(noted))) == "root_changed 5");
  Tampered alone;
  CHECK(complaint(alone.after(forged(alone), false)) == "");
}

TEST_CASE("a note of another ledger, or one that was changed, is not believed") {
  Tampered tampered;
  tampered.note.replace(tampered.note.find("\n5\n") + 1, 1, "6");
  CHECK(tampered.after("SELECT 1").error().code == Code{"note_signature_wrong"});
  tampered.note = "nothing";
  CHECK(tampered.after("SELECT 1").error().code == Code{"note_malformed"});
}
