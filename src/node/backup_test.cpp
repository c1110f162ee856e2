#include "node/backup.h"

#include <atomic>
#include <doctest/doctest.h>
#include <thread>

#include "ledger/checkpoint.h"
#include "node/made_harbour.h"
#include "store/sqlite/database.h"
#include "store/whole.h"
#include "store/writer.h"

using namespace manara;
using namespace manara::node;
using made::Harbour;
using made::Site;
using store::made::lamp;

namespace {

constexpr auto both = {Sealing::sealed, Sealing::plain};

}  // namespace

TEST_CASE("what was backed up is there again on another machine, opened by the phrase on paper") {
  for (const auto sealing : both) {
    Harbour harbour;
    const auto done = harbour.back_up("backup", sealing);
    REQUIRE(done);
    CHECK(done->entries == 3);
    Site elsewhere;
    auto from = harbour.from();
    from.folder = elsewhere.data();
    from.key_file = elsewhere.key();
    CHECK(node::restore(from).error().code == Code{"restore_phrase"});
    crypto::SystemRandom random;
    from.phrase = "not the phrase";
    CHECK(node::restore(from).error().code == Code{"phrase_wrong"});
    CHECK_FALSE(io::exists(elsewhere.data()));
    from.phrase = harbour.sheet.phrase;
    const auto restored = node::restore(from);
    REQUIRE(restored);
    CHECK(restored->entries == 3);
    CHECK(restored->made_key_file);
    CHECK_FALSE(restored->behind);
    CHECK_FALSE(restored->was_witnessed);
    CHECK(restored->checkpoint == done->checkpoint);
    auto node = elsewhere.open();
    REQUIRE(node);
    CHECK(store::made::Made::lamps(node->store()) == "pier;pier;");
    CHECK(node->check(harbour.sheet.checkpoint));
    CHECK(node->store().commit(std::vector{lamp(9, "quay")})[0]);
  }
}

TEST_CASE("a sealed backup shows nothing of what it holds; a plain one does") {
  Harbour harbour;
  REQUIRE(harbour.back_up("sealed"));
  REQUIRE(harbour.back_up("plain", Sealing::plain));
  CHECK(harbour.bytes("sealed").find("SQLite") == std::string::npos);
  CHECK(harbour.bytes("sealed").find("pier") == std::string::npos);
  CHECK(harbour.bytes("plain").find("SQLite") != std::string::npos);
  CHECK(harbour.names() == "blobs keys manara.db ");
}

TEST_CASE("a backup is made while eight threads write, and holds what was acknowledged before it began") {
  Harbour harbour;
  auto node = harbour.site.open();
  const auto secrets = node->secrets();
  std::atomic<bool> stop = false;
  std::atomic<std::uint64_t> written = 0;
  Result<BackedUp> done;
  std::uint64_t before = 0;
  {
    store::Writer writer(node->store());
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        crypto::SystemRandom random;
        while (!stop) {
          auto draft = lamp(1, "pier");
          draft.id = random.make_id<ledger::DraftId>();
          if (writer.write(draft)) ++written;
        }
      });
    }
    while (written < 50)
      std::this_thread::yield();
    before = written;
    done =
        node::back_up({.folder = harbour.site.data(),
                       .secrets = secrets,
                       .blobs = node->blobs(),
                       .practices = store::made::practices,
                       .around = harbour.site.around(),
                       .keep_checkpoint =
                           [&](std::uint64_t size, std::string_view note) {
                             return writer.run([&](store::Store& store) { return store.keep_checkpoint(size, note); });
                           }},
                      harbour.site.at("backup"), Sealing::sealed);
    const auto after_backup = written.load();
    while (written < after_backup + 10)
      std::this_thread::yield();
    stop = true;
  }
  REQUIRE(done);
  CHECK(done->entries >= before + 3);
  CHECK(node->check({}));
  CHECK(node->store().head().size > done->entries);
}

TEST_CASE("a node that is there is not overwritten unasked, nor while it is open; replaced, it is kept aside") {
  Harbour harbour;
  REQUIRE(harbour.back_up());
  CHECK(node::restore(harbour.from()).error().code == Code{"restore_present"});
  {
    const auto node = harbour.site.open();
    CHECK(harbour.restore().error().code == Code{"restore_in_use"});
  }
  const auto restored = harbour.restore();
  REQUIRE(restored);
  CHECK(restored->set_aside == harbour.site.data() + "/replaced-1");
  CHECK(io::exists(restored->set_aside + "/manara.db"));
  CHECK(io::exists(restored->set_aside + "/keys"));
  CHECK(restored->was_witnessed);
  CHECK_FALSE(restored->behind);
  CHECK(harbour.lamps() == "pier;pier;");
  CHECK(harbour.restore()->set_aside == harbour.site.data() + "/replaced-2");
}

TEST_CASE("a backup that is behind a checkpoint that left goes on under another name, which its next entry says") {
  Harbour harbour;
  const auto old = harbour.back_up("old");
  harbour.light(10, 14);
  const auto newer = harbour.back_up("newer");
  const auto restored = harbour.restore("old");
  REQUIRE(restored);
  CHECK(restored->behind == 4);
  auto node = harbour.site.open();
  REQUIRE(node);
  const auto origin = node->store().identity().origin;
  CHECK(origin.ends_with("/2"));
  CHECK(node->store().head().size == 4);
  std::string kind;
  std::string part;
  REQUIRE(node->store().entries(3, [&](const store::StoredEntry& entry) {
    kind = entry.header.kind;
    part = entry.part(0);
    return true;
  }));
  CHECK(kind == "epoch_started");
  CHECK(part.find(R"("origin":")" + origin.substr(0, origin.size() - 2) + R"(","size":3,)") != std::string::npos);
  CHECK(part.find(R"("size":7)") != std::string::npos);
  // It still grows from what it held, and no longer from what it lost.
  CHECK(node->check(old->checkpoint)->grown_from->size == 3);
  CHECK(node->check(harbour.sheet.checkpoint));
  CHECK(node->check(restored->checkpoint));
  CHECK_FALSE(node->check(newer->checkpoint));
  REQUIRE(node->store().commit(std::vector{lamp(20, "quay"), lamp(21, "quay"), lamp(22, "quay"), lamp(23, "quay")})[0]);
  CHECK(node->check(newer->checkpoint).error().code == Code{"root_changed"});
}

TEST_CASE("the newest name counts: a backup of an earlier epoch opens the one after the last") {
  Harbour harbour;
  REQUIRE(harbour.back_up("old"));
  harbour.light(10, 14);
  REQUIRE(harbour.back_up("newer"));
  REQUIRE(harbour.restore("old")->behind == 4);
  REQUIRE(harbour.back_up("second"));
  const auto third = harbour.restore("newer");
  REQUIRE(third);
  CHECK(third->behind == 0);
  CHECK(harbour.site.open()->store().identity().origin.ends_with("/3"));
  CHECK(harbour.restore("second"));
  CHECK(harbour.site.open()->store().identity().origin.ends_with("/4"));
}

TEST_CASE("a witness from elsewhere counts where the machine is lost; another node's is refused") {
  Harbour harbour;
  REQUIRE(harbour.back_up());
  harbour.light(10, 12);
  const auto witness = *harbour.site.open()->checkpoint();
  std::filesystem::remove_all(harbour.site.data());
  auto from = harbour.from();
  from.witness = Harbour().sheet.checkpoint;
  CHECK(node::restore(from).error().code == Code{"backup_of_another"});
  from.witness = witness;
  const auto restored = node::restore(from);
  REQUIRE(restored);
  CHECK(restored->behind == 2);
  CHECK(restored->was_witnessed);
}

TEST_CASE("another node's backup does not replace this one") {
  Harbour harbour;
  Harbour other;
  REQUIRE(other.back_up());
  auto from = harbour.from();
  from.file = other.site.at("backup");
  from.phrase = other.sheet.phrase;
  from.replace = true;
  CHECK(node::restore(from).error().code == Code{"backup_of_another"});
  CHECK(harbour.lamps() == "pier;pier;");
}

TEST_CASE("a backup that was cut anywhere is refused, and what is there stays whole") {
  for (const auto sealing : both) {
    Harbour harbour;
    REQUIRE(harbour.back_up("backup", sealing));
    const auto whole = harbour.bytes("backup");
    for (std::size_t size = 0; size < whole.size(); size += 1 + whole.size() / 23) {
      harbour.write("backup", std::string_view(whole).substr(0, size));
      const auto refused = harbour.restore();
      REQUIRE_FALSE(refused);
      const auto code = refused.error().code;
      CHECK_MESSAGE((code == Code{"backup_cut"} || code == Code{"backup_foreign"}), size, " ", code.name());
    }
    harbour.write("backup", std::string_view(whole).substr(0, whole.size() - 1));
    CHECK(harbour.restore().error().code == Code{"backup_cut"});
    CHECK(harbour.lamps() == "pier;pier;");
    CHECK(harbour.names() == "blobs keys manara.db ");
  }
}

TEST_CASE("a backup of which one byte was changed is refused, wherever it is") {
  for (const auto sealing : both) {
    Harbour harbour;
    REQUIRE(harbour.back_up("backup", sealing));
    const auto whole = harbour.bytes("backup");
    for (std::size_t at = 0; at < whole.size(); at += 1 + whole.size() / 37) {
      auto changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ 1);
      harbour.write("backup", changed);
      CHECK_MESSAGE(!harbour.restore(), at);
    }
    harbour.write("backup", whole + "x");
    // Sealed, a last piece that can't be opened may be one of two halves.
    const auto expected = sealing == Sealing::sealed ? Code{"backup_cut"} : Code{"backup_changed"};
    CHECK(harbour.restore().error().code == expected);
    CHECK(harbour.names() == "blobs keys manara.db ");
    harbour.write("backup", whole);
    CHECK(harbour.restore());
  }
}

TEST_CASE("what is no backup, or a later version's, is named") {
  Harbour harbour;
  for (const auto* text : {"", "{}\n", "PK\3\4", R"({"manara_backup":1})", "{\"manara_backup\":1,\"sealed\":true}\n"}) {
    harbour.write("backup", text);
    CHECK(harbour.restore().error().code == Code{"backup_foreign"});
  }
  harbour.write("backup", "{\"manara_backup\":2}\n");
  CHECK(harbour.restore().error().code == Code{"backup_newer"});
  CHECK(harbour.restore("nowhere").error().code == Code{"file_not_found"});
}

TEST_CASE("a plain backup that somebody put together anew is refused where its ledger doesn't fit its key") {
  Harbour harbour;
  Harbour other;
  const auto note = *harbour.site.open()->checkpoint();
  const auto master = harbour.site.open()->secrets().master;
  const auto forged = [&](const std::string& database, std::string_view checkpoint) {
    auto to = io::NewFile::begin(harbour.site.at("forged"));
    auto writer = BackupWriter::begin(*to, Sealing::plain, harbour.bytes("data/keys"), master);
    REQUIRE(writer->add_file(database_member, database));
    if (!checkpoint.empty()) REQUIRE(writer->add(checkpoint_member, checkpoint));
    REQUIRE(writer->end());
    REQUIRE(to->commit());
    Site elsewhere;
    auto from = harbour.from("forged");
    from.folder = elsewhere.data();
    return node::restore(from).error().code;
  };
  const auto own = harbour.site.data() + "/manara.db";
  CHECK(forged(other.site.data() + "/manara.db", note) == Code{"backup_key"});
  CHECK(forged(own, harbour.sheet.checkpoint) == Code{"backup_checkpoint"});
  CHECK(forged(own, other.sheet.checkpoint) == Code{"note_unsigned"});
  CHECK(forged(own, "") == Code{"backup_incomplete"});
  CHECK(forged(harbour.site.key(), note) == Code{"store_corrupt"});
}

TEST_CASE("a restore that was cut off after it was decided is finished by whoever opens the node") {
  Harbour harbour;
  REQUIRE(harbour.back_up("old"));
  const auto present = harbour.bytes("data/manara.db");
  Site elsewhere;
  auto from = harbour.from("old");
  from.folder = elsewhere.data();
  REQUIRE(node::restore(from));
  harbour.light(10, 12);
  // As it lies when the power goes between two of the renames: keys still here, the database not yet in.
  const auto data = harbour.site.data();
  std::filesystem::rename(elsewhere.data(), data + "/restored");
  std::filesystem::create_directory(data + "/restored/replaced");
  std::filesystem::rename(data + "/manara.db", data + "/restored/replaced/manara.db");
  CHECK(harbour.lamps() == "pier;pier;");
  CHECK(harbour.names() == "blobs keys manara.db replaced-1 ");
  CHECK(io::exists(data + "/replaced-1/keys"));
}

TEST_CASE("two backups at once don't meet, and what a killed one left is removed") {
  Harbour harbour;
  std::filesystem::create_directory(harbour.site.data() + "/backup.new");
  REQUIRE(io::replace_file(harbour.site.data() + "/backup.new/manara.db", "left"));
  REQUIRE(harbour.back_up());
  CHECK(harbour.names() == "blobs keys manara.db ");
}

TEST_CASE("a damaged database is not backed up: the last good backup stays") {
  Harbour harbour;
  REQUIRE(harbour.back_up());
  const auto good = harbour.bytes("backup");
  auto node = harbour.site.open();
  auto bytes = harbour.bytes("data/manara.db");
  for (std::size_t at = 4096 * 3; at < 4096 * 5 && at < bytes.size(); ++at)
    bytes[at] = 'x';
  REQUIRE(io::replace_file(harbour.site.data() + "/manara.db", bytes));
  CHECK_FALSE(harbour.back_up(*node, "backup"));
  CHECK(harbour.bytes("backup") == good);
}

TEST_CASE("a restore waits for nobody, and touches nothing as long as somebody else has the folder") {
  Harbour harbour;
  REQUIRE(harbour.back_up());
  const auto data = harbour.site.data();
  REQUIRE(io::make_folders(data + "/restored"));
  REQUIRE(io::replace_file(data + "/restored/manara.db", "another's restore"));
  {
    const auto other = io::system_disk().hold(data, io::Holding::alone);
    REQUIRE(other);
    CHECK(harbour.restore().error().code == Code{"restore_in_use"});
  }
  CHECK(harbour.bytes("data/restored/manara.db") == "another's restore");
  CHECK(harbour.bytes("data/manara.db") != "another's restore");
}

TEST_CASE("what a restore has set aside is not overwritten by what came after it") {
  Harbour harbour;
  const auto data = harbour.site.data();
  REQUIRE(io::make_folders(data + "/restored/replaced"));
  REQUIRE(io::replace_file(data + "/restored/replaced/manara.db", "the only copy"));
  REQUIRE(io::replace_file(data + "/restored/manara.db", "restored"));
  const auto opened = harbour.site.open();
  CHECK(opened.error().code == Code{"restore_replaced"});
  CHECK(opened.error().args == std::vector{data + "/manara.db"});
  CHECK(harbour.bytes("data/restored/replaced/manara.db") == "the only copy");
}

TEST_CASE("of a backup that was not sealed the entries count, not what somebody wrote into lists") {
  Harbour harbour;
  const auto note = *harbour.site.open()->checkpoint();
  const auto copy = harbour.site.at("copy.db");
  REQUIRE(store::copy_database(harbour.site.data() + "/manara.db", copy, nullptr));
  REQUIRE(store::sqlite::Database::open(copy, {})->execute("UPDATE lamp SET place = 'mine'"));
  auto to = io::NewFile::begin(harbour.site.at("forged"));
  auto writer =
      BackupWriter::begin(*to, Sealing::plain, harbour.bytes("data/keys"), harbour.site.open()->secrets().master);
  REQUIRE(writer->add_file(database_member, copy));
  REQUIRE(writer->add(checkpoint_member, note));
  REQUIRE(writer->end());
  REQUIRE(to->commit());
  bool has_ended = false;
  auto from = harbour.from("forged");
  from.replace = true;
  from.end_what_opens = [&](store::Operations&) -> Status {
    has_ended = true;
    return {};
  };
  const auto restored = node::restore(from);
  REQUIRE(restored);
  CHECK(restored->was_plain);
  CHECK(has_ended);
  CHECK(harbour.lamps() == "pier;pier;");
  CHECK(harbour.site.open()->check({}));
}

TEST_CASE("in place of a node that can't be read, a restore wants to be told what nobody can know any more") {
  Harbour harbour;
  REQUIRE(harbour.back_up());
  const auto witness = *harbour.site.open()->checkpoint();
  harbour.write("data/manara.db", std::string(8192, 'x'));
  auto from = harbour.from();
  from.replace = true;
  CHECK(node::restore(from).error().code == Code{"restore_unreadable"});
  CHECK(harbour.bytes("data/manara.db") == std::string(8192, 'x'));
  from.witness = witness;
  CHECK(node::restore(from)->present_unreadable);
  harbour.write("data/manara.db", std::string(8192, 'x'));
  from.witness.reset();
  from.unreadable = true;
  CHECK(node::restore(from)->present_unreadable);
  CHECK(harbour.lamps() == "pier;pier;");
}
