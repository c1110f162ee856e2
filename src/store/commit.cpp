// How a batch of drafts becomes entries: each under a savepoint of its own, so that one that is refused takes nothing
// with it; one COMMIT for all, so that a disk that needs 5 ms for an fsync takes it once for 256 of them.
#include <algorithm>

#include "store/blobs.h"
#include "store/state.h"
#include "store/store.h"

namespace manara::store {
Result<ledger::Hash> Store::State::hash_of(ledger::Node node) {
  std::string bytes;
  MANARA_CHECK(
      query("tree_node_hash", {static_cast<std::int64_t>(node.level), signed_of(node.number)}, [&](const Row& row) {
        bytes = row.blob(0);
        return false;
      }));
  ledger::Hash hash{};
  if (bytes.size() != hash.size()) return fail(Code{"store_corrupt"}, {"tree_node"});
  std::ranges::copy(bytes, hash.begin());
  return hash;
}

Status Store::State::add_leaf(ledger::Edge& to, std::string_view header_bytes) {
  Status status;
  to.append(ledger::leaf_hash(header_bytes), [&](ledger::Node node, const ledger::Hash& hash) {
    if (!status) return;
    status = run("add_tree_node", {static_cast<std::int64_t>(node.level), signed_of(node.number), blob(hash)});
  });
  return status;
}

Status Store::State::project_alone(const EntryKind& kind, StoredEntry& entry) {
  MANARA_CHECK(database.execute("SAVEPOINT projection"));
  const auto done = project(kind, entry);
  if (done) return database.execute("RELEASE projection");
  // Where there is nothing to go back to, the first error says why.
  const auto back = database.roll_back_to("projection");
  return back || !database.in_transaction() ? done : back;
}

namespace {

/// What it says, and behind that the list of its blobs.
std::vector<std::string> parts_of(const Draft& draft) {
  auto parts = draft.parts;
  if (!draft.blobs.empty()) parts.push_back(write_blob_list(draft.blobs));
  return parts;
}

/// Whether the entry says what the draft says. What was erased since then can't be held against it.
bool says_the_same(const StoredEntry& entry, const Draft& draft) {
  if (entry.header.kind != draft.kind || entry.header.subject != draft.subject) return false;
  const auto parts = parts_of(draft);
  if (entry.parts.size() != parts.size()) return false;
  for (std::size_t n = 0; n < parts.size(); ++n) {
    if (entry.parts[n] && entry.parts[n]->bytes != parts[n]) return false;
  }
  return true;
}

}  // namespace

Result<std::optional<Outcome>> Store::State::written_before(const Draft& draft) {
  MANARA_TRY(before, entry_by("entry_of_draft", {blob(draft.id)}));
  if (!before) return std::nullopt;
  if (!says_the_same(*before, draft)) return fail(Code{"draft_reused"});
  return Outcome{.index = before->index, .id = before->header.id, .repeated = true};
}

Status Store::State::expect_revision(const Draft& draft) {
  if (!draft.expected_revision) return {};
  std::int64_t now = -1;
  MANARA_CHECK(query("revision_of", {blob(draft.subject)}, [&](const Row& row) {
    now = row.integer(0);
    return false;
  }));
  if (now != *draft.expected_revision) return fail(Code{"revision_conflict"}, {std::to_string(now)});
  return {};
}

/// Here, where entries are written one at a time, and not before: between two of them unreferenced blobs are removed.
Status Store::State::expect_blobs(const Draft& draft) {
  for (const auto& blob : draft.blobs) {
    if (blobs == nullptr || !blobs->holds(blob.name)) return fail(Code{"blob_missing"}, {to_string(blob.name)});
  }
  return {};
}

Status Store::State::add_blobs(const StoredEntry& entry) {
  MANARA_TRY(all, blobs_of(entry));
  for (const auto& one : all) {
    MANARA_CHECK(
        run("add_entry_blob", {signed_of(entry.index), blob(one.name.digest), static_cast<std::int64_t>(one.size)}));
  }
  return {};
}

StoredEntry Store::State::entry_of(const Draft& draft, const EntryKind& kind, std::uint64_t index) {
  StoredEntry entry{.index = index};
  entry.header = {.id = around.random.make_id<ledger::EntryId>(),
                  .kind = draft.kind,
                  .version = kind.version,
                  .home = identity.home,
                  .subject = draft.subject,
                  .actor = draft.actor,
                  .at_ms = around.clock.now_ms(),
                  .draft = draft.id};
  if (!draft.blobs.empty()) entry.header.blobs = static_cast<std::uint32_t>(draft.parts.size());
  for (auto& bytes : parts_of(draft)) {
    ledger::Part part{.bytes = std::move(bytes)};
    around.random.fill(part.salt);
    entry.header.parts.push_back(ledger::commitment_of(part));
    entry.parts.emplace_back(std::move(part));
  }
  return entry;
}

Status Store::State::add(StoredEntry& entry, const EntryKind& kind, ledger::Edge& to) {
  const auto& header = entry.header;
  MANARA_TRY(bytes, ledger::write_header(header));
  entry.header_bytes = std::move(bytes);
  const auto index = signed_of(entry.index);
  MANARA_CHECK(run("add_entry", {index, blob(header.id), std::string_view(header.kind), std::int64_t{header.version},
                                 blob(header.subject), blob(header.draft), header.at_ms, Blob{entry.header_bytes}}));
  for (std::size_t n = 0; n < entry.parts.size(); ++n) {
    MANARA_CHECK(run("add_part", {index, signed_of(n), blob(entry.parts[n]->salt), Blob{entry.parts[n]->bytes}}));
  }
  MANARA_CHECK(add_leaf(to, entry.header_bytes));
  MANARA_CHECK(add_blobs(entry));
  return project(kind, entry);
}

Result<Outcome> Store::State::write(const Draft& draft) {
  MANARA_TRY(before, written_before(draft));
  if (before) return *before;
  const auto* kind = kind_of(draft.kind);
  if (kind == nullptr || draft.kind == ledger::erased_kind) return fail(Code{"kind_unknown"}, {draft.kind});
  MANARA_CHECK(expect_revision(draft));
  MANARA_CHECK(expect_blobs(draft));
  MANARA_CHECK(database.execute("SAVEPOINT draft"));
  auto grown = edge;
  auto entry = entry_of(draft, *kind, edge.size());
  auto added = add(entry, *kind, grown);
  if (added && draft.also) {
    Operations operations(statements, database);
    added = draft.also(operations);
  }
  if (!added) {
    const auto back = database.roll_back_to("draft");
    return std::unexpected(back || !database.in_transaction() ? added.error() : back.error());
  }
  MANARA_CHECK(database.execute("RELEASE draft"));
  edge = std::move(grown);
  return Outcome{.index = entry.index, .id = entry.header.id};
}

std::vector<Result<Outcome>> Store::commit(std::span<const Draft> drafts) {
  std::vector<Result<Outcome>> outcomes;
  KeptEdge edge(state_->edge);
  const auto committed = in_transaction(state_->database, [&]() -> Status {
    for (const auto& draft : drafts) {
      outcomes.push_back(state_->write(draft));
      // The disk ended all of it.
      if (!outcomes.back() && !state_->database.in_transaction()) return std::unexpected(outcomes.back().error());
    }
    MANARA_CHECK(state_->settle_search());
    return state_->sign(edge.before());
  });
  if (committed) {
    edge.is_good();
  } else {
    outcomes.assign(drafts.size(), std::unexpected(committed.error()));
  }
  return outcomes;
}

}  // namespace manara::store
