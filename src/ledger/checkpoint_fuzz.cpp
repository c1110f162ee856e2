// Parser: checkpoint.cpp
#include <cstdint>
#include <cstdlib>

#include "ledger/checkpoint.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::ledger;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto checkpoint = read_checkpoint(bytes);
  if (checkpoint && write_checkpoint(*checkpoint) != bytes) std::abort();
  static const auto key = manara::crypto::signing_key_of({9});
  // Not signed: an origin that is no key's name, a line that is no UTF-8.
  const auto note = checkpoint ? sign_checkpoint(*checkpoint, {checkpoint->origin, key}) : std::string();
  if (checkpoint && note && verify_checkpoint(*note, verifier_of({checkpoint->origin, key})) != *checkpoint)
    std::abort();
  static_cast<void>(verify_checkpoint(bytes, verifier_of({"manara.example/harbour", key})));
  return 0;
}
