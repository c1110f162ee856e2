// The head of the ledger is signed where it is written, in the same transaction: a database whose last signature does
// not fit was written by somebody else, or by somebody without the key.
#include "ledger/checkpoint.h"
#include "store/state.h"
#include "store/store.h"

namespace manara::store {
namespace {

ledger::Head head_of(const ledger::Edge& edge) {
  return {edge.size(), edge.root()};
}

}  // namespace

Result<bool> Store::State::is_signed(const ledger::Edge& what) {
  MANARA_TRY(note, signed_head());
  if (!note) return what.size() == 0;
  const auto checkpoint = ledger::verify_checkpoint(*note, ledger::verifier_of(*signer));
  return checkpoint && checkpoint->head == head_of(what);
}

Result<std::optional<std::string>> Store::State::signed_head() {
  std::optional<std::string> note;
  MANARA_CHECK(query("signed_head", {}, [&](const Row& row) {
    note = row.text(0);
    return false;
  }));
  return note;
}

Result<std::string> Store::State::signed_note() {
  return ledger::sign_checkpoint({.origin = signer->name, .head = head_of(edge)}, *signer);
}

Status Store::State::sign_now() {
  MANARA_TRY(note, signed_note());
  return run("sign_head", {std::string_view(note)});
}

Status Store::State::sign(const ledger::Edge& before) {
  if (!signer || edge.size() == before.size()) return {};
  if (!signs) {
    MANARA_TRY(fits, is_signed(before));
    signs = fits;
  }
  return signs ? sign_now() : Status();
}

void Store::sign_with(ledger::NoteSigner signer) {
  state_->signer = std::move(signer);
  state_->signs = false;
}

Status Store::sign_head() {
  if (!state_->signer) return {};
  return in_transaction(state_->database, [&]() -> Status {
    std::int64_t last = -1;
    MANARA_CHECK(state_->query("head", {}, [&](const Row& row) {
      last = row.integer(1);
      return false;
    }));
    // Who writes beside this process signs what it writes.
    if (last + 1 != static_cast<std::int64_t>(state_->edge.size())) return {};
    return state_->sign_now();
  });
}

Result<std::optional<std::string>> Store::signed_head() {
  return state_->signed_head();
}

Result<std::string> Store::checkpoint() {
  MANARA_TRY(note, state_->signed_note());
  MANARA_CHECK(keep_checkpoint(state_->edge.size(), note));
  return note;
}

void Store::look_for_copies(std::function<std::vector<std::string>()> look) {
  state_->copies = std::move(look);
}

}  // namespace manara::store
