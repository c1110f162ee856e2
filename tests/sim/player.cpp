#include "player.h"

#include "ledger/checkpoint.h"
#include "rows.h"
#include "store/check.h"

namespace manara::sim {
namespace {

using store::made::lamp;

const std::string path = "/manara.db";

ledger::NoteSigner signer() {
  return {"manara.example/harbour", crypto::signing_key_of({3})};
}

/// The entries by the draft they were made of.
std::map<ledger::DraftId, std::vector<store::Outcome>> entries_of(store::Store& store) {
  std::map<ledger::DraftId, std::vector<store::Outcome>> entries;
  const auto read = store.entries(0, [&](const store::StoredEntry& entry) {
    entries[entry.header.draft].push_back({.index = entry.index, .id = entry.header.id});
    return true;
  });
  if (!read) entries.clear();
  return entries;
}

std::string wrong_entries(store::Store& store, const Acknowledged& said) {
  const auto entries = entries_of(store);
  for (const auto& [draft, outcome] : said.drafts) {
    const auto found = entries.find(draft);
    const auto index = std::to_string(outcome.index);
    if (found == entries.end()) return "lost: " + index;
    if (found->second.size() != 1) return "twice: " + index;
    if (found->second.front().id != outcome.id || found->second.front().index != outcome.index)
      return "another: " + index;
  }
  return "";
}

/// The same draft again, as whoever never heard an answer sends it, and a new one.
std::string wrong_work(store::Store& store, const Acknowledged& said) {
  for (const auto& [draft, outcome] : said.drafts) {
    const auto entry = store.entry(outcome.id);
    if (!entry) return "an entry is not found by its id";
    store::Draft again{.id = draft, .kind = entry->header.kind, .subject = entry->header.subject};
    for (const auto& part : entry->parts)
      again.parts.push_back(part ? part->bytes : "");
    const auto answer = store.commit(std::vector{again}).front();
    if (!answer || !answer->repeated || answer->id != outcome.id) return "a draft came again and was written";
  }
  const auto next = store.commit(std::vector{lamp(200, "afterwards")}).front();
  return next ? "" : "work does not go on: " + std::string(next.error().code.name());
}

}  // namespace

bool Player::create() {
  auto made = store::Store::create(path, store::made::practices,
                                   store::made::Made::identity(to_string(ledger::verifier_of(signer()))), around());
  if (!made) note(made.error());
  if (made) store_.emplace(std::move(*made));
  return store_.has_value();
}

bool Player::open() {
  // Once more where it fails: who starts a node again expects no more of it.
  for (int tries = 0; tries < 2 && !store_; ++tries) {
    auto opened = store::Store::open(path, store::made::practices, around());
    if (!opened) note(opened.error());
    if (opened) store_.emplace(std::move(*opened));
  }
  return store_.has_value();
}

void Player::commit(const std::vector<store::Draft>& drafts) {
  if (!store_) return;
  for (int tries = 0; tries < 2; ++tries) {
    const auto outcomes = store_->commit(drafts);
    bool all = true;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      if (outcomes[i]) said_.drafts[drafts[i].id] = *outcomes[i];
      if (!outcomes[i] && !drafts[i].parts.front().empty()) {
        note(outcomes[i].error());
        all = false;
      }
    }
    if (all) return;
  }
}

void Player::keep_checkpoint() {
  if (!store_) return;
  const auto head = store_->head();
  const auto text = ledger::sign_checkpoint({.origin = signer().name, .head = head}, signer());
  const auto kept = store_->keep_checkpoint(head.size, *text);
  if (!kept) note(kept.error());
  if (kept) said_.checkpoint = *text;
}

void Player::rebuild() {
  if (!store_) return;
  if (const auto done = store_->rebuild(); !done) note(done.error());
}

void Player::play(Day day) {
  if (!open()) return;
  commit({lamp(2, "mole"), lamp(3, "quay"), lamp(4, "")});
  keep_checkpoint();
  commit({lamp(3, "quay again", 1), lamp(2, "mole"), lamp(5, std::string(9000, 'x'))});
  close();
  if (!open()) return;
  commit({lamp(6, "lock")});
  rebuild();
  if (day == Day::whole) {
    for (std::uint8_t i = 0; i < 4; ++i)
      commit({lamp(7, std::string(1'200'000, static_cast<char>('a' + i)), i)});
  }
  commit({lamp(8, "crane"), lamp(2, "mole end", 1)});
  close();
}

Begun begin(bool lies_about_syncs) {
  Disk disk(1);
  Acknowledged said;
  {
    Player player(disk, 1);
    player.create();
    player.commit({lamp(1, "first light")});
    said = player.said();
  }
  if (lies_about_syncs) disk.lie_about_syncs();
  return {std::move(disk), std::move(said)};
}

std::string wrong_with(Disk disk, const Acknowledged& said) {
  Player player(disk, 99);
  if (!player.open()) return "can't be opened: " + player.said().errors.back();
  auto& store = *player.store();
  if (auto wrong = wrong_entries(store, said); !wrong.empty()) return wrong;
  const auto note = store.last_checkpoint();
  if (said.checkpoint && (!note || *note != said.checkpoint)) return "the checkpoint is lost";
  if (const auto checked = store::check_ledger(store, {}); !checked)
    return "the ledger does not check: " + std::string(checked.error().code.name());
  const auto before = rows_of(path, player.vfs());
  if (!store.rebuild()) return "can't be rebuilt";
  if (before.empty() || rows_of(path, player.vfs()) != before) return "a rebuild shows something else";
  return wrong_work(store, said);
}

}  // namespace manara::sim
