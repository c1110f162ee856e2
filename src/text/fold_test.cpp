#include "text/fold.h"

#include <doctest/doctest.h>

using namespace manara::text;

TEST_CASE("what is typed without vowels, accents or capitals finds what was written with them") {
  CHECK(fold_for_search("Hôpital  Général\n") == "hopital general");
  CHECK(fold_for_search("مُسْتَشْفَى") == fold_for_search("مستشفي"));
  CHECK(fold_for_search("أحمد إدارة آمنة") == "احمد اداره امنه");
  CHECK(fold_for_search("مـــنارة") == "مناره");
  CHECK(fold_for_search("٢٠٢٦ ۲۰۲۶") == "2026 2026");
  CHECK(fold_for_search("ﷲ") == fold_for_search("الله"));
  CHECK(fold_for_search("ＣＥＲＴ") == "cert");
  CHECK(fold_for_search("Straße") == fold_for_search("STRASSE"));
}

TEST_CASE("ids stay what they are, and bytes that are no text are left out") {
  CHECK(fold_for_search("CVE-2026-0001") == "cve-2026-0001");
  CHECK(fold_for_search("a\xff"
                        "b") == "ab");
  CHECK(fold_for_search(" \t ") == "");
  CHECK(fold_for_search("a\u200fb\u202e") == "ab");
}
