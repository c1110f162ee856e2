// The laws of an order, for every scheme, on texts made from the scheme's own pieces and on mutations of them: an
// ordering that breaks one sorts an index wrongly without any single comparison looking wrong.
#include <array>
#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <string>
#include <vector>

#include "versions/version.h"

using namespace manara::versions;

namespace {

using Texts = std::vector<std::string>;

struct Grammar {
  Scheme scheme;
  const char* pieces;     ///< what a text is put together from, separated by spaces
  const char* ends = "";  ///< what may stand at its end only
};

constexpr const char* numbers = "0 00 1 01 2 9 10 100 18446744073709551616 ";

constexpr std::array<Grammar, scheme_count> grammars{
    {{Scheme::semver, ".0 .1 .10 .01 -0 -1 -10 -a -alpha -B .rc1 .a -rc.1 +b +1 -0.20200101-abc"},
     {Scheme::pep440, ".0 .1 .10 a1 b2 rc1 rc .dev1 .dev .post1 -1 +a.1 +1 +2.b 1! .00 c3 .post"},
     {Scheme::debian, ".0 .1 .10 ~ ~~ ~rc1 a b + - -0 -1 +deb12u1 +b1 ~bpo11+1 ubuntu2 1: 0: .00 +esm1"},
     {Scheme::rpm, ".0 .1 .10 ~ ^ ~rc1 ^git1 a el9 _ + - -0 -1 .el9_1 1: 0: .00 .b"},
     {Scheme::apk, ".0 .1 .10 .01 .00 a b p1 _alpha _beta1 _pre _rc2 _p1 _git20 _p -r0 -r1 -r10 ~ab ~0 _rc"},
     {Scheme::maven, ".0 .1 .10 -0 -1 -a a1 -alpha -beta1 .rc1 -rc1 .foo -foo -SNAPSHOT .Final -ga sp .sp1 . - x"},
     {Scheme::nuget, ".0 .1 .10 .01 -0 -1 -A -a -alpha -BETA .rc1 .a +b +1"},
     {Scheme::gem, ".0 .1 .10 .00 .a .b .rc1 -rc1 -1 .B .a1 .pre -a-b"},
     {Scheme::packagist, ".0 .1 .10 -dev a1 -alpha2 b1 .beta RC1 rc1 -rc pl1 -p .patch2 .post1 -1 _1 +x"},
     {Scheme::cran, ".0 .1 .10 -0 -1 -10 .01 .00"},
     {Scheme::hackage, ".0 .1 .10 .01 .00 .0.0"},
     {Scheme::alpm, ".0 .1 .10 a b rc .a ..1 _1 +1 1: ~b .00", "-1 -1 -2 -1.1"},
     {Scheme::conan, ".0 .1 .10 .a .b -pre -rc1 -0 -1.0 +b1 +1 +0 .1a .9z _x a"},
     {Scheme::dotted, ".0 .1 .10 .01 .00 .0.0"},
     {Scheme::generic, ".0 .1 .10 .00 -rc1 a1 b beta -dev -M1 k zg -p1 .final -SNAPSHOT _1 -1 r2"},
     {Scheme::pub, ".0 .1 .10 -0 -1 -a -alpha .rc1 .a +b +1 +10 +a.1"},
     {Scheme::gentoo, ".0 .1 .10 .01 .010 .00 a b _alpha _beta1 _pre2 _rc _p _p1 -r0 -r1 -r10"},
     {Scheme::nginx, ".0 .1 .10 .01 .00 .0.0"},
     {Scheme::openssl, ".0.0 .1.1 .0.2 .1.10 a k z za zg -dev -alpha1 -beta2 -pre10 -fips .1"},
     {Scheme::datetime, ""},
     {Scheme::lexicographic, ".0 .1 a A ( \xc3\xa4 ~ \x01"},
     {Scheme::homebrew, ".0 .1 .10 .00 -rc1 a1 b beta k _0 _1 _10 -p1"}}};

Texts words_of(std::string_view text) {
  Texts words;
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    if (!word.empty()) words.emplace_back(word);
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return words;
}

std::string fresh_moment() {
  std::string text = *rc::gen::element<std::string>("0001-01-01", "2024-02-29", "2023-12-31", "9999-12-31");
  text += *rc::gen::element<std::string>("T00:00:00", "T23:59:59", "T23:59:60", "T12:00:00");
  text += *rc::gen::element<std::string>("", ".0", ".5", ".50", ".05", ".4999999999999", ".000000000000001");
  return text + *rc::gen::element<std::string>("Z", "+00:00", "-12:00", "+12:00", "+00:30");
}

std::string fresh_text(const Grammar& grammar) {
  if (grammar.scheme == Scheme::datetime) return fresh_moment();
  static const Texts heads = words_of(numbers);
  const Texts pieces = words_of(grammar.pieces);
  std::string text = *rc::gen::elementOf(heads);
  const int count = *rc::gen::inRange(0, 6);
  for (int i = 0; i < count; ++i)
    text += *rc::gen::elementOf(pieces);
  const Texts ends = words_of(grammar.ends);
  return ends.empty() ? text : text + *rc::gen::elementOf(ends);
}

/// One to three small edits: a character in, out or changed, or a piece repeated.
std::string mutated(std::string text, const Grammar& grammar) {
  const Texts pieces = words_of(std::string(numbers) + grammar.pieces);
  const int edits = *rc::gen::inRange(1, 4);
  for (int i = 0; i < edits; ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
    const auto piece = *rc::gen::elementOf(pieces);
    switch (*rc::gen::inRange(0, 3)) {
      case 0: text.insert(at, piece); break;
      case 1:
        if (at < text.size()) text.erase(at, 1);
        break;
      default:
        if (at < text.size()) text[at] = piece.back();
    }
  }
  return text;
}

/// Texts that are close to each other, because far ones are told apart by their first number.
Texts population(const Grammar& grammar) {
  Texts texts;
  for (int i = 0; i < 12; ++i) {
    const bool fresh = texts.empty() || *rc::gen::inRange(0, 3) == 0;
    texts.push_back(fresh ? fresh_text(grammar) : mutated(*rc::gen::elementOf(texts), grammar));
  }
  return texts;
}

/// Fails the property and names the texts.
void require(bool holds, const char* law, const std::string& a, const std::string& b = {}) {
  if (!holds) RC_FAIL(std::string(law) + ": \"" + a + "\", \"" + b + "\"");
}

/// The versions among the texts, with their keys; `key` is empty where there is none.
struct Keyed {
  std::string text, key;
  Key state;
};
std::vector<Keyed> versions_in(const Texts& texts, const Ordering& ordering) {
  std::vector<Keyed> versions;
  for (const auto& text : texts) {
    Keyed one{text, "", Key::unparsable};
    one.state = ordering.append_key(text, one.key);
    require((one.state != Key::unparsable) == ordering.valid(text), "valid and key agree", text);
    require((one.state == Key::ok) == !one.key.empty(), "only ok appends a key", text);
    if (one.state != Key::unparsable) versions.push_back(one);
  }
  return versions;
}

void both_sides_agree(const Texts& texts, const Ordering& ordering) {
  for (const auto& a : texts) {
    require(ordering.compare(a, a) == 0, "equal to itself", a);
    for (const auto& b : texts) {
      require(ordering.compare(a, b) == (0 <=> ordering.compare(b, a)), "the same from both sides", a, b);
    }
  }
}

void keys_agree(const std::vector<Keyed>& versions, const Ordering& ordering) {
  for (const auto& a : versions) {
    for (const auto& b : versions) {
      if (a.state != Key::ok || b.state != Key::ok) continue;
      require(ordering.compare(a.text, b.text) == (a.key <=> b.key), "keys order as versions do", a.text, b.text);
    }
  }
}

void order_is_transitive(const std::vector<Keyed>& versions, const Ordering& ordering) {
  for (const auto& a : versions) {
    for (const auto& b : versions) {
      if (a.state != Key::ok || b.state != Key::ok || ordering.compare(a.text, b.text) > 0) continue;
      for (const auto& c : versions) {
        if (c.state != Key::ok || ordering.compare(b.text, c.text) > 0) continue;
        require(ordering.compare(a.text, c.text) <= 0, "transitive", a.text + "\", \"" + b.text, c.text);
      }
    }
  }
}

}  // namespace

TEST_CASE("every ordering is total, keeps its laws from both sides, and its keys agree with it") {
  for (const auto& grammar : grammars) {
    const auto& ordering = manara::versions::ordering(grammar.scheme);
    std::size_t made = 0;
    std::size_t valid = 0;
    std::size_t keyed = 0;
    CHECK(rc::check(std::string(ordering.name), [&] {
      const auto texts = population(grammar);
      both_sides_agree(texts, ordering);
      const auto versions = versions_in(texts, ordering);
      keys_agree(versions, ordering);
      order_is_transitive(versions, ordering);
      made += texts.size();
      valid += versions.size();
      for (const auto& version : versions)
        keyed += version.state == Key::ok ? 1 : 0;
    }));
    CAPTURE(ordering.name);
    // The laws were asked of versions, not only of noise.
    CHECK(valid * 4 > made);
    CHECK(keyed * 3 > valid);
    // Only these have versions without a key; each file says why.
    const bool may_lack =
        grammar.scheme == Scheme::alpm || grammar.scheme == Scheme::conan || grammar.scheme == Scheme::maven;
    CHECK((keyed == valid || may_lack));
  }
}
