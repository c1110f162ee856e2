#include "access/permissions.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "access/made_expectation.h"

using namespace manara;
using namespace manara::access;

namespace {

constexpr std::int64_t now = 1'795'564'800'000;
constexpr ScopeId nation{{1}}, other_nation{{2}}, own{{3}}, neighbour{{4}}, abroad{{5}};
const Place in_own{own, {own, nation}}, in_neighbour{neighbour, {neighbour, nation}}, in_abroad{abroad, {other_nation}};

Actor one(Role role, ScopeId scope, std::optional<std::int64_t> until = {}) {
  return {.person = {{9}}, .grants = {{role, scope, until}}};
}

/// "read edit", "-": what somebody may do in a place.
std::string verbs_of(const Actor& actor, std::string_view resource, const Place& place) {
  std::string all;
  for (const auto verb : all_verbs) {
    if (may(actor, verb, resource, place, now)) all += (all.empty() ? "" : " ") + std::string(name_of(verb));
  }
  return all.empty() ? "-" : all;
}

void check_line(const std::string& resource, const std::string& who, const std::vector<std::string>& expected,
                const Actor& actor) {
  const std::vector is{verbs_of(actor, resource, in_own), verbs_of(actor, resource, in_neighbour),
                       verbs_of(actor, resource, in_abroad)};
  CHECK_MESSAGE(is == expected, resource << ", " << who << ": " << is[0] << " | " << is[1] << " | " << is[2]);
}

}  // namespace

TEST_CASE("every resource, verb and role is as tests/api/access.txt expects it, and none is missing there") {
  auto expected = made::read_expected();
  for (const auto& row : permissions()) {
    const auto name = std::string(row.resource);
    REQUIRE_MESSAGE(expected.contains(name), "tests/api/access.txt has no block for " << name);
    auto& lines = expected[name];
    for (const auto role : all_roles) {
      const auto who = std::string(name_of(role));
      REQUIRE_MESSAGE(lines.contains(who), name << " has no line for " << who);
      check_line(name, who, lines[who], one(role, own));
      // Of the nation: in all of its organisations, in none of another nation's.
      const auto& cells = lines[who];
      check_line(name, who + " of the nation", {cells[0], cells[0], cells[2]}, one(role, nation));
    }
    REQUIRE_MESSAGE(lines.contains("nobody"), name << " has no line for nobody");
    check_line(name, "nobody", lines["nobody"], {});
    for (const auto role : all_roles)
      check_line(name, "nobody any more", lines["nobody"], one(role, own, now));
    CHECK_MESSAGE(lines.size() == all_roles.size() + 1, name << " has a line for nobody we know");
  }
  CHECK(expected.size() == permissions().size());
}

TEST_CASE("an auditor writes nothing, wherever a row may come from") {
  for (const auto& row : permissions()) {
    for (const auto verb : {Verb::create, Verb::edit, Verb::remove})
      CHECK_FALSE_MESSAGE(row.roles(verb).has(Role::auditor), row.resource << " " << name_of(verb));
    CHECK_MESSAGE(row.read.has(Role::auditor), row.resource << ": an auditor reads all of the scope");
  }
}

TEST_CASE("what is in no row is nobody's, and what belongs nowhere is not given away") {
  const auto administrator = one(Role::administrator, nation);
  CHECK_FALSE(may(administrator, Verb::read, "everything", in_own, now));
  CHECK_FALSE(may(administrator, Verb::read, "", in_own, now));
  CHECK_FALSE(may(one(Role::administrator, {}), Verb::read, "organisations", Place{}, now));
}

TEST_CASE("a grant ends at its moment, not a millisecond later") {
  CHECK(may(one(Role::analyst, own, now + 1), Verb::read, "organisations", in_own, now));
  CHECK_FALSE(may(one(Role::analyst, own, now), Verb::read, "organisations", in_own, now));
  CHECK(visible(one(Role::analyst, own, now), "organisations", now).held.empty());
  CHECK(abilities(one(Role::analyst, own, now), now).empty());
}

TEST_CASE("a role in one place gives nothing to a role in another") {
  Actor actor{.person = {{9}}, .grants = {{Role::trainer, own, {}}, {Role::analyst, neighbour, {}}}};
  CHECK_FALSE(may(actor, Verb::read, "networks", in_own, now));
  CHECK(may(actor, Verb::read, "networks", in_neighbour, now));
  CHECK(visible(actor, "networks", now).held == std::vector{neighbour});
  CHECK(visible(actor, "organisations", now).held == std::vector{own, neighbour});
  CHECK(visible(actor, "everything", now).held.empty());
}

TEST_CASE("a token does no more than its owner, within its own scope, and writes only where it may") {
  auto reader = one(Role::analyst, nation);
  reader.limit = {.place = in_own, .use = Use::read_only};
  CHECK(may(reader, Verb::read, "organisations", in_own, now));
  CHECK_FALSE(may(reader, Verb::edit, "organisations", in_own, now));
  CHECK_FALSE(may(reader, Verb::read, "organisations", in_neighbour, now));
  CHECK(visible(reader, "organisations", now).held == std::vector{own});

  auto writer = reader;
  writer.limit->use = Use::read_and_write;
  CHECK(may(writer, Verb::edit, "organisations", in_own, now));
  CHECK_FALSE(may(writer, Verb::remove, "organisations", in_own, now));
  CHECK_FALSE(may(writer, Verb::edit, "organisations", in_neighbour, now));

  // What its owner lost it lost too.
  auto left = one(Role::analyst, neighbour);
  left.limit = {.place = in_own, .use = Use::read_and_write};
  CHECK_FALSE(may(left, Verb::read, "organisations", in_own, now));
  CHECK(visible(left, "organisations", now).held.empty());
}

TEST_CASE("menus are told what is possible somewhere") {
  const auto all = abilities(one(Role::policy_officer, own), now);
  REQUIRE(all.size() == 2);
  CHECK(all[0].resource == "organisations");
  CHECK(all[0].verbs == std::vector{Verb::read});
  CHECK(all[1].resource == "people");
  CHECK(abilities({}, now).empty());
}

TEST_CASE("nobody sees more scopes than a reader of the store takes") {
  Actor actor;
  for (std::uint8_t i = 0; i < 255; ++i) {
    for (std::uint8_t j = 0; j < 2; ++j)
      actor.grants.push_back({Role::auditor, ScopeId{{i, j, 1}}, {}});
  }
  CHECK(visible(actor, "ledger", now).held.size() == most_scopes);
}

TEST_CASE("roles are known by their names") {
  for (const auto role : all_roles)
    CHECK(read_role(name_of(role)) == role);
  CHECK_FALSE(read_role("Administrator"));
  CHECK_FALSE(read_role(""));
}
