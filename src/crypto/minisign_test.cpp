#include "crypto/minisign.h"

#include <algorithm>
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

#include "crypto/signed_file.h"

using namespace manara;
using namespace manara::crypto;
using namespace std::string_literals;

namespace {

const std::string payload = "{\"id\":\"EXAMPLE-1\"}\n";
constexpr PasswordCost cheap{32'768, 16 << 20};  // minisign reads the cost from the file

std::string signed_payload(const KeyPair& pair) {
  return sign(payload, pair.secret, "sequence 7, 2026-01-11", "signature of a test").value();
}

Code error_of(std::string_view bytes, std::string_view signature, const PublicKey& key) {
  const auto verified = verify(bytes, signature, std::span(&key, 1));
  return verified ? Code{} : verified.error().code;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

/// A folder of files, gone with the test.
class Folder {
 public:
  // Of this process alone: two builds may be tested at one moment.
  Folder() : path_(std::filesystem::temp_directory_path() / ("manara-minisign-test-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  void write(const std::string& name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ostringstream bytes;
    bytes << std::ifstream(path_ / name, std::ios::binary).rdbuf();
    return bytes.str();
  }
  /// The exit status of a shell command in the folder.
  [[nodiscard]] int run(const std::string& command) const {
    return std::system(("cd '" + path_.string() + "' && " + command + " >/dev/null 2>&1").c_str());
  }

 private:
  std::filesystem::path path_;
};

bool has_minisign() {
  return std::system("command -v minisign >/dev/null 2>&1") == 0;
}

}  // namespace

TEST_CASE("what was signed verifies, with its trusted comment") {
  const auto pair = make_key_pair();
  const auto verified = verify(payload, signed_payload(pair), std::span(&pair.open, 1));
  REQUIRE(verified);
  CHECK(verified->trusted_comment == "sequence 7, 2026-01-11");
  CHECK(verified->key == pair.open);
  CHECK(public_key_of(pair.secret) == pair.open);
}

TEST_CASE("a signature of other bytes, of another comment or by another key is refused") {
  const auto pair = make_key_pair();
  const auto other = make_key_pair();
  const auto signature = signed_payload(pair);
  CHECK(error_of(payload + "x", signature, pair.open) == Code{"signature_wrong"});
  CHECK(error_of("", signature, pair.open) == Code{"signature_wrong"});
  CHECK(error_of(payload, replaced(signature, "sequence 7", "sequence 8"), pair.open) ==
        Code{"signature_comment_wrong"});
  const auto unknown = verify(payload, signature, std::span(&other.open, 1));
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == Code{"signature_key_unknown"});
  CHECK(unknown.error().args == std::vector{to_string(pair.open.id)});
  CHECK(error_of(payload, signature, {pair.open.id, other.open.key}) == Code{"signature_wrong"});
  CHECK_FALSE(verify(payload, signature, {}));
}

TEST_CASE("the untrusted comment is not signed") {
  const auto pair = make_key_pair();
  const auto signature = replaced(signed_payload(pair), "signature of a test", "anything");
  CHECK(verify(payload, signature, std::span(&pair.open, 1)).has_value());
}

TEST_CASE("a signature that is cut off anywhere is malformed, not accepted") {
  const auto pair = make_key_pair();
  const auto signature = signed_payload(pair);
  for (std::size_t size = 0; size + 1 < signature.size(); ++size) {
    CHECK_MESSAGE(error_of(payload, signature.substr(0, size), pair.open) == Code{"signature_malformed"}, size);
  }
  CHECK(error_of(payload, signature + "more\n", pair.open) == Code{"signature_malformed"});
}

TEST_CASE("a signature with any byte changed is refused, but for those of the untrusted comment") {
  const auto pair = make_key_pair();
  const auto signature = signed_payload(pair);
  const auto end_of_comment = signature.find('\n');
  for (std::size_t at = 0; at + 1 < signature.size(); ++at) {
    auto changed = signature;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    const bool of_comment = at >= std::string_view("untrusted comment: ").size() && at < end_of_comment;
    CHECK_MESSAGE(error_of(payload, changed, pair.open).empty() == of_comment, at);
  }
}

TEST_CASE("comments of several lines or beyond what minisign reads can't be signed") {
  const auto pair = make_key_pair();
  CHECK(sign(payload, pair.secret, "two\nlines", "").error().code == Code{"signature_comment"});
  CHECK(sign(payload, pair.secret, "", "two\rlines").error().code == Code{"signature_comment"});
  CHECK(sign(payload, pair.secret, std::string(9000, 'x'), "").error().code == Code{"signature_comment"});
  CHECK(sign(payload, pair.secret, std::string(8000, 'x'), "").has_value());
}

TEST_CASE("public keys read as a file and as their one line; anything else is malformed") {
  const auto key = make_key_pair().open;
  CHECK(read_public_key(write_public_key(key)).value() == key);
  CHECK(read_public_key(write_public_key_line(key)).value() == key);
  CHECK(read_public_key(write_public_key_line(key) + "\r\n\n").value() == key);
  const auto line = write_public_key_line(key);
  for (std::size_t size = 0; size < line.size(); ++size) {
    CHECK_MESSAGE(read_public_key(line.substr(0, size)).error().code == Code{"public_key_malformed"}, size);
  }
  CHECK_FALSE(read_public_key(line + "\n" + line));
  CHECK_FALSE(read_public_key(replaced(line, "RW", "AA")));
}

TEST_CASE("secret keys read back with their password, and with no other") {
  const auto pair = make_key_pair();
  const auto text = write_secret_key(pair.secret, "correct horse", cheap).value();
  const auto read = read_secret_key(text, "correct horse");
  REQUIRE(read);
  CHECK(public_key_of(*read) == pair.open);
  CHECK(read_secret_key(text, "wrong").error().code == Code{"secret_key_wrong_password"});
  CHECK(read_secret_key(text, std::nullopt).error().code == Code{"secret_key_needs_password"});
  const auto open = write_secret_key(pair.secret, std::nullopt).value();
  CHECK(public_key_of(read_secret_key(open, std::nullopt).value()) == pair.open);
  auto damaged = open;
  auto& of_the_key = damaged[damaged.find('\n') + 120];
  of_the_key = of_the_key == 'A' ? 'B' : 'A';
  CHECK(read_secret_key(damaged, std::nullopt).error().code == Code{"secret_key_malformed"});
  CHECK(read_secret_key(open.substr(0, open.size() - 4), std::nullopt).error().code == Code{"secret_key_malformed"});
  CHECK(read_secret_key("", std::nullopt).error().code == Code{"secret_key_malformed"});
}

TEST_CASE("a key file that asks for more memory than minisign's own is refused before any is taken") {
  const auto pair = make_key_pair();
  CHECK(write_secret_key(pair.secret, "x", {32'768, std::uint64_t{1} << 62}).error().code ==
        Code{"key_derivation_failed"});
  // The cost stands in the file behind two, two, two and 32 bytes; all bits set is what a hostile one asks for.
  const auto text = write_secret_key(pair.secret, "x", cheap).value();
  const auto start = text.find('\n') + 1;
  auto hostile = text;
  hostile.replace(start + 38 / 3 * 4 + 8, 12, "////////////");
  CHECK(read_secret_key(hostile, "x").error().code == Code{"key_derivation_failed"});
}

TEST_CASE("minisign verifies what is signed here, with keys written here" * doctest::skip(!has_minisign())) {
  const Folder folder;
  const auto pair = make_key_pair();
  folder.write("key.pub", write_public_key(pair.open));
  folder.write("payload", payload);
  folder.write("payload.minisig", signed_payload(pair));
  CHECK(folder.run("minisign -V -H -p key.pub -m payload") == 0);
  CHECK(folder.run("minisign -V -H -P " + write_public_key_line(pair.open) + " -m payload") == 0);
  folder.write("payload", payload + "x");
  CHECK(folder.run("minisign -V -p key.pub -m payload") != 0);
}

TEST_CASE("minisign signs with secret keys written here, and its signature verifies here" *
          doctest::skip(!has_minisign())) {
  const Folder folder;
  const auto pair = make_key_pair();
  folder.write("payload", payload);
  folder.write("open.key", write_secret_key(pair.secret, std::nullopt).value());
  folder.write("locked.key", write_secret_key(pair.secret, "secret words", cheap).value());
  CHECK(folder.run("minisign -S -W -s open.key -t 'by the tool' -x open.minisig -m payload") == 0);
  CHECK(folder.run("echo 'secret words' | minisign -S -s locked.key -t 'by the tool' -x locked.minisig -m payload") ==
        0);
  for (const auto* name : {"open.minisig", "locked.minisig"}) {
    const auto verified = verify(payload, folder.read(name), std::span(&pair.open, 1));
    REQUIRE_MESSAGE(verified, name);
    CHECK(verified->trusted_comment == "by the tool");
  }
  CHECK(folder.run("minisign -S -l -W -s open.key -x legacy.minisig -m payload") == 0);
  CHECK(error_of(payload, folder.read("legacy.minisig"), pair.open) == Code{"signature_legacy"});
}

TEST_CASE("keys that minisign made are read here" * doctest::skip(!has_minisign())) {
  const Folder folder;
  REQUIRE(folder.run("minisign -G -W -p key.pub -s key.key") == 0);
  const auto open = read_public_key(folder.read("key.pub"));
  const auto secret = read_secret_key(folder.read("key.key"), std::nullopt);
  REQUIRE(open);
  REQUIRE(secret);
  CHECK(public_key_of(*secret) == *open);
  // The tool leaves off leading zeros, which one id in sixteen has.
  const auto shown = to_string(open->id);
  CHECK(folder.read("key.pub").find(shown.substr(std::min(shown.find_first_not_of('0'), shown.size() - 1))) !=
        std::string::npos);
}

TEST_CASE("a signed file gives its payload, whatever bytes it has, and minisign verifies it with head and tail") {
  const auto pair = make_key_pair();
  const std::string bytes = "\n\0\xff{\"x\"}\nuntrusted comment: no\n"s;
  const auto file = write_signed_file(bytes, pair.secret, "sequence 8", "feeds").value();
  CHECK(looks_like_signed_file(file));
  const auto verified = verify_signed_file(file, std::span(&pair.open, 1));
  REQUIRE(verified);
  CHECK(verified->payload == bytes);
  CHECK(verified->trusted_comment == "sequence 8");
  CHECK(verified->key == pair.open);
  CHECK(verify_signed_file(file + "x", std::span(&pair.open, 1)).error().code == Code{"signature_wrong"});
  CHECK(verify_signed_file(file.substr(0, file.size() - 1), std::span(&pair.open, 1)).error().code ==
        Code{"signature_wrong"});
  CHECK_FALSE(looks_like_signed_file(bytes));
  CHECK(split_signed_file(bytes).error().code == Code{"signature_malformed"});
  CHECK(split_signed_file(std::string(1 << 20, '\n')).error().code == Code{"signature_malformed"});
  if (!has_minisign()) return;
  const Folder folder;
  folder.write("key.pub", write_public_key(pair.open));
  folder.write("feeds.manara", file);
  CHECK(folder.run("head -n 4 feeds.manara > payload.minisig && tail -n +5 feeds.manara > payload && "
                   "minisign -V -H -p key.pub -m payload") == 0);
}
