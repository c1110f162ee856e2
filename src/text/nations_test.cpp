#include "text/nations.h"

#include <doctest/doctest.h>

using namespace manara::text;

TEST_CASE("a nation has its name in the reader's language; what is no code has none") {
  CHECK(nation_name(Language::en, "TN") == "Tunisia");
  CHECK(nation_name(Language::fr, "TN") == "Tunisie");
  CHECK(nation_name(Language::ar, "TN") == "تونس");
  for (const auto* code : {"", "T", "tn", "XX", "TUN", "T1", "QQ"})
    CHECK_MESSAGE(!nation_name(Language::en, code), code);
}
