#include "access/one_time_code.h"

#include <doctest/doctest.h>
#include <set>

#include "access/made_random.h"

using namespace manara;
using namespace manara::access;

namespace {
constexpr std::string_view rfc_seed = "12345678901234567890";
constexpr std::int64_t never = -1;
}  // namespace

TEST_CASE("TOTP: the test vectors of RFC 6238, appendix B, for SHA-1") {
  struct Vector {
    std::int64_t seconds;
    std::string_view code;  // the last six of its eight digits
  };
  for (const auto& [seconds, code] : {Vector{59, "287082"},
                                      {1111111109, "081804"},
                                      {1111111111, "050471"},
                                      {1234567890, "005924"},
                                      {2000000000, "279037"},
                                      {20000000000, "353130"}}) {
    CHECK(totp_code(rfc_seed, totp_step(seconds * 1000)) == code);
    CHECK(totp_match(rfc_seed, code, seconds * 1000, never) == totp_step(seconds * 1000));
  }
}

TEST_CASE("a code fits one step before and after, and no further") {
  const auto code = totp_code(rfc_seed, 100);
  for (const std::int64_t step : {99, 100, 101})
    CHECK(totp_match(rfc_seed, code, step * 30'000, never) == 100);
  for (const std::int64_t step : {98, 102, 0})
    CHECK_FALSE(totp_match(rfc_seed, code, step * 30'000, never));
  CHECK_FALSE(totp_match(rfc_seed, "", 3'000'000, never));
  CHECK_FALSE(totp_match(rfc_seed, code + "0", 3'000'000, never));
}

TEST_CASE("no code works twice, nor an older one after it, whatever the clock does") {
  const auto code = totp_code(rfc_seed, 100);
  CHECK_FALSE(totp_match(rfc_seed, code, 100 * 30'000, 100));
  CHECK_FALSE(totp_match(rfc_seed, totp_code(rfc_seed, 99), 100 * 30'000, 100));
  CHECK(totp_match(rfc_seed, totp_code(rfc_seed, 101), 100 * 30'000, 100) == 101);
  CHECK_FALSE(totp_match(rfc_seed, totp_code(rfc_seed, 90), 90 * 30'000, 100));
}

TEST_CASE("codes are read as they are typed: Arabic and Persian digits, spaces, dashes; nothing else") {
  CHECK(typed_digits("123 456") == "123456");
  CHECK(typed_digits("١٢٣٤٥٦") == "123456");
  CHECK(typed_digits("۱۲۳-۴۵۶") == "123456");
  CHECK(typed_digits("\u200e12345\u201367890") == "1234567890");
  CHECK(typed_digits("") == "");
  CHECK_FALSE(typed_digits("12345a"));
  CHECK_FALSE(typed_digits("12345\xff"));
  CHECK_FALSE(typed_digits(std::string(65, '1')));
}

TEST_CASE("base 32: the test vectors of RFC 4648, section 10") {
  CHECK(base32("") == "");
  CHECK(base32("f") == "MY");
  CHECK(base32("fo") == "MZXQ");
  CHECK(base32("foo") == "MZXW6");
  CHECK(base32("foob") == "MZXW6YQ");
  CHECK(base32("fooba") == "MZXW6YTB");
  CHECK(base32("foobar") == "MZXW6YTBOI");
}

TEST_CASE("an app's link carries the seed, and names nothing but what it is told") {
  CHECK(totp_uri(rfc_seed, "CERT & co", "salma@x.example") ==
        "otpauth://totp/CERT%20%26%20co:salma%40x.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        "&issuer=CERT%20%26%20co&algorithm=SHA1&digits=6&period=30");
  made::SeededRandom random;
  CHECK(make_totp_seed(random).size() == totp_seed_bytes);
}

TEST_CASE("recovery codes are ten different ones, and each is its person's") {
  made::SeededRandom random;
  const auto codes = make_recovery_codes(random);
  const std::set<std::string> different(codes.begin(), codes.end());
  CHECK(different.size() == recovery_codes);
  for (const auto& code : codes) {
    CHECK(code.size() == 23);
    CHECK(typed_digits(code)->size() == recovery_digits);
  }
  const auto digits = *typed_digits(codes[0]);
  CHECK(recovery_kept({{1}}, digits) == recovery_kept({{1}}, digits));
  CHECK(recovery_kept({{1}}, digits) != recovery_kept({{2}}, digits));
}
