#include "app/signed_feeds.h"

#include <doctest/doctest.h>

#include "app/made_feeds.h"
#include "crypto/signed_file.h"

using namespace manara;
using namespace manara::app;
using namespace manara::app::made;

namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A sender with two feeds, and a receiver with nothing.
struct Exchange {
  Tree tree{};
  DataFolder sender{tree.path("sender")};
  DataFolder receiver{tree.path("receiver")};
  std::string file = tree.path("feeds.manara");
  Exported exported{};

  Exchange() {
    tree.file("a.osv.jsonl", osv_line("PYSEC-1", "lamp", "2")).file("kev.json", kev_catalogue);
    REQUIRE(import(sender, {tree.path("a.osv.jsonl"), tree.path("kev.json")}));
    send();
  }
  void send() {
    const auto done = export_feeds(sender, file, "", today);
    REQUIRE(done);
    exported = *done;
  }
  std::string receive(bool accept_older = false) {
    const auto report = import(receiver, {file}, accept_older);
    return report ? "" : std::string(report.error().code.name());
  }
  void trust() { REQUIRE(trust_key(receiver, exported.public_key)); }
};

}  // namespace

TEST_CASE("an export carries all feeds to another folder, to the same index, once its key is trusted") {
  Exchange exchange;
  CHECK(exchange.exported.sequence == 1);
  CHECK(exchange.receive() == "signature_key_unknown");
  CHECK_FALSE(io::exists(exchange.receiver.path() + "/CURRENT"));
  exchange.trust();
  CHECK(exchange.receive().empty());
  CHECK(exchange.receiver.open_index()->body_hex() == exchange.sender.open_index()->body_hex());
  const auto current = exchange.receiver.current();
  REQUIRE(current);
  REQUIRE(current->feeds.size() == 2);
  for (const auto& [name, feed] : current->feeds) {
    CHECK(feed.signed_by == exchange.exported.key_id);
    CHECK(feed.sequence == 1);
    CHECK(feed.signed_on == "2026-11-24");
  }
}

TEST_CASE("the first import does not trust its sender's key, and trusting one does not trust others") {
  Exchange exchange;
  exchange.receive();
  CHECK(trusted_keys(exchange.receiver)->empty());
  const auto other = crypto::make_key_pair();
  REQUIRE(trust_key(exchange.receiver, crypto::write_public_key_line(other.open)));
  CHECK(exchange.receive() == "signature_key_unknown");
}

TEST_CASE("a changed byte anywhere in a signed file is found, and nothing of the file is used") {
  Exchange exchange;
  exchange.trust();
  const auto whole = bytes_of(exchange.file);
  const auto parts = crypto::split_signed_file(whole);
  REQUIRE(parts);
  const auto payload_at = static_cast<std::size_t>(parts->payload.data() - whole.data());
  for (std::size_t at = 0; at < whole.size(); at += 7) {
    auto changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x20);
    std::ofstream(exchange.file, std::ios::binary | std::ios::trunc) << changed;
    const auto refused = exchange.receive();
    // The first line is a comment that the signature is not about.
    const bool untrusted_comment = at < whole.find('\n');
    if (!untrusted_comment) CHECK_MESSAGE(!refused.empty(), "byte ", at);
    if (at >= payload_at) CHECK(refused == "signature_wrong");
    if (!untrusted_comment) CHECK_FALSE(io::exists(exchange.receiver.path() + "/CURRENT"));
    if (refused.empty()) std::filesystem::remove(exchange.receiver.path() + "/CURRENT");
  }
  std::ofstream(exchange.file, std::ios::binary | std::ios::trunc) << whole.substr(0, whole.size() - 1);
  CHECK(exchange.receive() == "signature_wrong");
}

TEST_CASE("an older file of the same sender is refused unless it is asked for") {
  Exchange exchange;
  exchange.trust();
  const auto first = bytes_of(exchange.file);
  exchange.send();
  CHECK(exchange.exported.sequence == 2);
  CHECK(exchange.receive().empty());
  CHECK(exchange.receive().empty());  // the same again is not older
  std::ofstream(exchange.file, std::ios::binary | std::ios::trunc) << first;
  const auto before = listing(exchange.receiver.path());
  CHECK(exchange.receive() == "signed_older");
  CHECK(listing(exchange.receiver.path()) == before);
  CHECK(exchange.receive(true).empty());
  CHECK(exchange.receiver.current()->feeds.at("a").sequence == 1);
}

TEST_CASE("a signature without a sequence and a date is none of ours") {
  Exchange exchange;
  const auto key = crypto::make_key_pair();
  REQUIRE(trust_key(exchange.receiver, crypto::write_public_key_line(key.open)));
  const auto payload = std::string(crypto::split_signed_file(bytes_of(exchange.file))->payload);
  for (const auto* comment :
       {"timestamp:1700000000", "manara feeds sequence:x date:2026-01-01", "manara feeds sequence:3",
        "manara feeds sequence:3 date:soon", "manara feeds sequence:-1 date:2026-01-01"}) {
    std::ofstream(exchange.file, std::ios::binary | std::ios::trunc)
        << *crypto::write_signed_file(payload, key.secret, comment, "x");
    CHECK_MESSAGE(exchange.receive() == "signed_no_sequence", comment);
  }
}

TEST_CASE("a signed file with nothing in it, or nothing that is known, is refused") {
  Exchange exchange;
  const auto key = crypto::make_key_pair();
  REQUIRE(trust_key(exchange.receiver, crypto::write_public_key_line(key.open)));
  for (const auto* payload : {"", "Dear Sir or Madam"}) {
    std::ofstream(exchange.file, std::ios::binary | std::ios::trunc)
        << *crypto::write_signed_file(payload, key.secret, "manara feeds sequence:3 date:2026-01-01", "x");
    CHECK_MESSAGE(exchange.receive() == "no_advisories_in", payload);
  }
}

TEST_CASE("a key is trusted by its file or its line; what is none is refused") {
  Tree tree;
  const DataFolder folder(tree.path("data"));
  const auto key = crypto::make_key_pair();
  tree.file("hub.pub", crypto::write_public_key(key.open));
  const auto id = crypto::to_string(key.open.id);
  CHECK(*trust_key(folder, tree.path("hub.pub")) == id);
  CHECK(*trust_key(folder, crypto::write_public_key_line(key.open)) == id);
  CHECK(trusted_keys(folder)->size() == 1);
  CHECK(trust_key(folder, "RWnonsense").error().code == Code{"public_key_malformed"});
  CHECK(trust_key(folder, tree.path("missing.pub")).error().code == Code{"public_key_malformed"});
  tree.file("data/trusted/broken.pub", "not a key");
  CHECK(trusted_keys(folder).error().code == Code{"public_key_malformed"});
}

TEST_CASE("the folder's own key is made once, for its owner only; another may be given") {
  Exchange exchange;
  const auto path = exchange.sender.path() + "/feeds.key";
  CHECK((std::filesystem::status(path).permissions() & std::filesystem::perms::mask) ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  const auto id = exchange.exported.key_id;
  exchange.send();
  CHECK(exchange.exported.key_id == id);
  const auto other = crypto::make_key_pair();
  exchange.tree.file("other.key", *crypto::write_secret_key(other.secret, std::nullopt));
  const auto done = export_feeds(exchange.sender, exchange.file, exchange.tree.path("other.key"), today);
  REQUIRE(done);
  CHECK(done->key_id == crypto::to_string(other.open.id));
  CHECK(export_feeds(exchange.sender, exchange.file, exchange.tree.path("kev.json"), today).error().code ==
        Code{"secret_key_malformed"});
}

TEST_CASE("nothing is exported before there is anything") {
  Tree tree;
  CHECK(export_feeds(DataFolder(tree.path("data")), tree.path("x"), "", today).error().code == Code{"no_index"});
  CHECK_FALSE(io::exists(tree.path("x")));
}
