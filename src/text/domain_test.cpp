#include "text/domain.h"

#include <doctest/doctest.h>
#include <string>

using namespace manara;
using text::canonical_domain;

TEST_CASE("a domain has one form, whatever script, case or dot at the end it was typed with") {
  CHECK(canonical_domain("Example.ORG") == "example.org");
  CHECK(canonical_domain("example.org.") == "example.org");
  CHECK(canonical_domain("Bücher.Example") == "xn--bcher-kva.example");
  CHECK(canonical_domain("XN--BCHER-KVA.example") == "xn--bcher-kva.example");
  CHECK(canonical_domain("مثال.إختبار") == "xn--mgbh0fb.xn--kgbechtv");
  CHECK(canonical_domain("straße.example") == "xn--strae-oqa.example");
  CHECK(canonical_domain("mail。example。org") == "mail.example.org");  // ideographic full stops
  CHECK(canonical_domain("１.example") == "1.example");                 // full-width digits
  for (const auto* name : {"example.org", "xn--bcher-kva.example", "a-b.c0.example"})
    CHECK(canonical_domain(name) == name);
}

TEST_CASE("what is no name of a host is refused") {
  for (const auto* name : {"",
                           ".",
                           "..",
                           "example",
                           "example..org",
                           ".example.org",
                           "-a.example",
                           "a-.example",
                           "a b.example",
                           "a_b.example",
                           "10.0.0",
                           "192.0.2.1",
                           "a.example.1",
                           "xn--a.example",
                           "xn--.example",
                           "a\xff.example",
                           "a\xe2\x80\xae.example",
                           "a/b.example",
                           "a@b.example",
                           "http://a.example",
                           "*.example.org",
                           "אa.example"})
    CHECK_MESSAGE(canonical_domain(name) == std::nullopt, name);
  CHECK(canonical_domain(std::string_view("a\0.example", 10)) == std::nullopt);
  CHECK(canonical_domain(std::string(64, 'a') + ".example") == std::nullopt);
  CHECK(canonical_domain(std::string(63, 'a') + ".example"));
  std::string deep = "example";
  while (deep.size() <= 251)
    deep = "a." + deep;
  CHECK(canonical_domain(deep));
  CHECK(canonical_domain("a." + deep) == std::nullopt);
  CHECK(canonical_domain(std::string(1 << 20, 'a')) == std::nullopt);
}

TEST_CASE("a domain is shown as people read it, but for what can't be shown") {
  CHECK(text::readable_domain("xn--bcher-kva.example") == "bücher.example");
  CHECK(text::readable_domain("example.org") == "example.org");
  CHECK(text::readable_domain("xn--.example") == "xn--.example");
}
