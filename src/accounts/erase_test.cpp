// A person who is erased is nowhere: no name, nothing that signs in as him, nothing that he signed in with.
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "accounts/made_node.h"

using namespace manara;
using namespace manara::accounts;
using namespace manara::accounts::made;

namespace {

/// How many rows of operational tables are about the person.
std::int64_t rows_of(Node& node, const PersonId& person) {
  std::int64_t rows = 0;
  const auto count = [&](std::string_view statement) {
    auto reader = std::move(node.store->reader({})).value();
    REQUIRE(reader.query(statement, {store::blob(person)}, [&](const store::Row&) { return ++rows > 0; }));
  };
  for (const auto* statement : {"password_of_person", "totp_of_person", "sessions_of_person", "tokens_of_person",
                                "links_of_person", "person_of_id", "totp_offer_of_person"})
    count(statement);
  return rows;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<ledger::EntryId> entries_about(Node& node, const PersonId& person) {
  std::vector<ledger::EntryId> ids;
  REQUIRE(node.store->entries(0, [&](const store::StoredEntry& entry) {
    if (entry.header.kind == "person_saved" && entry.header.subject.bytes == person.bytes)
      ids.push_back(entry.header.id);
    return true;
  }));
  return ids;
}

Status erase(Node& node, const std::vector<ledger::EntryId>& ids, const store::Operating& also = {}) {
  std::vector<store::Erasing> what;
  for (const auto& id : ids)
    what.push_back({.draft = node.draft(), .entry = id, .reason = "asked for"});
  return node.writer->run([&](store::Store& store) -> Status {
    MANARA_CHECK(store.erase(what, also));
    return {};
  });
}

}  // namespace

TEST_CASE("with a person go the name, the password, sessions, tokens and links; others stay") {
  Node node;
  const auto person = node.add("zaynab", access::Role::analyst, nation);
  REQUIRE(node.sign_in("zaynab"));
  REQUIRE(node.sign_in("amal"));
  CHECK(node.accounts->make_link(node.boss(), person, LinkPurpose::sign_in));
  CHECK(rows_of(node, person) >= 4);
  const auto founder_rows = rows_of(node, node.founder);
  REQUIRE(erase(node, entries_about(node, person)));
  CHECK(rows_of(node, person) == 0);
  CHECK(rows_of(node, node.founder) == founder_rows);
  CHECK(node.refusal("zaynab", password) == node.refusal("nobody", password));
  CHECK(node.sign_in("amal"));
  REQUIRE(node.writer->run([](store::Store& store) -> Status {
    MANARA_CHECK(store.rebuild());
    return {};
  }));
  CHECK(rows_of(node, person) == 0);
  for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(node.folder.path()).parent_path()))
    CHECK(bytes_of(file.path()).find("zaynab") == std::string::npos);
}

TEST_CASE("the last administrator is not erased, nor is the role; where there is another they are") {
  Node node;
  const auto stays = administrator_stays(nation);
  std::vector<ledger::EntryId> grants;
  REQUIRE(node.store->entries(0, [&](const store::StoredEntry& entry) {
    if (entry.header.kind == "grant_given") grants.push_back(entry.header.id);
    return true;
  }));
  const auto size = node.store->head().size;
  CHECK(code_of(erase(node, entries_about(node, node.founder), stays)) == Code{"last_administrator"});
  CHECK(code_of(erase(node, grants, stays)) == Code{"last_administrator"});
  CHECK(node.store->head().size == size);
  CHECK(node.sign_in("amal"));
  node.add("bilal", access::Role::administrator, nation);
  CHECK(erase(node, entries_about(node, node.founder), stays));
  CHECK(node.refusal("amal", password) == Code{"sign_in_wrong"});
}
