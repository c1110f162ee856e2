// Parser: encoding.cpp
// Any bytes in any encoding become UTF-8, and the same UTF-8 whatever the pieces they came in.
#include <array>
#include <cstdint>
#include <cstdlib>

#include "base/utf8.h"
#include "text/encoding.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::text;
  if (size == 0) return 0;
  const std::size_t piece = data[0] % 7U + 1U;
  const auto bytes = std::string_view(reinterpret_cast<const char*>(data), size).substr(1);
  detect_encoding(bytes);
  if (const auto named = parse_encoding(bytes.substr(0, 16)); named && parse_encoding(name(*named)) != named)
    std::abort();
  for (const auto encoding :
       {Encoding::utf8, Encoding::utf16le, Encoding::utf16be, Encoding::windows1252, Encoding::windows1256}) {
    const auto whole = to_utf8(bytes, encoding);
    if (!manara::is_utf8(whole)) std::abort();
    Decoder decoder(encoding);
    std::string pieces;
    for (std::size_t at = 0; at < bytes.size(); at += piece)
      decoder.decode(bytes.substr(at, piece), pieces);
    decoder.finish(pieces);
    if (pieces != whole) std::abort();
  }
  return 0;
}
