#include "versions/vers.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace manara;
using namespace manara::versions;

namespace {

std::string refusal(std::string_view text) {
  const auto range = parse_vers(text);
  return range ? "accepted" : std::string(range.error().code.name());
}

std::string canonical(std::string_view text) {
  const auto range = canonical_vers(text);
  return range ? *range : std::string(range.error().code.name());
}

std::optional<bool> inside(std::string_view range, std::string_view version) {
  const auto read = read_vers(range);
  REQUIRE_MESSAGE(read.has_value(), range);
  return contains(*read, version);
}

}  // namespace

TEST_CASE("VERS: a canonical range gives its type and constraints") {
  const auto range = parse_vers("vers:pypi/!=0.5|>=1.0.0|<2.0.0|3.0%21");
  REQUIRE(range.has_value());
  CHECK(range->type == "pypi");
  CHECK_FALSE(range->any);
  CHECK(range->constraints == std::vector<Constraint>{{Comparator::not_equal, "0.5"},
                                                      {Comparator::greater_equal, "1.0.0"},
                                                      {Comparator::less, "2.0.0"},
                                                      {Comparator::equal, "3.0!"}});
  CHECK(to_string(*range) == "vers:pypi/!=0.5|>=1.0.0|<2.0.0|3.0%21");
  CHECK(parse_vers("vers:deb/*")->any);
  CHECK(parse_vers("vers:made-up/b|a").has_value());  // no order is known, so none is asked for
}

TEST_CASE("VERS: what is not canonical is refused with its reason") {
  CHECK(refusal("") == "vers_not_vers");
  CHECK(refusal("npm/1.0") == "vers_not_vers");
  CHECK(refusal("vers:npm") == "vers_not_vers");
  CHECK(refusal("vers:NPM/1.0") == "vers_bad_type");
  CHECK(refusal("vers:/1.0") == "vers_bad_type");
  CHECK(refusal("vers:invalid/1.0") == "vers_reserved_type");
  CHECK(refusal("vers:npm/") == "vers_no_constraint");
  CHECK(refusal("vers:npm/>=1.0| <2.0") == "vers_whitespace");
  CHECK(refusal("vers:npm/1.0%0A") == "vers_whitespace");
  CHECK(refusal("vers:npm/|1.0") == "vers_empty_constraint");
  CHECK(refusal("vers:npm/1.0|") == "vers_empty_constraint");
  CHECK(refusal("vers:npm/1.0||2.0") == "vers_empty_constraint");
  CHECK(refusal("vers:npm/*|1.0") == "vers_star_not_alone");
  CHECK(refusal("vers:all/1.0") == "vers_star_only");
  CHECK(refusal("vers:npm/=1.0") == "vers_equals_sign");
  CHECK(refusal("vers:npm/>=") == "vers_no_version");
  CHECK(refusal("vers:npm/1.0%2G") == "vers_bad_escape");
  CHECK(refusal("vers:npm/1.0%2") == "vers_bad_escape");
  CHECK(refusal("vers:npm/1.0%2f0") == "vers_not_canonical");
  CHECK(refusal("vers:npm/<<1.0") == "vers_not_canonical");
  CHECK(refusal("vers:datetime/2024-01-01t00:00:00z") == "vers_bad_datetime");
  CHECK(refusal("vers:pypi/>=2.0|<1.0") == "vers_not_sorted");
  CHECK(refusal("vers:pypi/>=1.0|<1.0.0") == "vers_repeated_version");
  CHECK(refusal("vers:made-up/b|a|b") == "vers_repeated_version");
  CHECK(refusal("vers:pypi/>=1.0|>=2.0") == "vers_bad_sequence");
  CHECK(refusal("vers:pypi/<1.0|<=2.0") == "vers_bad_sequence");
  CHECK(refusal("vers:pypi/1.0|<2.0") == "vers_bad_sequence");
  CHECK(refusal("vers:pypi/" + std::string(max_vers_bytes, '1')) == "vers_too_long");
}

TEST_CASE("VERS: other spellings become canonical text, nothing is dropped") {
  CHECK(canonical("vers:pypi/ < 2.0 | >= 1.0 ||") == "vers:pypi/>=1.0|<2.0");
  CHECK(canonical("vers:pypi/=1.0") == "vers:pypi/1.0");
  CHECK(canonical("vers:pypi/>=1.0|<1.0") == "vers:pypi/<1.0|>=1.0");
  CHECK(canonical("vers:pypi/>=0.1|>=0.1") == "vers:pypi/>=0.1|>=0.1");
  CHECK(canonical("vers:pypi/2.0|nonsense|1.0") == "vers:pypi/2.0|nonsense|1.0");
  CHECK(canonical("vers:pypi/ | ") == "vers_no_constraint");
  CHECK(canonical("vers:pypi/*|1") == "vers_star_not_alone");
  CHECK(canonical("vers:none/1") == "vers_star_only");
}

TEST_CASE("VERS: containment") {
  CHECK(inside("vers:pypi/>=1.0|<2.0", "1.5") == true);
  CHECK(inside("vers:pypi/>=1.0|<2.0", "1.0.0") == true);
  CHECK(inside("vers:pypi/>=1.0|<2.0", "2.0") == false);
  CHECK(inside("vers:pypi/>=1.0|<2.0", "0.9") == false);
  CHECK(inside("vers:pypi/>1.0|<=2.0", "1.0") == false);
  CHECK(inside("vers:pypi/>1.0|<=2.0", "2.0") == true);
  CHECK(inside("vers:pypi/<1.0|>=2.0|<3.0|>4.0", "0.1") == true);
  CHECK(inside("vers:pypi/<1.0|>=2.0|<3.0|>4.0", "1.5") == false);
  CHECK(inside("vers:pypi/<1.0|>=2.0|<3.0|>4.0", "2.5") == true);
  CHECK(inside("vers:pypi/<1.0|>=2.0|<3.0|>4.0", "3.5") == false);
  CHECK(inside("vers:pypi/<1.0|>=2.0|<3.0|>4.0", "5") == true);
  CHECK(inside("vers:pypi/>=1.0|!=1.5|<2.0", "1.5") == false);
  CHECK(inside("vers:pypi/>=1.0|!=1.5|<2.0", "1.6") == true);
  CHECK(inside("vers:pypi/!=1.5", "1.6") == true);
  CHECK(inside("vers:pypi/1.0|2.0", "1.5") == false);
  CHECK(inside("vers:pypi/1.0|2.0", "2.0.0") == true);
  CHECK(inside("vers:pypi/*", "anything") == true);
  CHECK(inside("vers:all/*", "anything") == true);
  CHECK(inside("vers:none/*", "anything") == false);
}

TEST_CASE("VERS: of bounds in a row the widest counts") {
  CHECK(inside("vers:pypi/<1.0|<2.0|<3.0", "2.5") == true);
  CHECK(inside("vers:pypi/>1.0|>2.0", "1.5") == true);
  CHECK(inside("vers:pypi/>=1.0|>=2.0|<3.0|<4.0", "3.5") == true);
  CHECK(inside("vers:pypi/>=1.0|>=2.0|<3.0|<4.0", "0.5") == false);
}

TEST_CASE("VERS: what can't be ordered is undecided") {
  CHECK(inside("vers:pypi/>=1.0|<2.0", "(devel)") == std::nullopt);
  CHECK(inside("vers:pypi/>=1.0|<nonsense", "1.5") == std::nullopt);
  CHECK(inside("vers:made-up/>=1.0", "1.5") == std::nullopt);
}

TEST_CASE("VERS: intdot reads up to the first sign that is neither digit nor dot") {
  CHECK(compare_versions("intdot", "10.2.5-rc1", "10.2.5") == std::strong_ordering::equal);
  CHECK(compare_versions("intdot", "10.2", "9.9") == std::strong_ordering::greater);
  CHECK(compare_versions("intdot", "007", "7") == std::strong_ordering::equal);
}

TEST_CASE("VERS: a range is what its intervals say") {
  // Checked against the plain reading of one interval with both ends.
  CHECK(rc::check([] {
    const auto number = rc::gen::inRange(0, 40);
    const int low = *number;
    const int high = low + 1 + *number;
    const int version = *number;
    const bool with_low = *rc::gen::arbitrary<bool>();
    const bool with_high = *rc::gen::arbitrary<bool>();
    const Vers range{.type = "pypi",
                     .constraints = {{with_low ? Comparator::greater_equal : Comparator::greater, std::to_string(low)},
                                     {with_high ? Comparator::less_equal : Comparator::less, std::to_string(high)}}};
    const bool expected =
        (version > low || (with_low && version == low)) && (version < high || (with_high && version == high));
    RC_ASSERT(contains(range, std::to_string(version)).value() == expected);
    RC_ASSERT(*parse_vers(to_string(range)) == range);
  }));
}

TEST_CASE("VERS: any bytes are read or refused; what is read is written back") {
  CHECK(rc::check([](const std::string& tail) {
    const auto read = read_vers("vers:pypi/" + tail);
    if (read) RC_ASSERT(to_string(*read_vers(to_string(*read))) == to_string(*read));
    const auto strict = parse_vers("vers:pypi/" + tail);
    if (strict) RC_ASSERT(to_string(*strict) == "vers:pypi/" + tail);
  }));
}

TEST_CASE("VERS: a hundred thousand constraints are read in time") {
  std::string many = "vers:pypi/";
  while (many.size() + 8 < max_vers_bytes)
    many += std::to_string(many.size()) + "|";
  const auto range = read_vers(many);
  REQUIRE(range.has_value());
  CHECK(range->constraints.size() > 30'000);
  CHECK(contains(*range, "1") == false);
}
