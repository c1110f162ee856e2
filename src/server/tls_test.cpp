// TLS with certificates made on the spot.
#include "server/tls.h"

#include <filesystem>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "api/events.h"
#include "client_fixture.h"

using namespace manara;
using namespace manara::server;

namespace {

namespace fs = std::filesystem;

/// A folder with a certificate and its key, which go with it.
class Files {
 public:
  Files() {
    auto name = (fs::temp_directory_path() / "manara_tls.XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    folder_ = name;
  }
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;
  ~Files() { fs::remove_all(folder_); }

  [[nodiscard]] std::string certificate() const { return folder_ / "certificate.pem"; }
  [[nodiscard]] std::string key() const { return folder_ / "key.pem"; }

  /// A new pair that names itself so.
  void make(const char* name) const {
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key_pair(::EVP_EC_gen("P-256"), ::EVP_PKEY_free);
    const std::unique_ptr<X509, void (*)(X509*)> made(::X509_new(), ::X509_free);
    ::X509_set_version(made.get(), 2);
    ::ASN1_INTEGER_set(::X509_get_serialNumber(made.get()), 1);
    ::X509_gmtime_adj(::X509_getm_notBefore(made.get()), -60);
    ::X509_gmtime_adj(::X509_getm_notAfter(made.get()), 3600);
    ::X509_set_pubkey(made.get(), key_pair.get());
    auto* subject = ::X509_get_subject_name(made.get());
    ::X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
    ::X509_set_issuer_name(made.get(), subject);
    ::X509_sign(made.get(), key_pair.get(), ::EVP_sha256());
    write(key(),
          [&](BIO* out) { ::PEM_write_bio_PrivateKey(out, key_pair.get(), nullptr, nullptr, 0, nullptr, nullptr); });
    write(certificate(), [&](BIO* out) { ::PEM_write_bio_X509(out, made.get()); });
  }
  void break_certificate() const {
    write(certificate(), [](BIO* out) { ::BIO_puts(out, "no certificate\n"); });
  }

 private:
  template <typename Print>
  static void write(const std::string& path, const Print& print) {
    // Beside and renamed, as tools that renew certificates do: another inode, whatever the clock says.
    const auto beside = path + ".new";
    auto* out = ::BIO_new_file(beside.c_str(), "w");
    REQUIRE(out != nullptr);
    print(out);
    ::BIO_free(out);
    fs::rename(beside, path);
  }

  fs::path folder_{};
};

/// Speaks TLS on a Client's socket, and believes any certificate.
class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port, int most_version = TLS1_3_VERSION)
      : client_(port), context_(::SSL_CTX_new(::TLS_client_method()), ::SSL_CTX_free) {
    ::SSL_CTX_set_max_proto_version(context_.get(), most_version);
    ::SSL_CTX_set_security_level(context_.get(), 0);
    ssl_.reset(::SSL_new(context_.get()));
    ::SSL_set_fd(ssl_.get(), client_.socket());
    connected_ = ::SSL_connect(ssl_.get()) == 1;
  }
  [[nodiscard]] bool is_connected() const { return connected_; }
  [[nodiscard]] int version() const { return ::SSL_version(ssl_.get()); }
  [[nodiscard]] std::string name() const {
    const std::unique_ptr<X509, void (*)(X509*)> peer(::SSL_get1_peer_certificate(ssl_.get()), ::X509_free);
    char name[64] = {};
    if (peer) ::X509_NAME_get_text_by_NID(::X509_get_subject_name(peer.get()), NID_commonName, name, sizeof name);
    return name;
  }
  bool send(std::string_view bytes) {
    return ::SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())) == static_cast<int>(bytes.size());
  }
  /// All that comes until the text has come, or the end.
  std::string until(std::string_view text) {
    std::string out;
    char buffer[4096];
    while (out.find(text) == std::string::npos) {
      const auto count = ::SSL_read(ssl_.get(), buffer, sizeof buffer);
      if (count <= 0) break;
      out.append(buffer, static_cast<std::size_t>(count));
    }
    return out;
  }

 private:
  Client client_;
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
  std::unique_ptr<SSL, void (*)(SSL*)> ssl_{nullptr, ::SSL_free};
  bool connected_ = false;
};

api::Response answer(const api::Request& request) {
  if (request.path == "/large") return {.body = std::string(1 << 20, 'x') + "end"};
  if (request.path == "/events") {
    auto stream = std::make_shared<api::EventStream>();
    stream->say({.data = "hello"});
    return {.events = std::move(stream)};
  }
  return {.body = request.secure ? "secure" : "open"};
}

Options with_tls(const Files& files) {
  return {.certificate = files.certificate(),
          .key = files.key(),
          .limits = {.head_ms = 300, .idle_ms = 10'000, .linger_ms = 200, .heartbeat_ms = 100, .drain_ms = 1000}};
}

bool contains(std::string_view text, std::string_view piece) {
  return text.find(piece) != std::string_view::npos;
}

}  // namespace

TEST_CASE("TLS 1.3 and 1.2 are spoken, older versions are not") {
  const Files files;
  files.make("first");
  const auto server = started(with_tls(files), answer);
  CHECK(server.address().url().starts_with("https://127.0.0.1:"));
  for (const int version : {TLS1_3_VERSION, TLS1_2_VERSION}) {
    TlsClient client(server.address().port, version);
    REQUIRE(client.is_connected());
    CHECK(client.version() == version);
    client.send(get("/"));
    CHECK(contains(client.until("secure"), "\r\n\r\nsecure"));
    client.send(get("/large"));
    CHECK(client.until("end").size() > 1 << 20);
  }
  CHECK_FALSE(TlsClient(server.address().port, TLS1_1_VERSION).is_connected());
}

TEST_CASE("a browser's page may write over TLS, from its own origin only") {
  const Files files;
  files.make("first");
  const auto server = started(with_tls(files), answer);
  TlsClient client(server.address().port);
  client.send(post("/", "x", "Origin: https://localhost\r\n"));
  CHECK(contains(client.until("secure"), "200 OK"));
  client.send(post("/", "x", "Origin: http://localhost\r\n"));
  CHECK(contains(client.until("request_origin"), "403 Forbidden"));
}

TEST_CASE("events come over TLS, with beats, and end with the server") {
  const Files files;
  files.make("first");
  auto server = started(with_tls(files), answer);
  TlsClient client(server.address().port);
  client.send(get("/events"));
  CHECK(contains(client.until(":\n\n:\n\n"), "data: hello\n\n"));
  std::thread stopping([&] { CHECK(server.stop()); });
  CHECK_FALSE(contains(client.until("never"), "never"));
  stopping.join();
}

TEST_CASE("a certificate that changes is used for who comes next; one that is broken changes nothing") {
  const Files files;
  files.make("first");
  Told told;
  const auto server = started(telling(told, with_tls(files)), answer);
  const auto port = server.address().port;
  TlsClient old(port);
  CHECK(old.name() == "first");
  old.send(get("/"));
  CHECK(contains(old.until("secure"), "200 OK"));
  files.make("second");
  CHECK(soon([&] { return TlsClient(port).name() == "second"; }));
  old.send(get("/"));
  CHECK(contains(old.until("secure"), "200 OK"));
  files.break_certificate();
  CHECK(soon([&] { return TlsClient(port).name() == "second" && told.troubles() == 1; }));
  pause(400);
  CHECK(TlsClient(port).name() == "second");
  CHECK(told.troubles() == 1);
  const std::lock_guard lock(told.mutex);
  CHECK(told.trouble.front().code == Code{"tls_certificate_unreadable"});
}

TEST_CASE("plain HTTP at the port of TLS is shown the way") {
  const Files files;
  files.make("first");
  const auto server = started(with_tls(files), answer);
  Client client(server.address().port);
  client.send("GET /a%20b?c=d HTTP/1.1\r\nHost: localhost:1234\r\n\r\n");
  const auto moved = client.answer();
  CHECK(moved.status == 308);
  CHECK(moved.header("location") == "https://localhost:1234/a%20b");
  CHECK(client.ends());
  CHECK(Client(server.address().port).ask(post("/", "password")).status == 400);
  CHECK(Client(server.address().port).ask("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").status == 421);
}

TEST_CASE("a handshake that does not come, or breaks off, ends") {
  const Files files;
  files.make("first");
  const auto server = started(with_tls(files), answer);
  Client silent(server.address().port), broken(server.address().port), slow(server.address().port);
  broken.send(std::string("\x16\x03\x01\x00\x05hello", 10));
  slow.send("\x16\x03");
  CHECK(silent.ends());
  CHECK(slow.ends());
  CHECK(soon([&] { return server.load().connections == 0; }));
}

TEST_CASE("a certificate and its key belong together") {
  const Files first, second;
  first.make("first");
  second.make("second");
  const auto why = [](const std::string& certificate, const std::string& key) {
    const auto tls = Tls::load(certificate, key);
    return tls ? std::string() : std::string(tls.error().code.name());
  };
  CHECK(why(first.certificate(), first.key()) == "");
  CHECK(why(first.certificate(), second.key()) == "tls_key_mismatch");
  CHECK(why(first.certificate(), first.certificate()) == "tls_key_unreadable");
  CHECK(why(first.certificate(), "no_such_file.pem") == "tls_key_unreadable");
  CHECK(why(first.key(), first.key()) == "tls_certificate_unreadable");
}
