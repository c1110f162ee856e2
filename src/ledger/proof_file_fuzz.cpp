// Parser: proof_file.cpp
#include <cstdint>
#include <cstdlib>

#include "ledger/proof_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::ledger;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto proof = read_proof(bytes);
  if (proof && write_proof(*proof) != bytes) std::abort();
  return 0;
}
