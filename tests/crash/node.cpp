// The node of a round: made once, with an administrator's token, so that no round waits for a password's hash.
#include "node/node.h"

#include "app/practices.h"
#include "app/serving.h"
#include "crypto/system_random.h"
#include "io/file.h"
#include "round.h"

namespace manara::crash {
namespace {

constexpr std::string_view password = "four lamps on the pier";

Result<std::string> token_of(node::Node& node, Clock& clock, Random& random) {
  accounts::Settings settings{.hash_cost = {.passes = 1, .bytes = 8192}};
  MANARA_TRY(serving, app::Serving::start({.store = node.store(),
                                           .master = node.secrets().master,
                                           .clock = clock,
                                           .random = random,
                                           .blobs = node.blobs(),
                                           .accounts = settings}));
  auto& people = serving->accounts();
  const auto nation = serving->nation();
  MANARA_CHECK(people.found({.home = nation, .account = "clerk", .name = "Clerk", .language = "en"}, password));
  MANARA_TRY(in, people.sign_in({.account = "clerk", .password = password}, {}));
  constexpr std::int64_t day_ms = 24LL * 3'600'000;
  const accounts::TokenWish wish{
      .name = "load", .scope = nation, .use = access::Use::read_and_write, .until_ms = clock.now_ms() + day_ms};
  MANARA_TRY(token, people.make_token(in.caller, {password, ""}, wish, {}));
  return token.secret;
}

Status make(const std::string& folder) {
  SystemClock clock;
  crypto::SystemRandom random;
  const auto practices = app::practices();
  const crypto::PhraseCost cheap{.passes = 1, .bytes = 1 << 20};
  const auto key = folder + "/key";
  MANARA_CHECK(node::Node::create(folder + "/data", key,
                                  {.nation = "XX", .names = R"({"en":"Pier"})", .language = "en"}, practices,
                                  {clock, random}, cheap));
  MANARA_TRY(key_file, node::read_key_file(key));
  MANARA_TRY(node, node::Node::open(folder + "/data", key_file, practices, {clock, random}));
  MANARA_TRY(token, token_of(node, clock, random));
  return io::replace_file(folder + "/token", token, io::Readers::owner);
}

}  // namespace

std::string make_node(const std::string& folder) {
  const auto made = make(folder);
  return made ? std::string() : std::string(made.error().code.name());
}

}  // namespace manara::crash
