// Every kind of entry has, for each of its versions, one that was written once and is kept for ever, below the testdata
// of its practice: entries/KIND.VERSION.txt. What it is here never changes; the rows that follow from it may, with the
// projection. Its lines:
//
//     behind KIND.VERSION      what was written before it, with what came before that
//     header JSON              as it is hashed
//     part SALT TEXT           in hexadecimal; line SALT TEXT: the text ends with its line
//     + TABLE ROW              a row that came with it; - TABLE ROW: one that went. Without the words of a search
#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <fmt/core.h>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <sqlite3.h>
#include <vector>

#include "app/practices.h"
#include "base/strings.h"
#include "crypto/ed25519.h"
#include "io/file.h"
#include "ledger/erasure.h"
#include "ledger/note.h"
#include "node/node.h"
#include "store/check.h"
#include "store/made_practice.h"

using namespace manara;

namespace {

struct Golden {
  std::vector<std::string> behind{};
  std::string header{};
  std::vector<std::pair<std::string, std::string>> parts{};  ///< salt in hexadecimal, text
  std::set<std::string> rows{};
};

Golden read_golden(const std::string& text) {
  Golden golden;
  for (const auto line : split(text, '\n')) {
    const auto halves = cut(line, ' ');
    if (line.empty() || line.starts_with("#") || !halves) continue;
    const auto rest = halves->tail;
    const auto part = cut(rest, ' ').value_or(Halves{rest, {}});
    if (halves->head == "behind") golden.behind.emplace_back(rest);
    if (halves->head == "header") golden.header = rest;
    if (halves->head == "part") golden.parts.emplace_back(part.head, part.tail);
    if (halves->head == "line") golden.parts.emplace_back(part.head, std::string(part.tail) + "\n");
    if (halves->head == "+" || halves->head == "-") golden.rows.emplace(line);
  }
  return golden;
}

/// "person_saved.1": as it is kept.
const std::map<std::string, Golden>& all_golden() {
  static const auto all = [] {
    std::map<std::string, Golden> found;
    const std::filesystem::path source = std::string(MANARA_SOURCE_DIR) + "/src";
    for (const auto& file : std::filesystem::recursive_directory_iterator(source)) {
      if (file.path().parent_path().filename() != "entries" || file.path().extension() != ".txt") continue;
      found.emplace(file.path().stem().string(), read_golden(io::read_file(file.path().string()).value()));
    }
    return found;
  }();
  return all;
}

std::vector<store::Practice> all_practices() {
  return node::with_own(app::practices());
}

std::string sql_bytes(std::string_view bytes) {
  std::string out = "x'";
  for (const char c : bytes)
    out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out + "'";
}

/// A database into which entries come as another version left them there.
class Ledger {
 public:
  explicit Ledger(const std::string& name) {
    const ledger::NoteSigner signer{"manara.example/harbour", crypto::signing_key_of({3})};
    const auto identity = store::made::Made::identity(to_string(ledger::verifier_of(signer)));
    REQUIRE(store::Store::create(made_.path(), practices_, identity, made_.around()));
    add_behind(name);
  }
  /// With what it stands behind.
  void add(const std::string& name) {
    if (!added_.insert(name).second) return;
    add_behind(name);
    const auto& golden = all_golden().at(name);
    const auto header = ledger::read_header(golden.header);
    REQUIRE_MESSAGE(header, name);
    CHECK(fmt::format("{}.{}", header->kind, header->version) == name);
    run(
        fmt::format("INSERT INTO entry (idx, id, kind, version, subject, draft, at_ms, header) VALUES "
                    "({}, {}, '{}', {}, {}, {}, {}, {})",
                    size_, sql_bytes(store::blob(header->id).bytes), header->kind, header->version,
                    sql_bytes(store::blob(header->subject).bytes), sql_bytes(store::blob(header->draft).bytes),
                    header->at_ms, sql_bytes(golden.header)));
    for (std::size_t n = 0; n < golden.parts.size(); ++n) {
      run(fmt::format("INSERT INTO part (idx, n, salt, bytes) VALUES ({}, {}, x'{}', {})", size_, n,
                      golden.parts[n].first, sql_bytes(golden.parts[n].second)));
    }
    if (header->kind == ledger::erased_kind) erase(golden.parts.at(0).second);
    ++size_;
  }
  /// Makes all that is derived out of the entries, and says what there is then: a line each.
  std::set<std::string> rows() {
    run("UPDATE node_identity SET layout = 'older'");
    auto store = store::Store::open(made_.path(), practices_, made_.around());
    REQUIRE_MESSAGE(store, std::string(store ? "" : store.error().code.name()));
    const auto passed_over = store->passed_over();
    CHECK(passed_over->refused == 0);
    CHECK(passed_over->unknown == 0);
    // Its parts are what its header commits to.
    CHECK(store::check_ledger(*store, {}));
    std::set<std::string> all;
    for (const auto& table : ask("SELECT name FROM known_table WHERE kind = 'derived' AND name <> 'tree_node'")) {
      std::string columns;
      for (const auto& column : ask("SELECT name FROM pragma_table_info('" + table + "') WHERE name <> 'search'"))
        columns += (columns.empty() ? "quote(" : " || '|' || quote(") + column + ")";
      for (const auto& row : ask("SELECT " + columns + " FROM " + table))
        all.insert(table + " " + row);
    }
    return all;
  }

 private:
  void add_behind(const std::string& name) {
    for (const auto& before : all_golden().at(name).behind) {
      REQUIRE_MESSAGE(all_golden().contains(before), before);
      add(before);
    }
  }
  void erase(std::string_view said) {
    const auto erasure = ledger::read_erasure(said);
    REQUIRE(erasure);
    for (const auto n : erasure->parts) {
      run(
          fmt::format("UPDATE part SET salt = NULL, bytes = NULL, erased_by = {} WHERE n = {} AND "
                      "idx = (SELECT idx FROM entry WHERE id = {})",
                      size_, n, sql_bytes(store::blob(erasure->entry).bytes)));
    }
  }
  void run(const std::string& sql) { ask(sql); }
  std::vector<std::string> ask(const std::string& sql) {
    sqlite3* opened = nullptr;
    REQUIRE(::sqlite3_open(made_.path().c_str(), &opened) == SQLITE_OK);
    const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(opened, ::sqlite3_close);
    std::vector<std::string> rows;
    const auto take = [](void* to, int, char** values, char**) {
      static_cast<std::vector<std::string>*>(to)->emplace_back(values[0] == nullptr ? "" : values[0]);
      return 0;
    };
    INFO(sql);
    REQUIRE(::sqlite3_exec(opened, sql.c_str(), take, &rows, nullptr) == SQLITE_OK);
    return rows;
  }

  store::made::Made made_{};
  std::vector<store::Practice> practices_ = all_practices();
  std::set<std::string> added_{};
  std::uint64_t size_ = 0;
};

}  // namespace

TEST_CASE(
    "every kind of entry has a golden one of each of its versions, and there is none of a kind that is not known") {
  std::set<std::string> wanted{std::string(ledger::erased_kind) + ".1"};
  for (const auto& practice : all_practices()) {
    for (const auto& kind : practice.kinds) {
      for (std::uint32_t version = 1; version <= kind.version; ++version)
        wanted.insert(fmt::format("{}.{}", kind.name, version));
    }
  }
  std::set<std::string> there;
  for (const auto& [name, golden] : all_golden())
    there.insert(name);
  for (const auto& name : wanted)
    CHECK_MESSAGE(there.contains(name), name);
  for (const auto& name : there)
    CHECK_MESSAGE(wanted.contains(name), name);
  CHECK(wanted.size() > 10);
}

TEST_CASE("from each golden entry follows what followed from it") {
  for (const auto& [name, golden] : all_golden()) {
    INFO(name);
    Ledger ledger(name);
    const auto before = ledger.rows();
    ledger.add(name);
    const auto after = ledger.rows();
    std::set<std::string> rows;
    for (const auto& row : after) {
      if (!before.contains(row)) rows.insert("+ " + row);
    }
    for (const auto& row : before) {
      if (!after.contains(row)) rows.insert("- " + row);
    }
    for (const auto& row : rows)
      CHECK_MESSAGE(golden.rows.contains(row), row);
    for (const auto& row : golden.rows)
      CHECK_MESSAGE(rows.contains(row), row);
  }
}
