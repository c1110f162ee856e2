#include "versions/cpe.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace manara;
using namespace manara::versions;

namespace {
Cpe read(std::string_view text) {
  auto cpe = parse_cpe(text);
  REQUIRE_MESSAGE(cpe.has_value(), text);
  return *cpe;
}
bool match(std::string_view pattern, std::string_view target) {
  return matches(read(pattern), read(target));
}
std::string refusal(std::string_view text) {
  const auto cpe = parse_cpe(text);
  return cpe ? "accepted" : std::string(cpe.error().code.name());
}
}  // namespace

TEST_CASE("CPE 2.3: attributes unescaped, ANY and NA told apart") {
  const auto cpe = read(R"(cpe:2.3:a:Microsoft:.net_framework:4.8\:1:-:*:*:*:windows:x64\!:*)");
  CHECK(cpe[CpePart::part].text == "a");
  CHECK(cpe.vendor() == "Microsoft");
  CHECK(cpe.product() == ".net_framework");
  CHECK(cpe.version() == "4.8:1");
  CHECK(cpe[CpePart::update].kind == CpeValue::Kind::na);
  CHECK(cpe[CpePart::edition].kind == CpeValue::Kind::any);
  CHECK(cpe[CpePart::target_hw].text == "x64!");
  CHECK(to_formatted_string(cpe) == R"(cpe:2.3:a:microsoft:.net_framework:4.8\:1:-:*:*:*:windows:x64\!:*)");
}

TEST_CASE("CPE 2.2: percent escapes, packed edition, the same name in both bindings") {
  const auto cpe = read("cpe:/a:hp:insight_diagnostics:7.4.0.1570:-:~~online~win2003~x64~");
  CHECK(cpe[CpePart::sw_edition].text == "online");
  CHECK(cpe[CpePart::target_sw].text == "win2003");
  CHECK(cpe[CpePart::other].kind == CpeValue::Kind::any);
  CHECK(to_formatted_string(cpe) == "cpe:2.3:a:hp:insight_diagnostics:7.4.0.1570:-:*:*:online:win2003:x64:*");
  CHECK(to_uri(cpe) == "cpe:/a:hp:insight_diagnostics:7.4.0.1570:-:~~online~win2003~x64~");
  CHECK(read("cpe:/a:gnu:c%2b%2b").product() == "c++");
  CHECK(to_uri(read("cpe:/o:linux:linux_kernel")) == "cpe:/o:linux:linux_kernel");
}

TEST_CASE("CPE: what is left off or not escaped is understood") {
  CHECK(read("cpe:2.3:o:debian:debian_linux:11")[CpePart::other].kind == CpeValue::Kind::any);
  CHECK(read("cpe:2.3:a:gnu:c++:*").product() == "c++");
  CHECK(read("CPE:2.3:A:x:y")[CpePart::part].text == "a");
}

TEST_CASE("CPE: what is no name is refused with its reason") {
  CHECK(refusal("") == "cpe_not_a_cpe");
  CHECK(refusal("cpe:2.2:a:x:y") == "cpe_not_a_cpe");
  CHECK(refusal("cpe:2.3:x:vendor:product") == "cpe_bad_part");
  CHECK(refusal("cpe:2.3:a:v:p:1:2:3:4:5:6:7:8:9") == "cpe_too_many_parts");
  CHECK(refusal("cpe:/a:v:p:1:2:3:4:5") == "cpe_too_many_parts");
  CHECK(refusal("cpe:/a:v:p:1:2:~x") == "cpe_too_many_parts");
  CHECK(refusal("cpe:2.3:a:v:p\\") == "cpe_bad_escape");
  CHECK(refusal("cpe:/a:v:p%4") == "cpe_bad_escape");
  CHECK(refusal("cpe:/a:v:p%zz") == "cpe_bad_escape");
  CHECK(refusal("cpe:/a:" + std::string(max_cpe_bytes, 'v')) == "cpe_too_long");
}

TEST_CASE("CPE matching: ANY, NA, case and wildcards") {
  CHECK(match("cpe:2.3:a:openssl:openssl:*", "cpe:2.3:a:OpenSSL:openssl:1.0.2k"));
  CHECK(match("cpe:/a:openssl:openssl", "cpe:2.3:a:openssl:openssl:1.0.2k:*:*:*:*:*:*:*"));
  CHECK_FALSE(match("cpe:2.3:a:openssl:openssl:1.0.2", "cpe:2.3:a:openssl:openssl:1.0.2k"));
  CHECK_FALSE(match("cpe:2.3:a:openssl:openssl:1.0.2", "cpe:2.3:a:openssl:openssl:*"));
  CHECK_FALSE(match("cpe:2.3:o:openssl:openssl", "cpe:2.3:a:openssl:openssl"));
  CHECK(match("cpe:2.3:a:x:y:1:-", "cpe:2.3:a:x:y:1:-"));
  CHECK_FALSE(match("cpe:2.3:a:x:y:1:-", "cpe:2.3:a:x:y:1:sp1"));
  CHECK_FALSE(match("cpe:2.3:a:x:y:1:-", "cpe:2.3:a:x:y:1:*"));
  CHECK(match("cpe:2.3:a:x:y:8.*", "cpe:2.3:a:x:y:8.0.6"));
  CHECK_FALSE(match("cpe:2.3:a:x:y:8.*", "cpe:2.3:a:x:y:18.0"));
  CHECK(match("cpe:2.3:a:x:y:*sp1", "cpe:2.3:a:x:y:8sp1"));
  CHECK(match("cpe:2.3:a:x:y:8.?", "cpe:2.3:a:x:y:8.1"));
  CHECK_FALSE(match("cpe:2.3:a:x:y:8.?", "cpe:2.3:a:x:y:8.10"));
  CHECK(match("cpe:/a:x:y:8.%02", "cpe:2.3:a:x:y:8.0.6"));
  CHECK_FALSE(match(R"(cpe:2.3:a:x:y:8.\*)", "cpe:2.3:a:x:y:8.0"));
  CHECK(match("cpe:2.3:a:x:y:8.*", "cpe:2.3:a:x:y:8.*"));
}

TEST_CASE("CPE: both bindings give back what they were built from") {
  CHECK(rc::check([] {
    const auto text = rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));
    Cpe made;
    made[CpePart::part] = {.kind = CpeValue::Kind::text, .text = "a"};
    for (std::size_t i = 1; i < cpe_parts; ++i) {
      const auto kind = *rc::gen::element(CpeValue::Kind::any, CpeValue::Kind::na, CpeValue::Kind::text);
      CpeValue value{.kind = kind};
      if (kind == CpeValue::Kind::text) {
        value.text = *rc::gen::nonEmpty(text);
        for (char& c : value.text)
          c = c >= 'A' && c <= 'Z' ? 'x' : c < 3 ? 'y' : c;
        value.tail = *rc::gen::element<std::uint8_t>(0, 2, CpeValue::star);
      }
      made.values[i] = value;
    }
    RC_ASSERT(*parse_cpe(to_formatted_string(made)) == made);
    RC_ASSERT(*parse_cpe(to_uri(made)) == made);
    RC_ASSERT(matches(made, made));
  }));
}

TEST_CASE("CPE: any bytes are read or refused") {
  CHECK(rc::check([](const std::string& tail) {
    for (const char* head : {"cpe:2.3:a:", "cpe:/a:"}) {
      const auto cpe = parse_cpe(head + tail);
      if (cpe) RC_ASSERT(parse_cpe(to_formatted_string(*cpe)).has_value());
    }
  }));
}
