#include "access/secret.h"

#include <doctest/doctest.h>

#include "access/made_random.h"

using namespace manara;
using namespace manara::access;

TEST_CASE("a secret is found by its hash, and only as what it was made for") {
  made::SeededRandom random;
  const auto session = make_secret(Purpose::session, random);
  CHECK(session.text.size() == 15 + 64);
  CHECK(kept_form(Purpose::session, session.text) == session.kept);
  CHECK(session.text.find(crypto::hex(session.kept)) == std::string::npos);
  CHECK_FALSE(kept_form(Purpose::token, session.text));
  CHECK_FALSE(kept_form(Purpose::link, session.text));
  CHECK(make_secret(Purpose::session, random).text != session.text);
}

TEST_CASE("what is no secret is looked up nowhere") {
  made::SeededRandom random;
  const auto text = make_secret(Purpose::token, random).text;
  CHECK_FALSE(kept_form(Purpose::token, ""));
  CHECK_FALSE(kept_form(Purpose::token, "manara_token_"));
  CHECK_FALSE(kept_form(Purpose::token, text + "0"));
  CHECK_FALSE(kept_form(Purpose::token, text.substr(0, text.size() - 1)));
  CHECK_FALSE(kept_form(Purpose::token, text.substr(0, text.size() - 1) + "G"));
  CHECK_FALSE(kept_form(Purpose::token, std::string(1 << 20, 'a')));
}
