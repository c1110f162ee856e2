#include "store/check.h"

#include <map>
#include <utility>

#include "ledger/checkpoint.h"
#include "ledger/epoch.h"
#include "ledger/erasure.h"

namespace manara::store {
namespace {

/// A part of an entry, wherever that stands.
using PartId = std::pair<IdBytes, std::uint32_t>;

/// Parts that are gone and entries that say so: none without the other.
class Erasures {
 public:
  Status take(const StoredEntry& entry) {
    for (std::uint32_t n = 0; n < entry.parts.size(); ++n) {
      if (!entry.parts[n]) gone_[{entry.header.id.bytes, n}] = {entry.index, *entry.erased_by[n]};
    }
    if (entry.header.kind != ledger::erased_kind) return {};
    // Which parts were erased is never erased itself.
    if (entry.parts.empty() || !entry.parts[0]) return fail(Code{"part_missing"}, {std::to_string(entry.index), "0"});
    MANARA_TRY(erasure, ledger::read_erasure(entry.part(0)));
    for (const auto n : erasure.parts)
      said_.emplace(PartId{erasure.entry.bytes, n}, entry.index);
    return {};
  }

  Status end(Store& store) const {
    for (const auto& [part, gone] : gone_) {
      const auto said = said_.find(part);
      const auto number = std::to_string(part.second);
      if (said == said_.end()) return fail(Code{"part_missing"}, {std::to_string(gone.index), number});
      if (said->second != gone.by) return fail(Code{"part_erased_by"}, {std::to_string(gone.index), number});
    }
    for (const auto& [part, by] : said_) {
      if (gone_.contains(part)) continue;
      MANARA_TRY(entry, store.entry(ledger::EntryId{part.first}));
      return fail(Code{"part_not_erased"},
                  {std::to_string(entry.index), std::to_string(part.second), std::to_string(by)});
    }
    return {};
  }

  [[nodiscard]] std::uint64_t parts() const { return gone_.size(); }

 private:
  struct Gone {
    std::uint64_t index = 0;
    std::uint64_t by = 0;
  };
  std::map<PartId, Gone> gone_{};
  std::map<PartId, std::uint64_t> said_{};
};

Status check_parts(const StoredEntry& entry, Checked& checked) {
  const auto& commitments = entry.header.parts;
  const auto index = std::to_string(entry.index);
  for (std::size_t n = 0; n < commitments.size(); ++n) {
    if (n >= entry.parts.size()) return fail(Code{"part_missing"}, {index, std::to_string(n)});
    if (entry.parts[n] && ledger::commitment_of(*entry.parts[n]) != commitments[n])
      return fail(Code{"part_changed"}, {index, std::to_string(n)});
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

/// Adds a leaf; each node that it completes has to be the one that is kept.
Status grow(ledger::Edge& edge, const ledger::Hash& leaf, const ledger::NodeHash& kept) {
  Status status;
  edge.append(leaf, [&](ledger::Node node, const ledger::Hash& hash) {
    if (!status) return;
    const auto is = kept(node);
    if (is && *is == hash) return;
    const auto first = node.number << node.level;
    const auto last = first + (std::uint64_t{1} << node.level) - 1;
    status = node.level == 0 ? fail(Code{"entry_changed"}, {std::to_string(first)})
                             : fail(Code{"tree_changed"}, {std::to_string(first), std::to_string(last)});
  });
  return status;
}

Result<std::vector<Witnessed>> heads_of(Store& store, const ledger::NoteVerifier& key,
                                        std::optional<std::string_view> since) {
  std::vector<Witnessed> heads;
  if (since) {
    MANARA_TRY(one, witnessed(*since, key));
    heads.push_back(one);
  }
  MANARA_TRY(own, store.last_checkpoint());
  if (own) {
    MANARA_TRY(one, witnessed(*own, key));
    heads.push_back(one);
  }
  return heads;
}

Result<Checked> check(Store& store, std::vector<Witnessed> heads) {
  Checked checked;
  Erasures erasures;
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
    status = entry.index == edge.size() ? Status() : fail(Code{"entry_changed"}, {std::to_string(edge.size())});
    if (status) status = grow(edge, ledger::leaf_hash(entry.header_bytes), nodes);
    if (status) status = check_parts(entry, checked);
    if (status) status = erasures.take(entry);
    return status && meet_all();
  });
  MANARA_CHECK(read);
  MANARA_CHECK(status);
  for (const auto& head : heads) {
    if (!head.reached)
      return fail(Code{"entries_missing"}, {std::to_string(edge.size()), std::to_string(head.head.size)});
  }
  if (store.head() != ledger::Head{edge.size(), edge.root()})
    return fail(Code{"root_changed"}, {std::to_string(edge.size())});
  MANARA_CHECK(erasures.end(store));
  checked.head = store.head();
  checked.erased_parts = erasures.parts();
  return checked;
}

}  // namespace

Result<Checked> check_ledger(Store& store, std::optional<std::string_view> since) {
  MANARA_TRY(key, ledger::read_note_verifier(store.identity().verifier));
  MANARA_TRY(heads, heads_of(store, key, since));
  auto checked = check(store, heads);
  if (checked && since) checked->grown_from = heads.front().head;
  return checked;
}

}  // namespace manara::store
