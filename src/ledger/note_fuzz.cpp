// Parser: note.cpp
#include <cstdint>
#include <cstdlib>

#include "ledger/note.h"

namespace {

using namespace manara::ledger;

const NoteSigner& signer() {
  static const NoteSigner one{"manara.example/harbour", manara::crypto::signing_key_of({9})};
  return one;
}

/// Whatever else stands below it, it is believed once its signer signed it; before, only with that signature.
void check_signed(Note note) {
  const auto log = verifier_of(signer());
  const auto before = verify_note(note, {&log, 1});
  if (!sign_note(note, signer())) std::abort();  // what may be read as a note may be signed
  const auto names = verify_note(note, {&log, 1});
  const bool had_false_one = !before && before.error().code == manara::Code{"note_signature_wrong"};
  if (names.has_value() == had_false_one) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto note = read_note(bytes);
  // What was read is written as it was: nothing in a note has two forms.
  if (note && write_note(*note) != bytes) std::abort();
  if (note) check_signed(*note);
  const auto verifier = read_note_verifier(bytes);
  if (verifier && read_note_verifier(to_string(*verifier)) != *verifier) std::abort();
  return 0;
}
