// How something goes for good. The part's row loses its bytes and its salt; then all that is derived is made anew, in
// the same transaction: slower than to look for what followed from the part, and surer, since no practice has to
// remember what it wrote where. SQLite overwrites what it frees (secure_delete); its log is moved and cut afterwards.
#include <algorithm>

#include "crypto/sha256.h"
#include "store/blobs.h"
#include "store/state.h"
#include "store/store.h"

namespace manara::store {
namespace {

Draft draft_of(const Erasing& what, const StoredEntry& entry) {
  ledger::Erasure erasure{.entry = what.entry, .parts = what.parts};
  for (std::uint32_t n = 0; what.parts.empty() && n < entry.parts.size(); ++n)
    erasure.parts.push_back(n);
  return {.id = what.draft,
          .kind = std::string(ledger::erased_kind),
          .subject = ledger::SubjectId{what.entry.bytes},
          .actor = what.actor,
          .parts = {write_erasure(erasure), what.reason}};
}

/// Whether these parts can be erased, and are not yet.
Status check_parts(const StoredEntry& entry, const std::vector<std::uint32_t>& parts) {
  bool is_there = false;
  for (const auto n : parts) {
    if (n >= entry.parts.size()) return fail(Code{"part_unknown"}, {std::to_string(n)});
    if (n == 0 && entry.header.kind == ledger::erased_kind) return fail(Code{"erasure_kept"});
    is_there = is_there || entry.parts[n];
  }
  if (!is_there) return fail(Code{"part_erased"}, {to_string(entry.header.id)});
  return {};
}

}  // namespace

Result<std::vector<Erasing>> about_the_same(Store& store, const Erasing& like) {
  MANARA_TRY(named, store.entry(like.entry));
  MANARA_TRY(entries, store.entries_about(named.header.subject));
  std::vector<Erasing> all;
  for (const auto& entry : entries) {
    auto one = like;
    one.entry = entry.header.id;
    // Each its own draft, and asked for again the same ones.
    auto digest =
        crypto::Sha256().update("manara erasure 1\n").update(blob(like.draft).bytes).update(blob(one.entry).bytes);
    const auto bytes = digest.finish();
    std::copy_n(bytes.begin(), one.draft.bytes.size(), one.draft.bytes.begin());
    // What is gone already is only asked for again where it was asked for so before.
    const bool is_gone = std::ranges::none_of(entry.parts, [](const auto& part) { return part.has_value(); });
    MANARA_TRY(is_written, is_gone ? store.is_written(one.draft) : true);
    if (is_written) all.push_back(std::move(one));
  }
  return all;
}

/// One row, or the database is not what it says it is.
Status Store::State::erase_part(std::uint64_t index, std::uint32_t n, std::uint64_t by) {
  const auto* statement = statements.find("erase_part", StatementKind::own);
  const Value values[] = {signed_of(index), std::int64_t{n}, signed_of(by)};
  MANARA_TRY(changed, database.run(statement->sql, values));
  if (changed != 1) return fail(Code{"part_changed"}, {std::to_string(index), std::to_string(n)});
  return {};
}

Result<Outcome> Store::State::write_erased(const Erasing& what, std::vector<BlobRef>& blobs_left) {
  MANARA_TRY(entry, this->entry(what.entry));
  const auto draft = draft_of(what, entry);
  MANARA_TRY(before, written_before(draft));
  if (before) return *before;
  MANARA_TRY(erasure, ledger::read_erasure(draft.parts.front()));
  MANARA_CHECK(check_parts(entry, erasure.parts));
  const auto& kind = *kind_of(ledger::erased_kind);
  auto grown = edge;
  auto written = entry_of(draft, kind, edge.size());
  MANARA_CHECK(add(written, kind, grown));
  edge = std::move(grown);
  for (const auto n : erasure.parts) {
    if (entry.parts[n]) MANARA_CHECK(erase_part(entry.index, n, written.index));
  }
  if (entry.header.blobs && std::ranges::find(erasure.parts, *entry.header.blobs) != erasure.parts.end()) {
    MANARA_TRY(blobs_of_it, blobs_of(entry));
    blobs_left.insert(blobs_left.end(), blobs_of_it.begin(), blobs_of_it.end());
  }
  MANARA_CHECK(forget(entry));
  return Outcome{.index = written.index, .id = written.header.id};
}

/// Only with the latest entry of its kind: an older one that goes leaves whom it was about as he is.
Status Store::State::forget(const StoredEntry& entry) {
  const auto* kind = kind_of(entry.header.kind);
  if (kind == nullptr || kind->forget.empty()) return {};
  bool is_latest = false;
  const auto subject = blob(entry.header.subject);
  MANARA_CHECK(query("last_of_kind", {subject, std::string_view(entry.header.kind)}, [&](const Row& row) {
    is_latest = row.integer(0) == signed_of(entry.index);
    return false;
  }));
  if (!is_latest) return {};
  Operations operations(statements, database);
  for (const auto statement : kind->forget)
    MANARA_CHECK(operations.run(statement, {subject}));
  return {};
}

Result<bool> Store::State::is_needed(const BlobName& name) {
  bool is_needed = false;
  MANARA_CHECK(query("blob_is_needed", {blob(name.digest)}, [&](const Row&) {
    is_needed = true;
    return false;
  }));
  return is_needed;
}

/// Notes the files that go: after the commit, since a file that is gone can't be rolled back.
Status Store::State::drop_unneeded(const std::vector<BlobRef>& blobs_left) {
  for (const auto& one : blobs_left) {
    MANARA_TRY(needed, is_needed(one.name));
    if (!needed) MANARA_CHECK(run("add_blob_to_remove", {blob(one.name.digest)}));
  }
  return {};
}

/// The latest of a kind may be gone only where nothing before it is left that would be so again.
Status Store::State::expect_no_revival(const ledger::EntryId& erased) {
  MANARA_TRY(entry, this->entry(erased));
  const auto* kind = kind_of(entry.header.kind);
  if (kind == nullptr || !kind->passes_over_erased || entry.parts.empty() || entry.parts[0]) return {};
  bool earlier = false;
  bool later = false;
  MANARA_TRY(all, entries_by("entries_of_subject", {blob(entry.header.subject)}));
  for (const auto& other : all) {
    if (other.header.kind == kind->name && !other.part(0).empty()) (other.index < entry.index ? earlier : later) = true;
  }
  if (earlier && !later) return fail(Code{"erasure_revives"});
  return {};
}

/// Nobody asked for what else would go: somebody whose account's name is another's again, once the other's new one is
/// erased.
Status Store::State::expect_no_more(const std::set<std::uint64_t>& before) {
  MANARA_TRY(now, refused_entries());
  for (const auto index : now) {
    if (before.contains(index)) continue;
    std::string id;
    MANARA_CHECK(query("entries_from", {signed_of(index), std::int64_t{1}}, [&](const Row& row) {
      id = to_string(row.id<ledger::EntryId>(1));
      return false;
    }));
    return fail(Code{"erasure_breaks"}, {id});
  }
  return {};
}

Result<Erased> Store::erase(std::span<const Erasing> what, const Operating& also) {
  Erased erased;
  KeptEdge kept(state_->edge);
  const auto done = in_transaction(state_->database, [&]() -> Status {
    std::vector<BlobRef> blobs_left;
    bool is_new = false;
    for (const auto& one : what) {
      MANARA_TRY(outcome, state_->write_erased(one, blobs_left));
      is_new = is_new || !outcome.repeated;
      erased.entries.push_back(outcome);
    }
    if (!is_new) return {};
    for (const auto& one : what)
      MANARA_CHECK(state_->expect_no_revival(one.entry));
    MANARA_TRY(refused, state_->refused_entries());
    Rebuilt rebuilt;
    ledger::Edge edge;
    MANARA_CHECK(make_anew(rebuilt, edge));
    MANARA_CHECK(state_->expect_no_more(refused));
    Operations operations(state_->statements, state_->database);
    if (also) MANARA_CHECK(also(operations));
    state_->edge = std::move(edge);
    MANARA_CHECK(state_->drop_unneeded(blobs_left));
    return state_->sign(kept.before());
  });
  MANARA_CHECK(done);
  kept.is_good();
  state_->erasure_waits = true;
  MANARA_TRY(complete, finish_erasures());
  if (state_->copies) erased.copies = state_->copies();
  erased.is_complete = complete && erased.copies.empty();
  return erased;
}

Result<bool> Store::finish_erasures() {
  if (!state_->erasure_waits) return true;
  std::vector<BlobName> names;
  MANARA_CHECK(state_->query("blobs_to_remove", {}, [&](const Row& row) {
    const auto digest = row.blob(0);
    std::copy_n(digest.begin(), std::min(digest.size(), BlobName().digest.size()), names.emplace_back().digest.begin());
    return true;
  }));
  bool is_done = names.empty() || state_->blobs != nullptr;
  for (std::size_t i = 0; is_done && i < names.size(); ++i) {
    MANARA_TRY(needed, state_->is_needed(names[i]));
    const auto removed = needed ? Status() : state_->blobs->remove(state_->blobs->file_of(names[i]), INT64_MAX);
    is_done = removed || removed.error().code != Code{"file_held"};
    if (!is_done) break;
    MANARA_CHECK(removed);
    MANARA_CHECK(state_->run("drop_blob_to_remove", {blob(names[i].digest)}));
  }
  // While files are held there is another time; and nobody else's writing waits long for whoever reads an old state.
  if (!is_done) return false;
  MANARA_TRY(is_cut, state_->database.cut_log());
  state_->erasure_waits = !is_cut;
  return is_cut;
}

}  // namespace manara::store
