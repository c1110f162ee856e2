#include "store/store.h"

#include <algorithm>
#include <set>

#include "crypto/sha256.h"
#include "io/file.h"
#include "store/blobs.h"
#include "store/reader.h"
#include "store/state.h"

namespace manara::store {

namespace {

Result<Statements> statements_of(std::span<const Practice> practices) {
  std::vector<std::string_view> files{ledger_sql()};
  for (const auto& practice : practices) {
    if (practice.sql != nullptr) files.push_back(practice.sql());
  }
  return Statements::of(files);
}

}  // namespace

Status in_transaction(sqlite::Database& database, const std::function<Status()>& work) {
  MANARA_CHECK(database.execute("BEGIN IMMEDIATE"));
  // Also where `work` throws: no memory left.
  struct Ending {
    sqlite::Database& database;
    bool committed = false;
    ~Ending() {
      if (!committed) database.roll_back();
    }
  } ending{database};
  auto done = work();
  if (done) done = database.execute("COMMIT");
  ending.committed = done.has_value();
  return done;
}

ledger::SubjectId subject_of(const ledger::DraftId& draft) {
  const auto digest = crypto::Sha256().update("manara subject 1\n").update(blob(draft).bytes).finish();
  ledger::SubjectId subject;
  std::copy_n(digest.begin(), subject.bytes.size(), subject.bytes.begin());
  return subject;
}

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

const Identity& Store::identity() const {
  return state_->identity;
}

ledger::Head Store::head() const {
  return {state_->edge.size(), state_->edge.root()};
}

namespace {

/// Nothing follows from it but that something else no longer does: Store::erase sees to it.
constexpr EntryKind erased{
    .name = ledger::erased_kind, .version = 1, .project = [](Projection&, const StoredEntry&) { return Status(); }};

template <typename State>
Result<std::unique_ptr<State>> state_at(const std::string& path, std::span<const Practice> practices,
                                        Surroundings around, sqlite::Opening opening) {
  MANARA_TRY(statements, statements_of(practices));
  MANARA_TRY(database, sqlite::Database::open(path, {.opening = opening, .vfs = around.vfs}));
  auto state = std::make_unique<State>(
      State{.path = path, .around = around, .statements = std::move(statements), .database = std::move(database)});
  state->kinds.emplace(erased.name, &erased);
  for (const auto& practice : practices) {
    for (const auto& kind : practice.kinds)
      state->kinds.emplace(kind.name, &kind);
  }
  return state;
}

}  // namespace

Result<Store> Store::create(const std::string& path, std::span<const Practice> practices, const Identity& identity,
                            Surroundings around) {
  if (io::exists(path)) return fail(Code{"store_exists"}, {path});
  MANARA_TRY(state, state_at<State>(path, practices, around, sqlite::Opening::create));
  state->identity = identity;
  state->layout = layout_of(state->statements, practices);
  const auto made = in_transaction(state->database, [&]() -> Status {
    MANARA_CHECK(state->make_tables(false));
    MANARA_CHECK(state->rebuild_search());
    return state->run("set_identity", {blob(identity.home), std::string_view(identity.origin),
                                       std::string_view(identity.verifier), std::string_view(state->layout)});
  });
  MANARA_CHECK(made);
  MANARA_CHECK(state->watch_search());
  return Store(std::move(state));
}

Result<Store> Store::open(const std::string& path, std::span<const Practice> practices, Surroundings around,
                          Upkeep upkeep) {
  MANARA_TRY(state, state_at<State>(path, practices, around, sqlite::Opening::read_write));
  MANARA_CHECK(state->read_identity());
  MANARA_CHECK(state->settle_tables(upkeep));
  Store store(std::move(state));
  const auto layout = layout_of(store.state_->statements, practices);
  if (store.state_->layout != layout) {
    if (upkeep == Upkeep::refused) return fail(Code{"store_other_version"});
    store.state_->layout = layout;
    MANARA_CHECK(store.rebuild());
  } else {
    MANARA_CHECK(store.state_->load_edge());
    MANARA_CHECK(store.state_->watch_search());
  }
  return store;
}

Status Store::operate(const Operating& work) {
  Operations operations(state_->statements, state_->database);
  return in_transaction(state_->database, [&] { return work(operations); });
}

Result<StoredEntry> Store::entry(const ledger::EntryId& id) {
  return state_->entry(id);
}

Status Store::entries(std::uint64_t from, const std::function<bool(const StoredEntry&)>& each) {
  constexpr std::int64_t page = 256;
  for (bool more = true; more;) {
    // Read a page at a time: the caller may write in between, and nothing holds the database open.
    MANARA_TRY(entries, state_->entries_by("entries_from", {signed_of(from), page}));
    for (const auto& entry : entries) {
      if (!each(entry)) return {};
    }
    more = entries.size() == page;
    from += entries.size();
  }
  return {};
}

Result<std::vector<StoredEntry>> Store::entries_about(const ledger::SubjectId& subject) {
  return state_->entries_by("entries_of_subject", {blob(subject)});
}

Result<bool> Store::is_written(const ledger::DraftId& draft) {
  bool is_written = false;
  MANARA_CHECK(state_->query("entry_of_draft", {blob(draft)}, [&](const Row&) {
    is_written = true;
    return false;
  }));
  return is_written;
}

ledger::NodeHash Store::node_hash() {
  return [this](ledger::Node node) { return state_->hash_of(node); };
}

void Store::use_blobs(Blobs& blobs) {
  state_->blobs = &blobs;
}

Status Store::blobs(const std::function<bool(const BlobRef&)>& each) {
  return state_->query("blobs", {}, [&](const Row& row) {
    BlobRef blob{.size = static_cast<std::uint64_t>(row.integer(1))};
    const auto digest = row.blob(0);
    std::copy_n(digest.begin(), std::min(digest.size(), blob.name.digest.size()), blob.name.digest.begin());
    return each(blob);
  });
}

Result<std::uint64_t> Store::collect_blobs(std::int64_t before_ms) {
  std::uint64_t removed = 0;
  if (state_->blobs == nullptr) return removed;
  auto& all = *state_->blobs;
  std::set<std::string> needed;
  MANARA_CHECK(blobs([&](const BlobRef& blob) { return needed.insert(all.file_of(blob.name)).second; }));
  std::vector<std::string> needless;
  MANARA_CHECK(all.list([&](const Blobs::Lying& lying) {
    if (lying.changed_ms < before_ms && !needed.contains(lying.file)) needless.push_back(lying.file);
  }));
  for (const auto& file : needless) {
    MANARA_CHECK(all.remove(file, before_ms));
    ++removed;
  }
  return removed;
}

Status Store::keep_checkpoint(std::uint64_t size, std::string_view note) {
  return state_->run("keep_checkpoint", {static_cast<std::int64_t>(size), note, state_->around.clock.now_ms()});
}

Result<std::optional<std::string>> Store::last_checkpoint() {
  std::optional<std::string> note;
  MANARA_CHECK(state_->query("last_checkpoint", {}, [&](const Row& row) {
    note = row.text(1);
    return false;
  }));
  return note;
}

Result<Reader> Store::reader(const access::Scope& scope) {
  return Reader::open(state_->path, state_->statements, scope, state_->around.vfs);
}

}  // namespace manara::store
