#include "crypto/seal.h"

#include <doctest/doctest.h>
#include <set>

#include "base/strings.h"
#include "crypto/phrase.h"
#include "crypto/system_random.h"

using namespace manara;
using namespace manara::crypto;

TEST_CASE("what is sealed is unsealed by the same key and purpose, and by nothing else") {
  const auto key = make_sealing_key();
  const auto sealed = seal("lamp", key, "signing key");
  CHECK(sealed.find("lamp") == std::string::npos);
  CHECK(unseal(sealed, key, "signing key") == "lamp");
  CHECK(seal("lamp", key, "signing key") != sealed);
  CHECK(unseal(sealed, make_sealing_key(), "signing key").error().code == Code{"seal_wrong"});
  CHECK_FALSE(unseal(sealed, key, "password"));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    CHECK_FALSE(unseal(changed, key, "signing key"));
    CHECK_FALSE(unseal(std::string_view(sealed).substr(0, i), key, "signing key"));
  }
}

TEST_CASE("a stream is whole, in order, to its end") {
  const auto key = make_sealing_key();
  StreamSealer sealer(key);
  const std::string header(sealer.header());
  const auto one = sealer.piece("one", false);
  const auto two = sealer.piece("", true);
  const auto opener = [&] { return std::move(StreamOpener::open(key, header)).value(); };
  {
    auto whole = opener();
    const auto first = whole.piece(one);
    CHECK(first->bytes == "one");
    CHECK_FALSE(first->last);
    CHECK(whole.piece(two)->last);
  }
  CHECK_FALSE(opener().piece(two));
  CHECK_FALSE(opener().piece(one.substr(1)));
  CHECK_FALSE(opener().piece("short"));
  CHECK_FALSE(StreamOpener::open(key, "short"));
}

TEST_CASE("a key follows from phrase and salt both") {
  const PhraseCost cheap{.passes = 1, .bytes = 1 << 20};
  const auto salt = make_phrase_salt();
  const auto key = key_of_phrase("phrase", salt, cheap);
  REQUIRE(key);
  CHECK(key_of_phrase("phrase", salt, cheap)->bytes == key->bytes);
  CHECK(key_of_phrase("phrasf", salt, cheap)->bytes != key->bytes);
  CHECK(key_of_phrase("phrase", make_phrase_salt(), cheap)->bytes != key->bytes);
  CHECK(key_of_phrase("phrase", salt, {.passes = 1, .bytes = 1ULL << 50}).error().code ==
        Code{"key_derivation_failed"});
}

TEST_CASE("a recovery phrase is read however it is copied, and a slip is told") {
  SystemRandom random;
  std::set<std::string> seen;
  for (int i = 0; i < 50; ++i)
    CHECK(seen.insert(make_phrase(random)).second);
  const auto phrase = make_phrase(random);
  CHECK(phrase.size() == 34);
  CHECK(read_phrase(phrase) == phrase);
  CHECK(read_phrase("  " + to_lower(phrase) + "\n") == phrase);
  auto spaced = phrase;
  for (auto& c : spaced) {
    if (c == '-') c = ' ';
    if (c == '0') c = 'o';
    if (c == '1') c = 'l';
  }
  CHECK(read_phrase(spaced) == phrase);
  int unnoticed = 0;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    auto slip = phrase;
    if (slip[i] == '-') continue;
    slip[i] = slip[i] == '7' ? '8' : '7';
    unnoticed += read_phrase(slip) ? 1 : 0;
  }
  CHECK(unnoticed <= 1);  // one in 1,024
  CHECK_FALSE(read_phrase(""));
  CHECK_FALSE(read_phrase(phrase.substr(1)));
  CHECK_FALSE(read_phrase(phrase + "0"));
  CHECK_FALSE(read_phrase("ééé"));
}
