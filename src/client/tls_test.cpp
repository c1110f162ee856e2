// Whom the client believes: certificates made on the spot, and a server that has them.
#include <csignal>
#include <filesystem>
#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "client/client.h"
#include "hostile_peer.h"

using namespace manara;
using namespace manara::client;

namespace {

namespace fs = std::filesystem;
using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
using Certificate = std::unique_ptr<X509, void (*)(X509*)>;

void add_extension(X509* to, int what, const char* value) {
  auto* made = ::X509V3_EXT_conf_nid(nullptr, nullptr, what, value);
  REQUIRE(made != nullptr);
  ::X509_add_ext(to, made, -1);
  ::X509_EXTENSION_free(made);
}

struct Pair {
  Key key{::EVP_EC_gen("P-256"), ::EVP_PKEY_free};
  Certificate certificate{::X509_new(), ::X509_free};
};

constexpr long hour = 3600;

/// Signed by `by`, or by itself. `names`: "DNS:localhost"; nullptr: an authority.
Pair make(const char* called, const Pair* by, const char* names, long until = hour) {
  Pair pair;
  auto* made = pair.certificate.get();
  ::X509_set_version(made, 2);
  ::ASN1_INTEGER_set(::X509_get_serialNumber(made), by == nullptr ? 1 : 2);
  ::X509_gmtime_adj(::X509_getm_notBefore(made), -2 * hour);
  ::X509_gmtime_adj(::X509_getm_notAfter(made), until);
  ::X509_set_pubkey(made, pair.key.get());
  ::X509_NAME_add_entry_by_txt(::X509_get_subject_name(made), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(called), -1, -1, 0);
  ::X509_set_issuer_name(made, ::X509_get_subject_name(by == nullptr ? made : by->certificate.get()));
  if (names == nullptr) add_extension(made, NID_basic_constraints, "critical,CA:TRUE");
  if (names != nullptr) add_extension(made, NID_subject_alt_name, names);
  ::X509_sign(made, by == nullptr ? pair.key.get() : by->key.get(), ::EVP_sha256());
  return pair;
}

/// The authority's certificate as a file, which goes with it.
class Authority {
 public:
  Authority() {
    auto name = (fs::temp_directory_path() / "manara_trust.XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    folder_ = name;
    auto* out = ::BIO_new_file(file().c_str(), "w");
    ::PEM_write_bio_X509(out, pair.certificate.get());
    ::BIO_free(out);
  }
  Authority(const Authority&) = delete;
  Authority& operator=(const Authority&) = delete;
  ~Authority() { fs::remove_all(folder_); }
  [[nodiscard]] std::string file() const { return folder_ / "authority.pem"; }

  Pair pair = make("authority", nullptr, nullptr);

 private:
  fs::path folder_{};
};

struct Manner {
  std::string answer = with_length("secure");
  int most_version = TLS1_3_VERSION;
  bool says_farewell = true;
};

/// Speaks TLS with this certificate: hears a request, answers.
Turn in_tls(const Pair& pair, Manner manner = {}) {
  std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes where the other side has gone
  const std::shared_ptr<SSL_CTX> context(::SSL_CTX_new(::TLS_server_method()), ::SSL_CTX_free);
  ::SSL_CTX_set_max_proto_version(context.get(), manner.most_version);
  ::SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
  ::SSL_CTX_set_security_level(context.get(), 0);
  ::SSL_CTX_use_certificate(context.get(), pair.certificate.get());
  ::SSL_CTX_use_PrivateKey(context.get(), pair.key.get());
  return [context, manner = std::move(manner)](int socket, std::string& heard) {
    const std::unique_ptr<SSL, void (*)(SSL*)> tls(::SSL_new(context.get()), ::SSL_free);
    ::SSL_set_fd(tls.get(), socket);
    if (::SSL_accept(tls.get()) != 1) return;
    char buffer[8192];
    const int count = ::SSL_read(tls.get(), buffer, sizeof buffer);
    if (count <= 0) return;
    heard.append(buffer, static_cast<std::size_t>(count));
    ::SSL_write(tls.get(), manner.answer.data(), static_cast<int>(manner.answer.size()));
    if (manner.says_farewell) ::SSL_shutdown(tls.get());
  };
}

Result<Answer> ask(std::uint16_t port, const std::string& host, const std::string& authority) {
  auto client = Client::make({.node = {.tls = true, .host = host, .port = port},
                              .authority = authority,
                              .limits = {.connect_ms = 5000, .answer_ms = 5000, .attempts = 1}});
  if (!client) return std::unexpected(client.error());
  return client->ask({.target = "/", .headers = {{"Authorization", "Bearer secret"}}});
}

Code refusal(Peer& peer, const std::string& host, const std::string& authority) {
  const auto answer = ask(peer.port(), host, authority);
  for (const auto& heard : peer.heard())
    CHECK(heard.find("secret") == std::string::npos);
  return answer ? Code() : answer.error().code;
}

}  // namespace

TEST_CASE("a node whose certificate the authority has signed for this name or address is believed") {
  const Authority authority;
  const auto pair = make("node", &authority.pair, "DNS:localhost,IP:127.0.0.1");
  for (const int version : {TLS1_3_VERSION, TLS1_2_VERSION}) {
    Peer peer({in_tls(pair, {.most_version = version})});
    for (const auto* host : {"localhost", "127.0.0.1"}) {
      const auto answer = ask(peer.port(), host, authority.file());
      REQUIRE_MESSAGE(answer.has_value(), (answer ? "" : std::string(answer.error().code.name())));
      CHECK(answer->body == "secure");
    }
  }
}

TEST_CASE("another's certificate, another name's, one that is over: the token is sent to none of them") {
  const Authority authority, other;
  const auto good = make("node", &authority.pair, "DNS:localhost");
  Peer well({in_tls(good)});
  CHECK(refusal(well, "localhost", other.file()) == Code{"client_certificate_unknown"});
  // The system's authorities know nothing of it either.
  CHECK(refusal(well, "localhost", "") == Code{"client_certificate_unknown"});
  CHECK(refusal(well, "127.0.0.1", authority.file()) == Code{"client_certificate_other"});
  const auto elsewhere = make("localhost", &authority.pair, "DNS:manara.example");
  Peer wrong_name({in_tls(elsewhere)});
  CHECK(refusal(wrong_name, "localhost", authority.file()) == Code{"client_certificate_other"});
  const auto own = make("localhost", nullptr, "DNS:localhost");
  Peer self_signed({in_tls(own)});
  CHECK(refusal(self_signed, "localhost", authority.file()) == Code{"client_certificate_unknown"});
  const auto past = make("node", &authority.pair, "DNS:localhost", -hour);
  Peer over({in_tls(past)});
  CHECK(refusal(over, "localhost", authority.file()) == Code{"client_certificate_time"});
  const auto below = make("node", &good, "DNS:localhost");
  Peer by_no_authority({in_tls(below)});
  CHECK(refusal(by_no_authority, "localhost", authority.file()) == Code{"client_certificate_unknown"});
}

TEST_CASE("old versions, no TLS at all, and silence are no line") {
  const Authority authority;
  const auto pair = make("node", &authority.pair, "DNS:localhost");
  Peer old({in_tls(pair, {.most_version = TLS1_1_VERSION})});
  CHECK(refusal(old, "localhost", authority.file()) == Code{"client_tls_failed"});
  Peer open({[](int socket, std::string&) { say(socket, with_length("open")); }});
  CHECK(refusal(open, "localhost", authority.file()) == Code{"client_tls_failed"});
  Peer gone({[](int, std::string&) {}});
  CHECK(refusal(gone, "localhost", authority.file()) == Code{"client_broken"});
}

TEST_CASE("an answer that only its end ends must end with TLS's farewell") {
  const Authority authority;
  const auto pair = make("node", &authority.pair, "DNS:localhost");
  const std::string endless = "HTTP/1.1 200 OK\r\n\r\nhalf of it?";
  Peer well({in_tls(pair, {.answer = endless})});
  const auto whole = ask(well.port(), "localhost", authority.file());
  REQUIRE(whole.has_value());
  CHECK(whole->body == "half of it?");
  Peer cut({in_tls(pair, {.answer = endless, .says_farewell = false})});
  const auto half = ask(cut.port(), "localhost", authority.file());
  REQUIRE_FALSE(half.has_value());
  CHECK(half.error().code == Code{"client_broken"});
}

TEST_CASE("a file without an authority is refused before anybody is asked") {
  Peer peer({answering({""})});
  CHECK(refusal(peer, "localhost", "/nonexistent") == Code{"client_authority_unreadable"});
  CHECK(refusal(peer, "localhost", "/dev/null") == Code{"client_authority_unreadable"});
  CHECK(peer.heard().empty());
}
