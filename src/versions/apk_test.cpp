#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("Alpine: pre-suffixes before the release, post-suffixes after its revisions") {
  check_ascending(Scheme::apk,
                  {"1.2_alpha", "1.2_alpha1", "1.2_alpha2", "1.2_beta", "1.2_pre",  "1.2_pre20190101", "1.2_rc1",
                   "1.2",       "1.2-r0",     "1.2-r1",     "1.2-r10",  "1.2_cvs1", "1.2_svn1",        "1.2_git1",
                   "1.2_hg1",   "1.2_p1",     "1.2_p1-r1",  "1.2_p10",  "1.2a",     "1.2.0",           "1.3_alpha"});
}

TEST_CASE("Alpine: a suffix may follow a suffix") {
  check_ascending(Scheme::apk, {"1_alpha_pre2", "1_alpha", "1_alpha1", "1_alpha_p1", "1_rc1_git20200101"});
}

TEST_CASE("Alpine: a number after a dot that begins with zero is a fraction") {
  check_ascending(Scheme::apk, {"1.0", "1.00", "1.01", "1.010", "1.09", "1.1", "1.9", "1.10"});
  check_equal(Scheme::apk, {"006", "6"});
}

TEST_CASE("Alpine: letters, and letters with a number as sudo had them") {
  check_ascending(Scheme::apk, {"1.8.31-r1", "1.8.31p1-r0", "1.8.31p1-r1", "1.8.31p2-r0", "1.8.31.1"});
  check_ascending(Scheme::apk, {"9", "9b", "9c-r1", "9.1", "10"});
}

TEST_CASE("Alpine: a commit after a tilde") {
  check_ascending(Scheme::apk, {"1.2", "1.2-r1", "1.2~0abc", "1.2~0abc-r0", "1.2~1abc"});
}

TEST_CASE("Alpine: what is no version is said, not ordered") {
  check_invalid(Scheme::apk,
                {"",        "latest",   "edge", ".1",    "a",         "1.",        "1..2", "1.r1",    "1-r",  "1-r-1",
                 "1-ruff2", "1.2_blah", "1.2A", "1.2-1", "1.2-r1-r2", "1.2-r1_p1", "1.2~", "1.2~xyz", "1.2 ", "1.2_"});
}
