// Parser: note.cpp
#include <cstdint>
#include <cstdlib>

#include "ledger/note.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::ledger;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto note = read_note(bytes);
  // What was read is written as it was: nothing in a note has two forms.
  if (note && write_note(*note) != bytes) std::abort();
  static_cast<void>(read_note_verifier(bytes));
  return 0;
}
