#include "ledger/entry.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::ledger;

namespace {

Header header() {
  return {.id = {{1}},
          .kind = "organisation_saved",
          .version = 2,
          .home = {{2}},
          .subject = {{3}},
          .actor = {{4}},
          .at_ms = 1'795'564'800'123,
          .draft = {{5}},
          .parts = {commitment_of({{}, "name"}), commitment_of({{}, "contact"})}};
}

}  // namespace

TEST_CASE("a header's bytes are these, for ever: they are what the tree holds") {
  const auto bytes = write_header({.kind = "node_opened"});
  REQUIRE(bytes);
  const std::string none(32, '0');
  CHECK(*bytes == R"({"v":1,"id":")" + none + R"(","kind":"node_opened","kv":1,"home":")" + none + R"(","subject":")" +
                      none + R"(","actor":")" + none + R"(","at":0,"draft":")" + none + R"(","parts":[]})");
}

TEST_CASE("a header reads back, with members that a later version added") {
  auto bytes = write_header(header());
  REQUIRE(bytes);
  CHECK(read_header(*bytes) == header());
  bytes->insert(bytes->size() - 1, R"(,"later":{"a":[1]})");
  CHECK(read_header(*bytes) == header());
}

TEST_CASE("what is no header is refused, wherever it is cut") {
  const auto bytes = write_header(header());
  for (std::size_t i = 0; i < bytes->size(); ++i)
    CHECK_FALSE(read_header(std::string_view(*bytes).substr(0, i)));
  for (const auto* text : {"{}", "[]", R"({"v":2})"})
    CHECK(read_header(text).error().code == Code{"entry_malformed"});
  CHECK_FALSE(write_header({.kind = ""}));
  CHECK_FALSE(write_header({.kind = "Upper"}));
  CHECK_FALSE(write_header({.kind = "a", .version = 0}));
  auto many = header();
  many.parts.resize(most_parts + 1);
  CHECK_FALSE(write_header(many));
  many.parts.resize(most_parts);
  const auto largest = write_header(many);
  REQUIRE(largest);
  CHECK(largest->size() <= most_header_bytes);
  CHECK(read_header(*largest) == many);
}

TEST_CASE("a commitment is to salt and bytes both") {
  const Part part{.salt = {7}, .bytes = "Harbour hospital"};
  CHECK(commitment_of(part) == commitment_of({.salt = {7}, .bytes = "Harbour hospital"}));
  CHECK(commitment_of(part) != commitment_of({.salt = {8}, .bytes = "Harbour hospital"}));
  CHECK(commitment_of(part) != commitment_of({.salt = {7}, .bytes = "Harbour hospita"}));
}
