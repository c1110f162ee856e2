#include "practice/constituency/address.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace manara;
using namespace manara::constituency;

namespace {

std::string canonical(std::string_view text) {
  const auto network = read_network(text);
  return network ? network->text : "refused";
}

bool holds(std::string_view wide, std::string_view narrow) {
  const auto a = read_network(wide);
  const auto b = read_network(narrow);
  REQUIRE(a);
  REQUIRE(b);
  const bool by_keys = a->space == b->space && a->keys.first <= b->keys.first && b->keys.last <= a->keys.last;
  // Both ways of asking agree: the range that holds, and the list of what would hold.
  CHECK(by_keys == (a->space == b->space && std::ranges::count(holders(*b), a->keys) == 1));
  return by_keys;
}

}  // namespace

TEST_CASE("each network has one form: a lone address is a range of one, bits behind the mask are cleared") {
  struct Case {
    std::string_view typed, kept;
  };
  constexpr Case cases[] = {{"192.0.2.1", "192.0.2.1/32"},
                            {"10.1.2.3/8", "10.0.0.0/8"},
                            {"10.255.255.255/9", "10.128.0.0/9"},
                            {"0.0.0.0/0", "0.0.0.0/0"},
                            {"255.255.255.255/0", "0.0.0.0/0"},
                            {"2001:DB8::1", "2001:db8::1/128"},
                            {"2001:0db8:0000::ffff/33", "2001:db8::/33"},
                            {"2001:db8:ffff::/33", "2001:db8:8000::/33"},
                            {"::/0", "::/0"},
                            {"::ffff:192.0.2.77", "192.0.2.77/32"},
                            {"::ffff:192.0.2.77/120", "192.0.2.0/24"},
                            {"::FFFF:c000:24d/128", "192.0.2.77/32"},
                            {"::ffff:192.0.2.77/96", "0.0.0.0/0"},
                            {"::ffff:192.0.2.77/95", "::fffe:0:0/95"},
                            {"as64500", "AS64500"},
                            {"AS 64500", "AS64500"},
                            {"AS4294967294", "AS4294967294"},
                            {"*.Example.org", "example.org"},
                            {"Bücher.example", "xn--bcher-kva.example"},
                            {"as64500.example", "as64500.example"}};
  for (const auto& one : cases) {
    CHECK(canonical(one.typed) == one.kept);
    CHECK(canonical(one.kept) == one.kept);
  }
}

TEST_CASE("what is no network is refused, not guessed at") {
  for (const auto* text : {"",
                           "/",
                           "/8",
                           "10.0.0.0/",
                           "10.0.0.0/33",
                           "10.0.0.0/08",
                           "10.0.0.0/+8",
                           "10.0.0.0/-1",
                           "10.0.0.0/ 8",
                           "10.0.0.0/8/8",
                           "10.0.0.0/255.0.0.0",
                           "10.0.0/8",
                           "010.0.0.1",
                           "10.0.0.256",
                           "0x0a.0.0.1",
                           "167772161",
                           "::1/129",
                           "::1/18446744073709551617",
                           ":::1",
                           "1::2::3",
                           "fe80::1%eth0",
                           "[::1]",
                           "::ffff:10.0.0.1/129",
                           "AS",
                           "AS0",
                           "AS064500",
                           "AS-1",
                           "AS4294967295",
                           "AS1.10",
                           "AS99999999999999999999",
                           "64500",
                           "example",
                           "*.example",
                           "*.*.example.org",
                           "a.*.example",
                           "http://example.org",
                           "example.org/8",
                           "a@example.org",
                           "-1.example",
                           "' OR 1=1 --",
                           "=1+1"})
    CHECK_MESSAGE(canonical(text) == "refused", text);
  CHECK(canonical(std::string_view("10.0.0.1\0", 9)) == "refused");
  CHECK(canonical(std::string_view("10.0.0.1\0/8", 11)) == "refused");
  CHECK(canonical(std::string(1 << 20, ':')) == "refused");
  CHECK(canonical(std::string(1 << 20, '1') + "/8") == "refused");
  CHECK(canonical("10.0.0.0/" + std::string(1 << 20, '0')) == "refused");
}

TEST_CASE("keys are as wide as each other, and hold what they say and no more") {
  const auto four = read_network("192.0.2.0/24");
  REQUIRE(four);
  CHECK(four->keys.first.size() == 16);
  CHECK(four->keys.last.size() == 16);
  CHECK(four->kind == NetworkKind::cidr);
  CHECK_FALSE(four->is_one_address());
  CHECK(read_network("192.0.2.7")->is_one_address());
  CHECK_FALSE(read_network("AS64500")->is_one_address());
  CHECK(holds("10.0.0.0/8", "10.0.0.0/8"));
  CHECK(holds("10.0.0.0/8", "10.255.255.255"));
  CHECK_FALSE(holds("10.0.0.0/8", "11.0.0.0"));
  CHECK_FALSE(holds("10.0.0.0/9", "10.0.0.0/8"));
  CHECK(holds("0.0.0.0/0", "203.0.113.9"));
  CHECK(holds("2001:db8::/32", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"));
  CHECK_FALSE(holds("2001:db8::/33", "2001:db8:8000::"));
  // All of IPv6 is not all of IPv4.
  CHECK_FALSE(holds("::/0", "10.0.0.1"));
  CHECK_FALSE(holds("::/0", "::ffff:10.0.0.1"));
  CHECK(holds("AS64500", "as64500"));
  CHECK_FALSE(holds("AS64500", "AS64501"));
}

TEST_CASE("a domain holds what ends in it, label by label") {
  CHECK(holds("example.org", "mail.example.org"));
  CHECK(holds("example.org", "a.b.c.example.org"));
  CHECK(holds("*.example.org", "example.org"));
  CHECK_FALSE(holds("mail.example.org", "example.org"));
  CHECK_FALSE(holds("example.org", "notexample.org"));
  CHECK_FALSE(holds("example.org", "example.organ"));
  CHECK_FALSE(holds("example.org", "example-x.org"));
  CHECK_FALSE(holds("example.org", "example.org.evil.example"));
}

TEST_CASE("holders are the narrowest first, and as few as there can be") {
  CHECK(holders(*read_network("192.0.2.1")).size() == 33);
  CHECK(holders(*read_network("2001:db8::1")).size() == 129);
  CHECK(holders(*read_network("10.0.0.0/8")).size() == 9);
  CHECK(holders(*read_network("AS64500")).size() == 1);
  CHECK(holders(*read_network("a.b.example.org")).size() == 3);
  CHECK(holders(*read_network("a.b.example.org")).front() == read_network("a.b.example.org")->keys);
  CHECK(holders(*read_network("192.0.2.1")).back() == read_network("0.0.0.0/0")->keys);
}
