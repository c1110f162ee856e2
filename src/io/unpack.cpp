#include "io/unpack.h"

#include <limits>

#include "io/decoder.h"
#include "io/lz4.h"

namespace manara::io {
namespace {

/// LZ4's decoder knows no budget.
class Lz4Counted final : public Stream {
 public:
  Lz4Counted(Ahead& from, Budget& budget)
      : from_(from), budget_(budget), unpacked_(lz4_decoded(from, std::numeric_limits<std::uint64_t>::max())) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    MANARA_TRY(count, unpacked_->read(buffer));
    made_ += count;
    MANARA_CHECK(budget_.unpacked(count, from_.position(), made_));
    return count;
  }

 private:
  Ahead& from_;
  Budget& budget_;
  std::unique_ptr<Stream> unpacked_;
  std::uint64_t made_ = 0;
};

}  // namespace

Packing packing_of(std::string_view head) {
  using namespace std::literals;
  if (head.starts_with("\x1f\x8b\x08"sv)) return Packing::gzip;
  if (head.starts_with("\xfd"
                       "7zXZ\0"sv)) {
    return Packing::xz;
  }
  if (head.starts_with("\x28\xb5\x2f\xfd"sv)) return Packing::zstd;
  // A skippable frame (RFC 8878, 3.1.2), as pzstd puts first.
  const bool skippable = head.size() >= 4 && (head[0] & 0xf0) == 0x50 && head.substr(1, 3) == "\x2a\x4d\x18"sv;
  if (skippable) return Packing::zstd;
  return looks_like_lz4(head) ? Packing::lz4 : Packing::none;
}

std::unique_ptr<Stream> unpack(Packing packing, Ahead& from, Budget& budget) {
  switch (packing) {
    case Packing::gzip: return unpack_gzip(from, budget);
    case Packing::xz: return unpack_xz(from, budget);
    case Packing::zstd: return unpack_zstd(from, budget);
    case Packing::lz4: return std::make_unique<Lz4Counted>(from, budget);
    case Packing::none: break;
  }
  return std::make_unique<Ahead>(from);
}

}  // namespace manara::io
