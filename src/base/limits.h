/// The largest input that is read. Every reader takes these; each says which it uses.
#pragma once

#include <cstddef>
#include <cstdint>

namespace manara {

struct Limits {
  std::uint64_t document_bytes = 256ULL << 20;  ///< one document that is read whole
  std::uint64_t record_bytes = 32ULL << 20;     ///< one record of a stream: a line, a stanza, an archive member
  std::uint64_t unpacked_bytes = 8ULL << 30;    ///< all that one compressed file or archive may unpack to
  std::uint64_t archive_members = 4'000'000;    ///< members of one archive
  std::size_t depth = 200;                      ///< nesting of JSON, XML, archives in archives count separately
  std::size_t components = 5'000'000;           ///< of one inventory
  std::size_t refused_listed = 10'000;          ///< refused rows kept with their line; the rest is counted
  std::uint64_t ratio = 2000;                   ///< unpacked : packed above this, beyond 16 MB, is a bomb
};

}  // namespace manara
