// A node is set up by somebody who types at a terminal, or who opens the first page in a browser.
#include <arpa/inet.h>
#include <array>
#include <doctest/doctest.h>
#include <filesystem>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/strings.h"
#include "io/file.h"
#include "program.h"
#include "rootfs/made_tree.h"
#include "terminal.h"

using namespace manara;
using namespace manara::program_test;

namespace {

struct Site {
  rootfs::made::Tree tree{};
  [[nodiscard]] std::vector<std::string> with(std::vector<std::string> arguments) const {
    for (const auto& more :
         {std::string("--data"), tree.path("data"), std::string("--key-file"), tree.path("node.key")})
      arguments.push_back(more);
    return arguments;
  }
};

bool contains(std::string_view text, std::string_view piece) {
  return text.find(piece) != std::string_view::npos;
}

/// What the server at this port of loopback answers to one request.
std::string ask(std::uint64_t port, const std::string& request) {
  const int connection = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  REQUIRE(connection >= 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (::connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
      ::send(connection, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size())) {
    std::array<char, 4096> buffer{};
    for (ssize_t got = 0; (got = ::read(connection, buffer.data(), buffer.size())) > 0;)
      answer.append(buffer.data(), static_cast<std::size_t>(got));
  }
  ::close(connection);
  return answer;
}

std::string get(std::uint64_t port, const std::string& path) {
  return ask(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
}
std::string post(std::uint64_t port, const std::string& path, const std::string& body) {
  return ask(port, "POST " + path +
                       " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
                       std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
}

/// What stands in `text` between the two.
std::string between(std::string_view text, std::string_view first, std::string_view last) {
  const auto begin = text.find(first);
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin + first.size());
  return std::string(text.substr(0, text.find(last)));
}

/// Somebody who signed in, by what they were answered.
class Signed {
 public:
  Signed(std::uint64_t port, const std::string& answer)
      : port_(port),
        head_("Cookie: " + between(answer, "Set-Cookie: ", ";") +
              "\r\nX-CSRF-Token: " + between(answer, "\"csrf\":\"", "\"") + "\r\n") {}
  std::string post(const std::string& path, const std::string& body, std::string_view type = "application/json") {
    return ask(port_, "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + head_ +
                          "Idempotency-Key: " + std::string(31, '0') + std::to_string(++keys_) + "\r\nContent-Type: " +
                          std::string(type) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }

 private:
  std::uint64_t port_;
  std::string head_;
  int keys_ = 0;
};

/// An inventory beyond what other bodies may have is taken from somebody who is signed in; of a stranger's body no byte
/// is waited for.
void check_long_bodies(std::uint64_t port, Signed person) {
  const auto id_of = [](const std::string& answer) { return between(answer, "{\"id\":\"", "\""); };
  const auto owner = id_of(person.post("/api/organisations", R"({"names":{"en":"Port"},"sector":"water"})"));
  const auto asset =
      id_of(person.post("/api/assets", R"({"organisation":")" + owner + R"(","name":"Gate","kind":"server"})"));
  REQUIRE_FALSE(asset.empty());
  std::string file = R"({"bomFormat":"CycloneDX","specVersion":"1.5","components":[)";
  for (int i = 0; i < 20'000; ++i)
    file += (i > 0 ? "," : "") + (R"({"type":"library","name":"lamp-)" + std::to_string(i)) +
            R"(","version":"1.0","description":"keeps the harbour's entrance lit"})";
  file += "]}";
  REQUIRE(file.size() > 2'000'000);
  const auto taken = person.post("/api/inventories?asset=" + asset, file, "application/octet-stream");
  CHECK_MESSAGE(contains(taken, "201 "), taken.substr(0, 2000));
  CHECK(contains(taken, "\"components\":20000"));
  const auto stranger =
      ask(port, "POST /api/inventories?asset=" + asset +
                    " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2000000\r\n\r\n");
  CHECK(contains(stranger, "401 "));
  CHECK(contains(stranger, "access_unauthenticated"));
}

struct Answer {
  std::string_view question{};
  std::string typed{};  ///< "": the question is only waited for; "\n": nothing stands before Enter
};

void answer(Terminal& terminal, std::initializer_list<Answer> all) {
  for (const auto& [question, typed] : all) {
    REQUIRE_MESSAGE(terminal.shows(question), question, " was not shown: ", terminal.all());
    if (!typed.empty()) terminal.type(typed == "\n" ? typed : typed + "\n");
  }
}

}  // namespace

TEST_CASE("init asks at a terminal, in the language that is chosen, until each answer can be taken") {
  const Site place;
  Terminal terminal(place.with({"init"}));
  const auto sheet_file = place.tree.path("sheet.html");
  answer(terminal, {{"Language / Langue / اللغة (en, fr, ar) [en]: ", "xx"},
                    {"there are no texts in \"xx\"", ""},
                    {"[en]: ", "fr"},
                    {"pays fictif: ", "qq"},
                    {"« QQ » n'est pas un code de pays", ""},
                    {"pays fictif: ", "tn"},
                    {"Tunisie", ""},
                    {"en anglais", "\n"},
                    {"en français", "\n"},
                    {"en arabe", "\n"},
                    {"il faut à l'équipe un nom", ""},
                    {"en anglais", "\n"},
                    {"en français", "Équipe du port"},
                    {"en arabe", "\n"},
                    {"1 Santé", ""},
                    {"(Entrée : tous): ", "1 99"},
                    {"99 n'est aucun de ces numéros", ""},
                    {"(Entrée : tous): ", "1, 3"},
                    {"[administrator]: ", "A B"},
                    {"[administrator]: ", "amal"},
                    {"[amal]: ", "Amal"},
                    {"de le choisir): ", "short"},
                    {"compte au moins 12", ""},
                    {"de le choisir): ", "four lamps on the pier"},
                    {"encore une fois: ", "four lamps on the quay"},
                    {"les deux saisies diffèrent", ""},
                    {"de le choisir): ", "four lamps on the pier"},
                    {"encore une fois: ", "four lamps on the pier"},
                    {"pour un certificat local (Entrée : aucun): ", "csirt.example 10.1.2.3"},
                    {"à imprimer (Entrée : aucun): ", sheet_file},
                    {"Fiche de récupération", ""}});
  CHECK(terminal.ended() == 0);
  const auto& all = terminal.all();
  CHECK_FALSE(contains(all, "four lamps"));  // never shown
  CHECK(contains(all, "Empreinte de l'autorité locale"));
  CHECK(contains(all, "Codes de secours du compte amal"));
  CHECK_FALSE(contains(all, "Premier mot de passe"));
  const auto page = io::read_file(sheet_file).value();
  CHECK(contains(page, "<html lang=\"fr\" dir=\"ltr\">"));
  CHECK(contains(page, "Équipe du port"));
  using std::filesystem::perms;
  CHECK(std::filesystem::status(sheet_file).permissions() == (perms::owner_read | perms::owner_write));

  Terminal again(place.with({"init", "--lang", "en"}));
  CHECK(again.shows("nothing was changed"));
  CHECK(again.ended() == 2);
}

TEST_CASE("whoever leaves the password out gets a link, and the link's password is chosen by its reader") {
  const Site place;
  Terminal terminal(place.with({"init", "--lang", "en", "--sheet", place.tree.path("sheet.html")}));
  answer(terminal, {{"fictional one: ", "XX"},
                    {"in English", "Harbour CSIRT"},
                    {"in French", "\n"},
                    {"in Arabic", "\n"},
                    {"Enter: all): ", "\n"},
                    {"[administrator]: ", "\n"},
                    {"[administrator]: ", "\n"},
                    {"they choose one): ", "\n"},
                    {"of its own (Enter: none): ", "\n"}});
  CHECK(terminal.shows("http://127.0.0.1:8080/invitation/"));
  CHECK(terminal.ended() == 0);
  CHECK(contains(io::read_file(place.tree.path("sheet.html")).value(), "/invitation/"));
}

TEST_CASE("questions that are broken off make nothing, and without a terminal nothing is asked") {
  const Site place;
  {
    Terminal terminal(place.with({"init", "--lang", "en"}));
    REQUIRE(terminal.shows("fictional one: "));
    terminal.type("XX\n");
    REQUIRE(terminal.shows("in English"));
    terminal.type("\x04");  // the end of the input
    CHECK(terminal.shows("nothing was made"));
    CHECK(terminal.ended() == 2);
  }
  const auto silent = run(place.with({"init"}));
  CHECK(silent.exit_code == 2);
  CHECK(silent.says("--name"));
  CHECK_FALSE(io::exists(place.tree.path("data")));
  CHECK_FALSE(io::exists(place.tree.path("node.key")));
}

TEST_CASE("serve without a node shows a code, and whoever knows it sets the node up in a browser, once") {
  const Site place;
  Terminal terminal(place.with({"serve", "--lang", "en", "--listen", "127.0.0.1:0"}));
  REQUIRE(terminal.shows("asks for: "));
  REQUIRE(terminal.shows("\n"));
  const auto& all = terminal.all();
  const auto begin = all.find("asks for: ") + 10;
  const auto code = all.substr(begin, all.find('\n', begin) - begin);
  const auto url = all.find("http://127.0.0.1:") + 17;
  const auto port = parse_unsigned(all.substr(url, all.find_first_not_of("0123456789", url) - url)).value_or(0);
  REQUIRE(port > 0);

  CHECK(contains(get(port, "/api/setup"), "\"needed\":true"));
  CHECK(contains(get(port, "/api/organisations"), "setup_needed"));
  CHECK(contains(get(port, "/api/session"), "401"));
  const std::string answers = R"(,"language":"en","nation":"XX","names":{"en":"Harbour CSIRT"},"sectors":["water"],)"
                              R"("account":"amal","name":"Amal","password":"four lamps on the pier"})";
  CHECK(contains(post(port, "/api/setup", R"({"code":"0000-0000")" + answers), "setup_code_wrong"));
  CHECK_FALSE(io::exists(place.tree.path("data/manara.db")));
  const auto made = post(port, "/api/setup", R"({"code":")" + code + "\"" + answers);
  CHECK(contains(made, "201 "));
  CHECK(contains(made, "\"qr_svg\":\"<svg"));
  CHECK_FALSE(contains(made, "four lamps"));
  REQUIRE(terminal.shows("a new node was set up"));
  CHECK(contains(get(port, "/api/setup"), "\"needed\":false"));
  CHECK(contains(post(port, "/api/setup", R"({"code":")" + code + "\"" + answers), "409 "));
  const auto signed_in = post(port, "/api/session", R"({"account":"amal","password":"four lamps on the pier"})");
  CHECK(contains(signed_in, "200 "));
  check_long_bodies(port, Signed(port, signed_in));
  using std::filesystem::perms;
  CHECK(std::filesystem::status(place.tree.path("data/spool")).permissions() == perms::owner_all);
  CHECK(std::filesystem::is_empty(place.tree.path("data/spool")));
  terminal.type("\x03");
  CHECK(terminal.shows("stopped"));
  CHECK(terminal.ended() == 0);

  // The next one finds the node, and offers nothing.
  Terminal next(place.with({"serve", "--lang", "en", "--listen", "127.0.0.1:0"}));
  REQUIRE(next.shows("answers at"));
  next.type("\x03");
  CHECK(next.ended() == 0);
  CHECK_FALSE(contains(next.all(), "asks for"));
}
