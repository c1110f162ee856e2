#include "access/password_rules.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::access;

namespace {
Code refusal(std::string_view typed) {
  const auto status = check_password(prepared_password(typed), {"s.haddad", "Salma Haddad", "سلمى حداد"});
  return status ? Code() : status.error().code;
}
}  // namespace

TEST_CASE("a long password of any script is taken, without rules about signs") {
  for (const auto* good : {"four lamps on the pier", "المنارة على الرصيف القديم", "dix-huit bateaux verts",
                           "kZ8#mQ2v!xLp", "قهوة بلا سكر صباحا", "48213975604412", "aucun mot de passe ici, merci"})
    CHECK_MESSAGE(refusal(good) == Code(), good);
}

TEST_CASE("a short one is refused by characters, not bytes") {
  CHECK(refusal("kZ8#mQ2v!xL") == Code{"password_too_short"});
  CHECK(refusal("قهوة بلا س") == Code{"password_too_short"});
}

TEST_CASE("what everybody tries first is refused, however it is dressed") {
  for (const auto* bad :
       {"Password2026!!", "password1234", "motdepasse123", "MotDePassé2026", "azertyuiop12", "qwertyuiop[]",
        "123456789012", "١٢٣٤٥٦٧٨٩٠١٢", "كلمة السر 2026", "كَلِمَةُ المُرُورِ 123", "adminadminadmin", "welcome admin 1",
        "aaaaaaaaaaaaaaaa", "abababababababab", "administrateur1", "iloveyou iloveyou", "Bismillah 786 !!"})
    CHECK_MESSAGE(refusal(bad) == Code{"password_common"}, bad);
}

TEST_CASE("one that says whose it is is refused, unless enough is left beside the name") {
  CHECK(refusal("salma.haddad1") == Code{"password_about_owner"});
  CHECK(refusal("Haddad Haddad 9") == Code{"password_about_owner"});
  CHECK(refusal("سلمى 2026 سلمى") == Code{"password_about_owner"});
  CHECK(refusal("salma keeps four lamps on the pier") == Code());
}

TEST_CASE("the same password is the same from another keyboard") {
  CHECK(prepared_password("e\xcc\x81t\xc3\xa9 au bord") == prepared_password("\xc3\xa9te\xcc\x81 au bord"));
  CHECK(prepared_password("four\u00a0lamps") == "four lamps");
}

TEST_CASE("what can be no password is none: too long, broken, control characters") {
  CHECK(prepared_password(std::string(1 << 20, 'x')).empty());
  CHECK(prepared_password(std::string(257, 'x')).empty());
  CHECK(prepared_password(std::string(256, 'x')).size() == 256);
  CHECK(prepared_password("four lamps\xff on the pier").empty());
  CHECK(prepared_password(std::string_view("four lamps\0 on the pier", 23)).empty());
  CHECK(prepared_password("four lamps\n").empty());
  CHECK(refusal("four lamps on\tthe pier") == Code{"password_malformed"});
}
