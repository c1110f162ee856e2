// The authority as clients see it: a TLS handshake in memory, with OpenSSL's own checks on the client's side.
#include "authority/authority.h"

#include <array>
#include <doctest/doctest.h>
#include <memory>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "authority/private_file.h"
#include "io/file.h"
#include "store/made_practice.h"

using namespace manara;
using namespace manara::authority;

namespace {

constexpr std::int64_t now_ms = 1'790'000'000'000;
constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;
constexpr std::int64_t minute_ms = 60'000;

using Context = std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)>;
using Tls = std::unique_ptr<SSL, void (*)(SSL*)>;

template <typename Read>
auto from_pem(std::string_view pem, const Read& read) {
  const std::unique_ptr<BIO, int (*)(BIO*)> memory(::BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())),
                                                   ::BIO_free);
  return read(memory.get());
}
std::unique_ptr<X509, void (*)(X509*)> certificate_of(std::string_view pem) {
  return {from_pem(pem, [](BIO* from) { return ::PEM_read_bio_X509(from, nullptr, nullptr, nullptr); }), ::X509_free};
}

Context server_of(const Pair& pair) {
  Context context(::SSL_CTX_new(::TLS_server_method()), ::SSL_CTX_free);
  const auto certificate = certificate_of(pair.certificate);
  const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(
      from_pem(pair.key, [](BIO* from) { return ::PEM_read_bio_PrivateKey(from, nullptr, nullptr, nullptr); }),
      ::EVP_PKEY_free);
  REQUIRE(::SSL_CTX_use_certificate(context.get(), certificate.get()) == 1);
  REQUIRE(::SSL_CTX_use_PrivateKey(context.get(), key.get()) == 1);
  return context;
}

/// What a client that trusts `authority` alone says of the server at `host`: "" where it goes on.
std::string refusal(const Pair& server, const Pair& authority, const char* host, std::int64_t at_ms = now_ms) {
  const auto serving = server_of(server);
  const Context asking(::SSL_CTX_new(::TLS_client_method()), ::SSL_CTX_free);
  ::SSL_CTX_set_verify(asking.get(), SSL_VERIFY_PEER, nullptr);
  ::X509_STORE_add_cert(::SSL_CTX_get_cert_store(asking.get()), certificate_of(authority.certificate).get());
  const Tls client(::SSL_new(asking.get()), ::SSL_free), peer(::SSL_new(serving.get()), ::SSL_free);
  auto* checks = ::SSL_get0_param(client.get());
  ::X509_VERIFY_PARAM_set_time(checks, at_ms / 1000);
  if (::X509_VERIFY_PARAM_set1_ip_asc(checks, host) != 1) ::X509_VERIFY_PARAM_set1_host(checks, host, 0);
  ::ERR_clear_error();
  BIO *near = nullptr, *far = nullptr;
  REQUIRE(::BIO_new_bio_pair(&near, 0, &far, 0) == 1);
  ::SSL_set_bio(client.get(), near, near);
  ::SSL_set_bio(peer.get(), far, far);
  ::SSL_set_connect_state(client.get());
  ::SSL_set_accept_state(peer.get());
  for (int round = 0; round < 10 && ::SSL_is_init_finished(client.get()) == 0; ++round) {
    ::SSL_do_handshake(client.get());
    ::SSL_do_handshake(peer.get());
  }
  const auto result = ::SSL_get_verify_result(client.get());
  if (::SSL_is_init_finished(client.get()) == 1 && result == X509_V_OK) return {};
  return ::X509_verify_cert_error_string(result);
}

Pair authority_for(const std::vector<std::string>& hosts) {
  return make_authority("Harbour CSIRT", hosts, now_ms).value();
}

std::string why(const Result<std::vector<std::string>>& hosts) {
  return hosts ? "" : std::string(hosts.error().code.name());
}

struct Site {
  store::made::Made folder{};
  store::made::FixedClock clock{};
  crypto::SystemRandom random{};
  crypto::SealingKey master = crypto::make_sealing_key();
  store::Practice practices[1] = {practice()};
  store::Store store =
      std::move(store::Store::create(folder.path(), practices, store::made::Made::identity(), {clock, random})).value();
};

}  // namespace

TEST_CASE("a client that has the authority takes the server for the names and addresses it was made for") {
  const std::vector<std::string> hosts{"csirt.example", "10.1.2.3", "2001:db8::7", "manara"};
  const auto authority = authority_for(hosts);
  const auto server = issue(authority, hosts, now_ms).value();
  for (const auto* host : {"csirt.example", "10.1.2.3", "2001:db8::7", "manara"})
    CHECK(refusal(server, authority, host) == "");
  CHECK(refusal(server, authority, "other.example") == "hostname mismatch");
  CHECK(refusal(server, authority, "10.1.2.4") == "IP address mismatch");
}

TEST_CASE("a client that has another authority, even one of the same name, refuses") {
  const auto authority = authority_for({"csirt.example"});
  const auto server = issue(authority, {"csirt.example"}, now_ms).value();
  CHECK(refusal(server, authority_for({"csirt.example"}), "csirt.example") != "");
  // Signed by a key that is not the authority's.
  const Pair forged{.certificate = authority.certificate, .key = authority_for({"x.example"}).key};
  CHECK(refusal(issue(forged, {"csirt.example"}, now_ms).value(), authority, "csirt.example") ==
        "certificate signature failure");
}

TEST_CASE("whoever steals the authority's key can stand in for no other name or address") {
  const auto named = authority_for({"csirt.example"});
  for (const auto* host : {"bank.example", "csirt.example.com", "10.0.0.1", "2001:db8::1"}) {
    const auto why = refusal(issue(named, {host}, now_ms).value(), named, host);
    CHECK_MESSAGE((why == "permitted subtree violation" || why == "excluded subtree violation"), host, ": ", why);
  }
  CHECK(refusal(issue(named, {"portal.csirt.example"}, now_ms).value(), named, "portal.csirt.example") == "");
  const auto addressed = authority_for({"10.1.2.3"});
  for (const auto* host : {"bank.example", "10.1.2.4", "2001:db8::1"}) {
    const auto why = refusal(issue(addressed, {host}, now_ms).value(), addressed, host);
    CHECK_MESSAGE((why == "permitted subtree violation" || why == "excluded subtree violation"), host, ": ", why);
  }
  // Nor be an authority below it.
  const auto below = issue(named, {"csirt.example"}, now_ms).value();
  CHECK(refusal(issue(below, {"csirt.example"}, now_ms).value(), named, "csirt.example") != "");
}

TEST_CASE("the authority is good for ten years, the server's certificate for one, and both for a clock that is slow") {
  const auto authority = authority_for({"csirt.example"});
  const auto server = issue(authority, {"csirt.example"}, now_ms).value();
  CHECK(good_until_ms(authority.certificate) == now_ms + 3650 * day_ms);
  CHECK(good_until_ms(server.certificate) == now_ms + 365 * day_ms);
  CHECK(refusal(server, authority, "csirt.example", now_ms - 50 * minute_ms) == "");
  CHECK(refusal(server, authority, "csirt.example", now_ms + 366 * day_ms) == "certificate has expired");
  // Never longer than the authority itself.
  const auto late = issue(authority, {"csirt.example"}, now_ms + 3600 * day_ms).value();
  CHECK(good_until_ms(late.certificate) == good_until_ms(authority.certificate));
  CHECK(good_until_ms("no certificate") == 0);
}

TEST_CASE("hosts are taken in one form; what can't be one is refused") {
  CHECK(canonical_hosts({" CSIRT.Example. ", "10.1.2.3", "2001:DB8:0:0::7", "manara", "csirt.example"}).value() ==
        std::vector<std::string>{"csirt.example", "10.1.2.3", "2001:db8::7", "manara"});
  CHECK(canonical_hosts({"bücher.example"}).value().front() == "xn--bcher-kva.example");
  for (const auto* host : {"", "a b", "csirt.example:8443", "https://csirt.example", "*.example", "10.1.2", "300.1.1.1",
                           "10.0.0.0/8", "-a", "12", "a,DNS:b.example"})
    CHECK_MESSAGE(why(canonical_hosts({host})) == "authority_host_malformed", host);
  CHECK(why(canonical_hosts({})) == "authority_hosts_missing");
  CHECK(why(canonical_hosts(std::vector<std::string>(51, "a.example"))) == "authority_hosts_many");
}

TEST_CASE("a fingerprint is of the certificate that is shown, and long names of a team are cut to whole letters") {
  const auto authority = authority_for({"csirt.example"});
  const auto text = fingerprint(authority.certificate);
  CHECK(text.size() == 95);
  CHECK(text[2] == ':');
  CHECK(text != fingerprint(authority_for({"csirt.example"}).certificate));
  CHECK(fingerprint("") == "");
  std::string longest;
  for (int i = 0; i < 60; ++i)
    longest += "منارة ";
  CHECK(make_authority(longest, {"csirt.example"}, now_ms).has_value());
}

TEST_CASE("an authority is kept with its keys sealed, made once, and renewed for hosts that it may vouch for") {
  Site site;
  CHECK_FALSE(kept(site.store, site.master).value());
  CHECK(renew(site.store, site.master, {}, now_ms).error().code == Code{"authority_missing"});
  const auto made = make(site.store, site.master, "Harbour", {"csirt.example", "10.1.2.3"}, now_ms).value();
  CHECK(make(site.store, site.master, "Harbour", {"x.example"}, now_ms).error().code == Code{"authority_exists"});
  for (const auto* file : {"", "-wal"}) {
    const auto bytes = io::read_file(site.folder.path() + file).value();
    CHECK(bytes.find("PRIVATE KEY") == std::string::npos);
    CHECK(bytes.find("BEGIN CERTIFICATE") != (*file == '\0' ? 0 : std::string::npos));
  }
  const auto again = kept(site.store, site.master).value();
  REQUIRE(again);
  CHECK(again->authority.key == made.authority.key);
  CHECK(again->server.key == made.server.key);
  CHECK(kept(site.store, crypto::make_sealing_key()).error().code == Code{"seal_wrong"});

  CHECK_FALSE(needs_renewal(*again, now_ms + 334 * day_ms));
  CHECK(needs_renewal(*again, now_ms + 336 * day_ms));
  const auto later = now_ms + 336 * day_ms;
  const auto renewed = renew(site.store, site.master, {}, later).value();
  CHECK(renewed.authority.certificate == made.authority.certificate);
  CHECK(renewed.server.key != made.server.key);
  CHECK(refusal(renewed.server, made.authority, "10.1.2.3", later + 300 * day_ms) == "");
  CHECK(renew(site.store, site.master, {"portal.csirt.example"}, later).has_value());
  CHECK(renew(site.store, site.master, {"bank.example"}, later).error().code == Code{"authority_host_outside"});
  CHECK(renew(site.store, site.master, {"notcsirt.example"}, later).error().code == Code{"authority_host_outside"});
  CHECK(renew(site.store, site.master, {}, now_ms + 3651 * day_ms).error().code == Code{"authority_over"});
  const auto other = make(site.store, site.master, "Harbour", {"x.example"}, now_ms, Former::replace).value();
  CHECK(other.authority.certificate != made.authority.certificate);
}

TEST_CASE("a private file has a path for this process and what was put into it last") {
  auto file = PrivateFile::make("first, and longer").value();
  CHECK(io::read_file(file.path()).value() == "first, and longer");
  REQUIRE(file.replace("second"));
  CHECK(io::read_file(file.path()).value() == "second");
  const auto path = file.path();
  {
    const auto moved = std::move(file);
  }
  CHECK_FALSE(io::exists(path));
}

TEST_CASE("a renewal that another process overtook with a new authority does not put the old one back") {
  store::made::Made made;
  const std::vector<store::Practice> practices{practice()};
  const auto master = crypto::make_sealing_key();
  auto store = store::Store::create(made.path(), practices, store::made::Made::identity(), made.around()).value();
  REQUIRE(make(store, master, "Harbour", {"csirt.example"}, now_ms));
  const auto before = kept(store, master).value();
  auto renewed = *before;
  renewed.server = issue(before->authority, {"csirt.example"}, now_ms).value();
  const auto replaced = make(store, master, "Harbour", {"csirt.example"}, now_ms, Former::replace).value();
  CHECK(keep(store, master, renewed, before).error().code == Code{"authority_changed"});
  CHECK(keep(store, master, renewed, std::nullopt).error().code == Code{"authority_changed"});
  CHECK(kept(store, master).value()->authority.certificate == replaced.authority.certificate);
  CHECK(kept(store, master).value()->server.certificate == replaced.server.certificate);
  CHECK(renew(store, master, {}, now_ms)->authority.certificate == replaced.authority.certificate);
}
