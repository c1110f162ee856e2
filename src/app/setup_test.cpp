// Setting up a node: what is refused leaves nothing behind; the first page answers who sits at the machine and knows
// the code, once.
#include "app/setup.h"

#include <doctest/doctest.h>
#include <filesystem>

#include "accounts/accounts.h"
#include "accounts/restored.h"
#include "app/practices.h"
#include "app/setup_page.h"
#include "authority/authority.h"
#include "crypto/system_random.h"
#include "io/file.h"
#include "json/json.h"
#include "node/backup.h"

using namespace manara;
using namespace manara::app;

namespace {

namespace fs = std::filesystem;

class Site {
 public:
  Site() {
    auto name = (fs::temp_directory_path() / "manara-setup-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  ~Site() { fs::remove_all(folder_); }

  [[nodiscard]] SetUp wish() const {
    return {.folder = folder_ + "/data",
            .key_file = folder_ + "/node.key",
            .nation = "XX",
            .english = "Harbour CSIRT",
            .arabic = "فريق الميناء",
            .sectors = {"water"},
            .account = "amal",
            .name = "Amal",
            .password = "four lamps on the pier",
            .url = "http://127.0.0.1:8080",
            .phrase_cost = {.passes = 1, .bytes = 8192},
            .hash_cost = {.passes = 1, .bytes = 8192}};
  }
  /// Nothing of a node, nor of its key.
  [[nodiscard]] bool is_empty() const {
    return !io::exists(folder_ + "/data/manara.db") && !io::exists(folder_ + "/data/keys") &&
           !io::exists(folder_ + "/node.key");
  }
  store::Surroundings around() { return {clock_, random_}; }
  Result<node::Node> open() {
    const auto key = node::read_key_file(wish().key_file);
    return node::Node::open(wish().folder, *key, practices(), around());
  }

 private:
  std::string folder_;
  SystemClock clock_{};
  crypto::SystemRandom random_{};
};

std::string fields_of(const SetUp& wish) {
  std::string out;
  for (const auto& one : refused_in(wish))
    out += (out.empty() ? "" : " ") + one.field;
  return out;
}

/// A first page before its node is there, asked as one likes.
struct Page {
  Site place{};
  int opened = 0;
  SetupPage page{{.base = base(), .around = place.around(), .open = [this]() -> Status {
                    ++opened;
                    return {};
                  }}};

  SetUp base() {
    auto wish = place.wish();
    wish.nation = wish.english = wish.arabic = wish.account = wish.name = wish.password = "";
    wish.sectors.clear();
    return wish;
  }
  api::Response ask(std::string method, std::string path, std::string body = {}, std::string address = "127.0.0.1") {
    return page.handle({.method = std::move(method),
                        .path = std::move(path),
                        .headers = {{"content-type", "application/json"}},
                        .body = std::move(body),
                        .address = std::move(address)});
  }
  [[nodiscard]] std::string body(std::string_view more = {}, std::string code = {}) const {
    return R"({"code":")" + (code.empty() ? page.code() : code) +
           R"(","language":"ar","nation":"XX","names":{"en":"Harbour"},"account":"amal","name":"Amal")" +
           std::string(more.empty() ? R"(,"password":"four lamps on the pier")" : more) + "}";
  }
};

bool contains(std::string_view text, std::string_view piece) {
  return text.find(piece) != std::string_view::npos;
}

}  // namespace

TEST_CASE("a node is set up with its administrator, their codes, and an authority whose fingerprint is on the sheet") {
  Site place;
  auto wish = place.wish();
  wish.language = text::Language::ar;
  wish.hosts = {"csirt.example"};
  const auto sheet = set_up(wish, place.around()).value();
  CHECK(sheet.team == "فريق الميناء");
  CHECK(sheet.recovery_codes.size() == 10);
  CHECK(sheet.password == "");
  CHECK(contains(sheet.checkpoint, "\n1\n"));
  auto node = place.open().value();
  const auto kept = authority::kept(node.store(), node.secrets().master).value();
  REQUIRE(kept);
  CHECK(sheet.authority == authority::fingerprint(kept->authority.certificate));
  std::string first;
  REQUIRE(node.store().entries(0, [&](const store::StoredEntry& entry) {
    first = entry.part(0);
    return false;
  }));
  CHECK(contains(first, R"("sectors":["water"])"));
  CHECK(set_up(wish, place.around()).error().code == Code{"node_exists"});
}

TEST_CASE("an administrator without a password chooses one by the link on the sheet") {
  Site place;
  auto wish = place.wish();
  wish.entry = FirstEntry::invitation;
  const auto sheet = set_up(wish, place.around()).value();
  CHECK(sheet.invitation.starts_with("http://127.0.0.1:8080/invitation/"));
  auto node = place.open().value();
  store::Pool pool(node.store());
  store::Writer writer(node.store());
  SystemClock clock;
  crypto::SystemRandom random;
  const access::ScopeId nation{node.store().identity().home.bytes};
  accounts::Accounts people(pool, writer, clock, random, node.secrets().master, nation,
                            {.hash_cost = {.passes = 1, .bytes = 8192}});
  const accounts::Origin here{.address = "127.0.0.1"};
  const auto secret = sheet.invitation.substr(sheet.invitation.rfind('/') + 1);
  CHECK(people.accept_invitation(secret, "four lamps on the pier", "", here).has_value());
  CHECK(people.sign_in({.account = "amal", .password = "four lamps on the pier"}, here).has_value());
}

TEST_CASE("answers that can't be taken are all named, and nothing is made") {
  Site place;
  auto wish = place.wish();
  CHECK(fields_of(wish) == "");
  wish.nation = "QQ";
  wish.french = "a\nb";
  wish.sectors = {"water", "piracy"};
  wish.account = "A B";
  wish.name = "A\x01";
  wish.password = "short";
  wish.hosts = {"*.example"};
  CHECK(fields_of(wish) == "nation names.fr sectors account name password hosts");
  CHECK(set_up(wish, place.around()).error().code == Code{"init_nation_wrong"});
  CHECK(place.is_empty());
  wish = place.wish();
  wish.english = wish.arabic = "  ";
  CHECK(fields_of(wish) == "names");
  // Something goes wrong when the node is half there.
  wish = place.wish();
  wish.history = [](const node::Making&) -> Status { return fail(Code{"store_full"}); };
  CHECK(set_up(wish, place.around()).error().code == Code{"store_full"});
  CHECK(place.is_empty());
  CHECK(set_up(place.wish(), place.around()).has_value());
}

TEST_CASE("the first page says that a node is needed, makes one for who knows the code, and gives the sheet once") {
  Page page;
  CHECK(contains(page.ask("GET", "/api/setup").body, R"("needed":true)"));
  CHECK(contains(page.ask("GET", "/api/setup").body, R"("sectors":["healthcare")"));
  const auto made = page.ask("POST", "/api/setup", page.body());
  REQUIRE(made.status == 201);
  CHECK(page.opened == 1);
  json::Document document;
  const auto root = document.parse(made.body).value();
  CHECK(root["phrase"].string().size() == 34);
  CHECK(root["recovery_codes"].size() == 10);
  CHECK(root["qr_svg"].string().starts_with("<svg"));
  CHECK_FALSE(root["authority"].is_string());
  CHECK_FALSE(contains(made.body, "four lamps"));
  const auto again = page.ask("POST", "/api/setup", page.body());
  CHECK(again.status == 409);
  CHECK_FALSE(contains(again.body, "phrase"));
  CHECK(contains(page.ask("GET", "/api/setup").body, R"("needed":false)"));
  CHECK(page.opened == 1);
}

TEST_CASE("the first page refuses who comes over a network, and who does not know the code, before anything else") {
  Page page;
  for (const auto* address : {"192.0.2.7", "10.0.0.1", "2001:db8::1", "", "localhost", "::ffff:10.0.0.1"}) {
    CHECK(page.ask("GET", "/api/setup", "", address).status == 403);
    CHECK(page.ask("POST", "/api/setup", page.body(), address).status == 403);
  }
  const auto other = page.page.code().starts_with("0000") ? "1111" : "0000";
  for (const auto& code : {std::string("0000-0000-0000-0000-0000-0000-0000"), other + page.page.code().substr(4),
                           page.page.code().substr(1), std::string("' OR 1=1")}) {
    const auto refused = page.ask("POST", "/api/setup", page.body("", code));
    CHECK(refused.status == 403);
    CHECK(contains(refused.body, "setup_code_wrong"));
    CHECK_FALSE(contains(refused.body, page.page.code()));
  }
  CHECK(page.ask("POST", "/api/setup", R"({"language":"en","nation":"?"})").status == 403);
  CHECK(page.ask("POST", "/api/setup", R"({"code":["x"]})").status == 403);
  CHECK(page.place.is_empty());
  CHECK(page.opened == 0);
  for (const auto* address : {"127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"})
    CHECK(page.ask("GET", "/api/setup", "", address).status == 200);
}

TEST_CASE("the first page names each field that it refuses, and takes none that is not asked for") {
  Page page;
  const auto status = [&](std::string_view more) { return page.ask("POST", "/api/setup", page.body(more)).status; };
  CHECK(status(R"(,"password":"short")") == 422);
  CHECK(status(R"(,"password":"four lamps on the pier","role":"x")") == 422);
  CHECK(status(R"(,"password":"four lamps on the pier","folder":"/tmp")") == 422);
  CHECK(status(R"(,"password":"four lamps on the pier","sectors":"water")") == 422);
  CHECK(status(R"(,"password":"four lamps on the pier","sectors":[1])") == 422);
  CHECK(status(R"(,"password":"four lamps on the pier","hosts":["a b"])") == 422);
  CHECK(status(R"(,"password":12)") == 422);
  const auto said = page.ask("POST", "/api/setup", page.body(R"(,"password":"short","sectors":["piracy"])")).body;
  CHECK(contains(said, R"("field":"password")"));
  CHECK(contains(said, R"("field":"sectors")"));
  CHECK(page.ask("POST", "/api/setup", "[]").status == 400);
  CHECK(page.ask("POST", "/api/setup", std::string(70'000, ' ')).status == 400);
  CHECK(page.ask("PUT", "/api/setup", page.body()).status == 405);
  CHECK(page.ask("GET", "/api/organisations").status == 503);
  CHECK(page.ask("GET", "/api/session").status == 401);
  CHECK(page.ask("GET", "/health").status == 200);
  CHECK(page.place.is_empty());
  CHECK(page.ask("POST", "/api/setup", page.body(R"(,"password":"four lamps on the pier","hosts":["csirt.example"])"))
            .status == 201);
}

TEST_CASE("a node that there is says that none is needed, and makes none") {
  for (const auto& part : setup_parts()) {
    CHECK(part.path == "/api/setup");
    CHECK(part.open == api::Open::to_everybody);
    const auto answer = part.answer({.method = part.method, .address = "127.0.0.1"}, nullptr);
    if (part.method == "GET") CHECK(contains(answer.value().body, R"("needed":false)"));
    if (part.method == "POST") CHECK(answer.error().code == Code{"setup_done"});
  }
}

TEST_CASE("while a node is set up nobody else sets one up or opens one there, and what they tried harms nothing") {
  Site place;
  auto wish = place.wish();
  int tried = 0;
  wish.history = [&](const node::Making& making) -> Status {
    CHECK(set_up(place.wish(), place.around()).error().code == Code{"node_in_use"});
    const auto opened = node::Node::open(place.wish().folder, making.key(), practices(), place.around());
    CHECK(opened.error().code == Code{"node_in_use"});
    ++tried;
    return {};
  };
  CHECK(set_up(wish, place.around()).has_value());
  CHECK(tried == 1);
  const auto node = place.open();
  REQUIRE(node.has_value());
  CHECK(set_up(place.wish(), place.around()).error().code == Code{"node_exists"});
  CHECK(io::exists(place.wish().key_file));
}

TEST_CASE(
    "after a restore nobody is signed in as on the day of the backup, and no token or link of it opens anything") {
  Site place;
  REQUIRE(set_up(place.wish(), place.around()).has_value());
  SystemClock clock;
  crypto::SystemRandom random;
  const accounts::Origin here{.address = "127.0.0.1"};
  std::string session, token, link;
  const auto with_people = [&](const std::function<void(accounts::Accounts&, const access::ScopeId&)>& work) {
    auto node = place.open().value();
    store::Pool pool(node.store());
    store::Writer writer(node.store());
    const access::ScopeId nation{node.store().identity().home.bytes};
    accounts::Accounts people(pool, writer, clock, random, node.secrets().master, nation,
                              {.hash_cost = {.passes = 1, .bytes = 8192}});
    work(people, nation);
  };
  with_people([&](accounts::Accounts& people, const access::ScopeId& nation) {
    const auto in = people.sign_in({.account = "amal", .password = "four lamps on the pier"}, here).value();
    session = in.session;
    const accounts::TokenWish wish{.name = "feed", .scope = nation, .until_ms = clock.now_ms() + 86'400'000};
    token = people.make_token(in.caller, {.password = "four lamps on the pier"}, wish, here).value().secret;
    link = people.link_at_keyboard("amal").value().secret;
  });
  const auto backup = place.wish().folder + ".backup";
  {
    auto node = place.open().value();
    const auto all = practices();
    const auto keep = [&](std::uint64_t size, std::string_view note) {
      return node.store().keep_checkpoint(size, note);
    };
    REQUIRE(node::back_up({.folder = place.wish().folder,
                           .secrets = node.secrets(),
                           .blobs = node.blobs(),
                           .practices = all,
                           .around = place.around(),
                           .keep_checkpoint = keep},
                          backup, node::Sealing::sealed));
  }
  const auto all = practices();
  REQUIRE(node::restore({.file = backup,
                         .folder = place.wish().folder,
                         .key_file = place.wish().key_file,
                         .replace = true,
                         .end_what_opens = accounts::end_what_opens,
                         .practices = all,
                         .around = place.around()}));
  with_people([&](accounts::Accounts& people, const access::ScopeId&) {
    CHECK_FALSE(people.by_session(session).has_value());
    CHECK_FALSE(people.by_token(token).has_value());
    CHECK_FALSE(people.sign_in_by_link(link, {}, here).has_value());
    CHECK(people.sign_in({.account = "amal", .password = "four lamps on the pier"}, here).has_value());
  });
}
