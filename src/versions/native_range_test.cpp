#include "versions/native_range.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace manara;
using namespace manara::versions;

namespace {

struct Row {
  const char *native, *vers;
};

std::string converted(std::string_view type, std::string_view native) {
  const auto range = vers_of_native(type, native);
  return range ? to_string(*range) : std::string(range.error().code.name());
}

template <std::size_t N>
void check_all(std::string_view type, const Row (&rows)[N]) {
  for (const auto& row : rows)
    CHECK_MESSAGE(converted(type, row.native) == row.vers, row.native);
}

}  // namespace

TEST_CASE("npm: comparators, partial versions, x-ranges, hyphens") {
  check_all("npm", {
                       {">= 1.2.3  <2.0.0", "vers:npm/>=1.2.3|<2.0.0"},
                       {">=1.2.3, <2", "vers:npm/>=1.2.3|<2.0.0"},
                       {"=v1.2.3+build", "vers:npm/1.2.3"},
                       {"2.1", "vers:npm/2.1.0"},
                       {"1.2.x", "vers:npm/>=1.2.0|<1.3.0"},
                       {"9.X", "vers:npm/>=9.0.0|<10.0.0"},
                       {">1.x", "vers:npm/>=2.0.0"},
                       {"<=1.2.x", "vers:npm/<1.3.0"},
                       {"<1.2.x", "vers:npm/<1.2.0"},
                       {">=2.2.x", "vers:npm/>=2.2.0|<2.3.0"},
                       {"1.2.3 - 2.3", "vers:npm/>=1.2.3|<2.4.0"},
                       {"1.2 - 2.3.4", "vers:npm/>=1.2.0|<=2.3.4"},
                       {"* - 2", "vers:npm/<3.0.0"},
                       {"", "vers:npm/*"},
                       {"x", "vers:npm/*"},
                       {"1.0.0 || *", "vers:npm/*"},
                       {"* >=2.0.0", "vers:npm/>=2.0.0"},
                   });
}

TEST_CASE("npm: tilde and caret") {
  check_all("npm", {
                       {"~1.2.3", "vers:npm/>=1.2.3|<1.3.0"},
                       {"~1", "vers:npm/>=1.0.0|<2.0.0"},
                       {"~>1.2", "vers:npm/>=1.2.0|<1.3.0"},
                       {"^1.2.3-beta.1", "vers:npm/>=1.2.3-beta.1|<2.0.0"},
                       {"^0.2.3", "vers:npm/>=0.2.3|<0.3.0"},
                       {"^0.0.3", "vers:npm/>=0.0.3|<0.0.4"},
                       {"^0.0", "vers:npm/>=0.0.0|<0.1.0"},
                       {"^0", "vers:npm/>=0.0.0|<1.0.0"},
                       {"^1.x", "vers:npm/>=1.0.0|<2.0.0"},
                       {"^99999999999999999999.0.0", "vers:npm/>=99999999999999999999.0.0|<100000000000000000000.0.0"},
                   });
}

TEST_CASE("npm: what is no range is refused") {
  for (const char* text :
       {"latest", "1.2.3.4", ">=", ">< 1", "1..2", "=>1", "!=1.0.0", "git+https://x/y", "1.2.3-", "1.0.0 - ", "|| >"})
    CHECK_MESSAGE(converted("npm", text) == "native_range_bad", text);
}

TEST_CASE("conan: branches end before their pre-releases") {
  check_all("conan", {
                         {"~2.5.1", "vers:conan/>=2.5.1|<2.6-"},
                         {"~2", "vers:conan/>=2|<3-"},
                         {"^0.1.2", "vers:conan/>=0.1.2|<0.2-"},
                         {"^0.0", "vers:conan/>=0.0|<0.1-"},
                         {">1- <2.0 || ^3.2 ", "vers:conan/>1|<2.0|>=3.2|<4-"},
                         {"*, include_prerelease=True", "vers:conan/>=0.0.0"},
                         {"=cci.20200203", "vers:conan/cci.20200203"},
                         {"", "vers:conan/"},
                         {"~x", "native_range_bad"},
                         {"^1.x <(", "native_range_bad"},
                     });
}

TEST_CASE("gem: the pessimistic operator") {
  check_all("gem", {
                       {"~> 2.0.8", "vers:gem/>=2.0.8|<2.1"},
                       {"~> 2.2", "vers:gem/>=2.2|<3"},
                       {"~> 2", "vers:gem/>=2|<3"},
                       {"~> 2.0.rc1", "vers:gem/>=2.0.rc1|<3"},
                       {"~> 2.2.0, != 2.2.1", "vers:gem/>=2.2.0|!=2.2.1|<2.3"},
                       {"= 1.0", "vers:gem/1.0"},
                       {"~> rc", "native_range_bad"},
                       {"=~ 1", "native_range_bad"},
                       {"", "native_range_bad"},
                   });
}

TEST_CASE("pypi: specifiers of PEP 440") {
  check_all("pypi", {
                        {">= 1.0, <2", "vers:pypi/>=1.0|<2"},
                        {"==1.4.*", "vers:pypi/>=1.4.dev0|<1.5.dev0"},
                        {"!=1.4.*", "vers:pypi/<1.4.dev0|>=1.5.dev0"},
                        {"~=2.2.1", "vers:pypi/>=2.2.1|<2.3.dev0"},
                        {"~=2.2rc1", "vers:pypi/>=2.2rc1|<3.dev0"},
                        {"===1.0", "vers:pypi/1.0"},
                        {"~=2", "native_range_bad"},
                        {">=1.*", "native_range_bad"},
                        {"1.0", "native_range_bad"},
                    });
}

TEST_CASE("nuget and maven: intervals") {
  check_all("nuget", {
                         {"[1.0.0, 2.0.0)", "vers:nuget/>=1.0.0|<2.0.0"},
                         {"(1.0,)", "vers:nuget/>1.0"},
                         {"(,1.0]", "vers:nuget/<=1.0"},
                         {"[1.0]", "vers:nuget/1.0"},
                         {"1.0", "vers:nuget/>=1.0"},
                         {"(,)", "vers:nuget/*"},
                         {"(1.0)", "native_range_bad"},
                         {"[1.0", "native_range_bad"},
                         {"[1,2,3]", "native_range_bad"},
                         {"", "native_range_bad"},
                     });
  check_all("maven", {
                         {"[1.0,2.0),[3.0,)", "vers:maven/>=1.0|<2.0|>=3.0"},
                         {"1.0", "vers:maven/1.0"},
                         {"[1.0,2.0) x", "native_range_bad"},
                     });
}

TEST_CASE("nginx and openssl: the lists of their advisories") {
  check_all("nginx", {
                         {"1.5.0+, 1.4.1+", "vers:nginx/>=1.4.1|<1.5.0|>=1.5.0"},
                         {"0.8.40+", "vers:nginx/>=0.8.40|<0.9.0"},
                         {"1.1.4-1.2.8, 1.3.9-1.4.0", "vers:nginx/>=1.1.4|<=1.2.8|>=1.3.9|<=1.4.0"},
                         {"all", "vers:nginx/*"},
                         {"1.5+", "native_range_bad"},
                         {"1.0,", "native_range_bad"},
                     });
  check_all("openssl", {
                           {"3.0.0, 1.0.1b", "vers:openssl/1.0.1b|3.0.0"},
                           {"3.0.0 and later", "native_range_bad"},
                       });
}

TEST_CASE("a notation that is not known is said") {
  CHECK(converted("cobol", ">1") == "native_range_unknown");
  CHECK(converted("", ">1") == "native_range_unknown");
}

TEST_CASE("native ranges: any text is converted or refused, and what is converted is a range") {
  CHECK(rc::check([] {
    const auto type =
        *rc::gen::element<std::string>("npm", "conan", "gem", "pypi", "nuget", "maven", "nginx", "openssl");
    const auto sign = rc::gen::element('0', '1', '9', '.', 'x', '*', '-', '+', ' ', ',', '|', '<', '>', '=', '~', '^',
                                       '!', '[', ']', '(', ')', 'a', '\xFF');
    const auto text = *rc::gen::container<std::string>(sign);
    const auto range = vers_of_native(type, text);
    if (!range || range->constraints.empty()) return;
    // Conan's order goes round in circles (5 < 40 < 4s < 5), so only what is there is compared.
    RC_ASSERT(std::ranges::is_permutation(read_vers(to_string(*range))->constraints, range->constraints));
  }));
}
