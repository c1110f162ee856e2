#include "ledger/proof_file.h"

#include <doctest/doctest.h>

#include "ledger/checkpoint.h"

using namespace manara;
using namespace manara::ledger;

namespace {

NoteSigner signer() {
  return {"manara.example/harbour", crypto::signing_key_of({9})};
}

/// Of the first of two entries.
ProofFile proof() {
  const auto other = leaf_hash("buoy");
  const auto note =
      sign_checkpoint({.origin = signer().name, .head = {2, node_hash(leaf_hash("lamp"), other)}}, signer());
  REQUIRE(note);
  return {.extra = "lamp", .index = 0, .steps = {other}, .checkpoint = *note};
}

}  // namespace

TEST_CASE("a proof reads back as it was written, with extra data and without") {
  CHECK(read_proof(write_proof(proof())) == proof());
  auto plain = proof();
  plain.extra.reset();
  CHECK(read_proof(write_proof(plain)) == plain);
}

TEST_CASE("a proof shows its entry, and no other entry, place, way or log") {
  const auto log = verifier_of(signer());
  CHECK(verify_proof(proof(), "lamp", log));
  CHECK(verify_proof(proof(), "buoy", log).error().code == Code{"proof_wrong"});
  auto other = proof();
  other.index = 1;
  CHECK(verify_proof(other, "lamp", log).error().code == Code{"proof_wrong"});
  other = proof();
  other.steps.clear();
  CHECK(verify_proof(other, "lamp", log).error().code == Code{"proof_wrong"});
  const auto stranger = verifier_of({"manara.example/harbour", crypto::signing_key_of({8})});
  CHECK(verify_proof(proof(), "lamp", stranger).error().code == Code{"note_unsigned"});
}

TEST_CASE("what is no proof is refused, wherever it is cut") {
  const auto text = write_proof(proof());
  for (std::size_t i = 0; i < text.size(); ++i)
    CHECK(read_proof(std::string_view(text).substr(0, i)).error().code == Code{"proof_malformed"});
  const auto& note = proof().checkpoint;
  const std::string head = "c2sp.org/tlog-proof@v1\n";
  CHECK(read_proof(head + "index 0\n\n" + note));
  for (const auto& wrong : {"index 00\n\n" + note, "index -1\n\n" + note, "index 0\nbjQL\n\n" + note,
                            "extra ?\nindex 0\n\n" + note, "index 0\nextra bGlnaHQ=\n\n" + note, "index 0\n" + note})
    CHECK_FALSE(read_proof(head + wrong));
  std::string steps;
  for (int i = 0; i < 65; ++i)
    steps += "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n";
  CHECK_FALSE(read_proof(head + "index 0\n" + steps + "\n" + note));
}
