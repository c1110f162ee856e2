#include "ledger/note.h"

#include <doctest/doctest.h>

#include "base/strings.h"
#include "ledger/checkpoint.h"

using namespace manara;
using namespace manara::ledger;

namespace {

NoteSigner signer(std::string name = "manara.example/harbour") {
  crypto::Seed seed{};
  seed[0] = static_cast<std::uint8_t>(name.size());
  return {std::move(name), crypto::signing_key_of(seed)};
}

Note signed_note(std::string text) {
  Note note{.text = std::move(text)};
  REQUIRE(sign_note(note, signer()));
  return note;
}

}  // namespace

TEST_CASE("a note reads back as it was written, with its signatures, and is believed for those it trusts") {
  auto note = signed_note("lamp\n\nlit at dusk\n");
  REQUIRE(sign_note(note, signer("witness.example")));
  const auto read = read_note(write_note(note));
  REQUIRE(read);
  CHECK(read->text == "lamp\n\nlit at dusk\n");
  CHECK(read->signatures.size() == 2);
  const std::vector<NoteVerifier> trusted{verifier_of(signer("witness.example")), verifier_of(signer("another")),
                                          verifier_of(signer())};
  CHECK(verify_note(*read, trusted) == std::vector<std::string>{"witness.example", "manara.example/harbour"});
}

TEST_CASE("a note is not believed when its text changed, nobody trusted signed it, or a signature is cut") {
  auto note = signed_note("lamp\n");
  const auto trusted = verifier_of(signer());
  auto changed = note;
  changed.text = "lump\n";
  CHECK(verify_note(changed, {&trusted, 1}).error().code == Code{"note_signature_wrong"});
  const auto stranger = verifier_of(signer("stranger"));
  CHECK(verify_note(note, {&stranger, 1}).error().code == Code{"note_unsigned"});
  note.signatures.front().bytes.pop_back();
  CHECK(verify_note(note, {&trusted, 1}).error().code == Code{"note_signature_wrong"});
}

TEST_CASE("another key under a trusted name is another signer") {
  auto note = signed_note("lamp\n");
  auto trusted = verifier_of(signer());
  trusted.key[0] ^= 1;
  CHECK(verify_note(note, {&trusted, 1}).error().code == Code{"note_unsigned"});
}

TEST_CASE("what is no note is refused") {
  const auto good = write_note(signed_note("lamp\n"));
  REQUIRE(read_note(good));
  for (std::size_t i = 0; i < good.size(); ++i)
    CHECK_FALSE(read_note(good.substr(0, i)));
  for (const auto* text : {"", "\n", "\n\n", "lamp\n", "lamp\n\n", "lamp\n\n— name\n", "lamp\n\n— name YWJjZA==\n",
                           "lamp\n\n— na+me YWJjZGU=\n", "lamp\n\n- name YWJjZGU=\n", "la\tmp\n\n— name YWJjZGU=\n",
                           "la\xff\n\n— name YWJjZGU=\n", "lamp\n\n— na\u2003me YWJjZGU=\n"})
    CHECK_FALSE(read_note(text));
  CHECK(read_note("lamp\n\n— name YWJjZGU=\n"));
  std::string many = "lamp\n\n";
  for (int i = 0; i < 101; ++i)
    many += "— name YWJjZGU=\n";
  CHECK_FALSE(read_note(many));
  CHECK_FALSE(read_note(std::string(2 << 20, 'a') + "\n\n— name YWJjZGU=\n"));
}

TEST_CASE("a verifier's key reads back, and not with another name, hash or algorithm") {
  const auto verifier = verifier_of(signer());
  const auto text = to_string(verifier);
  CHECK(read_note_verifier(text) == verifier);
  auto other = text;
  other[0] = 'n';
  CHECK_FALSE(read_note_verifier(other));
  const auto ecdsa = cut_last(text, '+')->head;
  CHECK_FALSE(read_note_verifier(std::string(ecdsa) + "+Ag=="));
  CHECK_FALSE(read_note_verifier(""));
  CHECK_FALSE(read_note_verifier("name+00000000"));
}

TEST_CASE("a checkpoint is a note that its own log signed") {
  const Checkpoint checkpoint{.origin = "manara.example/harbour", .head = {3, leaf_hash("a")}};
  const auto note = sign_checkpoint(checkpoint, signer());
  REQUIRE(note);
  CHECK(verify_checkpoint(*note, verifier_of(signer())) == checkpoint);
  CHECK(verify_checkpoint(*note, verifier_of(signer("other"))).error().code == Code{"note_unsigned"});
  const auto of_another = sign_checkpoint({.origin = "elsewhere"}, signer());
  CHECK(verify_checkpoint(*of_another, verifier_of(signer())).error().code == Code{"checkpoint_of_another"});
}

TEST_CASE("a checkpoint's text has three lines or more, a plain size and a whole root") {
  const std::string root = "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=";
  CHECK(read_checkpoint("log\n0\n" + root + "\n"));
  CHECK(read_checkpoint("log\n12\n" + root + "\nmore\n")->extensions == std::vector<std::string>{"more"});
  for (const std::string& text : std::initializer_list<std::string>{
           "", "log\n12\n" + root, "log\n12\n", "log\n012\n" + root + "\n", "log\n-1\n" + root + "\n",
           "log\n\n" + root + "\n", "\n12\n" + root + "\n", "log\n12\n" + root + "\n\n", "log\n12\nbjQL\n",
           "log\n99999999999999999999\n" + root + "\n"})
    CHECK(read_checkpoint(text).error().code == Code{"checkpoint_malformed"});
  CHECK_FALSE(write_checkpoint({.origin = ""}));
  CHECK_FALSE(write_checkpoint({.origin = "a\nb"}));
}
