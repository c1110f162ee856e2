#include "store/check.h"

#include "ledger/checkpoint.h"
#include "ledger/epoch.h"

namespace manara::store {
namespace {

Status check_parts(const StoredEntry& entry, Checked& checked) {
  const auto& commitments = entry.header.parts;
  const auto index = std::to_string(entry.index);
  for (std::size_t n = 0; n < commitments.size(); ++n) {
    if (n >= entry.parts.size()) return fail(Code{"part_missing"}, {index, std::to_string(n)});
    if (!entry.parts[n]) {
      ++checked.erased_parts;
    } else if (ledger::commitment_of(*entry.parts[n]) != commitments[n]) {
      return fail(Code{"part_changed"}, {index, std::to_string(n)});
    }
  }
  if (entry.parts.size() > commitments.size())
    return fail(Code{"part_changed"}, {index, std::to_string(commitments.size())});
  MANARA_TRY(blobs, blobs_of(entry));
  for (const auto& blob : blobs)
    checked.blobs.insert(blob.name);
  return {};
}

/// Heads that the ledger must have had: its own last checkpoint, and the one that was kept elsewhere.
struct Witnessed {
  ledger::Head head{};
  bool reached = false;
};

/// Of this log, or of one that it goes on from: the same key under an earlier epoch's name.
Result<Witnessed> witnessed(std::string_view note, ledger::NoteVerifier verifier) {
  auto checkpoint = ledger::verify_checkpoint(note, verifier);
  for (auto epoch = ledger::read_epoch(verifier.name); !checkpoint && epoch.number > 1;) {
    if (checkpoint.error().code != Code{"note_unsigned"}) break;
    --epoch.number;
    verifier.name = to_string(epoch);
    checkpoint = ledger::verify_checkpoint(note, verifier);
  }
  if (!checkpoint) return std::unexpected(std::move(checkpoint).error());
  return Witnessed{.head = checkpoint->head};
}

Status meet(Witnessed& one, const ledger::Edge& edge) {
  if (edge.size() != one.head.size) return {};
  one.reached = true;
  if (edge.root() != one.head.root) return fail(Code{"root_changed"}, {std::to_string(one.head.size)});
  return {};
}

}  // namespace

Result<Checked> check_ledger(Store& store, std::optional<std::string_view> since) {
  MANARA_TRY(verifier, ledger::read_note_verifier(store.identity().verifier));
  std::vector<Witnessed> heads;
  if (since) {
    MANARA_TRY(one, witnessed(*since, verifier));
    heads.push_back(one);
  }
  MANARA_TRY(own, store.last_checkpoint());
  if (own) {
    MANARA_TRY(one, witnessed(*own, verifier));
    heads.push_back(one);
  }
  Checked checked;
  ledger::Edge edge;
  Status status;
  const auto nodes = store.node_hash();
  const auto meet_all = [&] {
    for (auto& head : heads) {
      if (status) status = meet(head, edge);
    }
    return status.has_value();
  };
  if (!meet_all()) return std::unexpected(status.error());
  const auto read = store.entries(0, [&](const StoredEntry& entry) {
    const auto leaf = ledger::leaf_hash(entry.header_bytes);
    const auto kept = nodes({0, entry.index});
    if (entry.index != edge.size() || !kept || *kept != leaf) {
      status = fail(Code{"entry_changed"}, {std::to_string(edge.size())});
      return false;
    }
    status = check_parts(entry, checked);
    if (!status) return false;
    edge.append(leaf);
    return meet_all();
  });
  MANARA_CHECK(read);
  MANARA_CHECK(status);
  for (const auto& head : heads) {
    if (!head.reached)
      return fail(Code{"entries_missing"}, {std::to_string(edge.size()), std::to_string(head.head.size)});
  }
  if (store.head() != ledger::Head{edge.size(), edge.root()})
    return fail(Code{"root_changed"}, {std::to_string(edge.size())});
  checked.head = store.head();
  if (since) checked.grown_from = heads.front().head;
  return checked;
}

}  // namespace manara::store
