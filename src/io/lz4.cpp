#include "io/lz4.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

namespace manara::io {
namespace {

constexpr std::uint32_t frame_magic = 0x184D2204;
constexpr std::uint32_t skippable_magic = 0x184D2A50;  // to …5F
constexpr std::size_t window = 64 << 10;
constexpr std::uint32_t stored_block = 0x80000000;

std::uint32_t little_endian_32(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;)
    value = value << 8U | static_cast<unsigned char>(bytes[i]);
  return value;
}

bool is_skippable(std::uint32_t magic) {
  return (magic & 0xfffffff0U) == skippable_magic;
}

/// One block's sequences (LZ4 Block Format): literals, then a match in what was decoded before. Appends to `out`, which
/// holds the window, up to `limit` bytes in all; false where the block contradicts itself.
bool decode_block(std::string_view block, std::string& out, std::size_t limit) {
  std::size_t at = 0;
  const auto byte = [&] { return static_cast<std::size_t>(static_cast<unsigned char>(block[at++])); };
  /// A length of 15 goes on in bytes, the last of which is not 255.
  const auto length = [&](std::size_t base) -> std::size_t {
    std::size_t total = base;
    if (base != 15) return total;
    while (at < block.size()) {
      const auto more = byte();
      total += more;
      if (more != 255) return total;
    }
    return limit + 1;
  };
  while (at < block.size()) {
    const auto token = byte();
    const auto literals = length(token >> 4U);
    if (literals > block.size() - at || literals > limit - out.size()) return false;
    out.append(block.substr(at, literals));
    at += literals;
    if (at == block.size()) return true;  // the last sequence has no match
    if (block.size() - at < 2) return false;
    const auto low = byte();
    const auto offset = low | byte() << 8U;
    const auto match = length(token & 15U) + 4;
    if (offset == 0 || offset > out.size() || match > limit - out.size()) return false;
    const auto from = out.size() - offset;
    const auto to = out.size();
    out.resize(to + match);
    if (offset >= match) {
      std::memcpy(out.data() + to, out.data() + from, match);
    } else {
      for (std::size_t i = 0; i < match; ++i)  // overlapping: a run
        out[to + i] = out[from + i];
    }
  }
  return false;
}

class Lz4Stream final : public Stream {
 public:
  Lz4Stream(Stream& packed, std::uint64_t max_unpacked) : packed_(&packed), max_unpacked_(max_unpacked) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    while (given_ == out_.size()) {
      MANARA_TRY(more, next_block());
      if (!more) return 0;
    }
    const auto count = std::min(buffer.size(), out_.size() - given_);
    std::memcpy(buffer.data(), out_.data() + given_, count);
    given_ += count;
    return count;
  }

 private:
  /// Exactly `count` bytes into `bytes`; false where the stream ends before the first of them.
  Result<bool> take(std::string& bytes, std::size_t count) {
    bytes.resize(count);
    std::size_t have = 0;
    while (have < count) {
      MANARA_TRY(got, packed_->read(std::span(bytes).subspan(have)));
      if (got == 0) {
        if (have == 0) return false;
        return fail(Code{"lz4_truncated"});
      }
      have += got;
    }
    return true;
  }

  Status need(std::string& bytes, std::size_t count) {
    MANARA_TRY(there, take(bytes, count));
    if (!there && count > 0) return fail(Code{"lz4_truncated"});
    return {};
  }

  Status skip(std::uint64_t count) {
    while (count > 0) {
      const auto step = std::min<std::uint64_t>(count, window);
      MANARA_CHECK(need(in_, static_cast<std::size_t>(step)));
      count -= step;
    }
    return {};
  }

  /// Reads to the first block of the next frame; false at the end of the stream.
  Result<bool> begin_frame() {
    for (;;) {
      MANARA_TRY(there, take(in_, 4));
      if (!there) {
        if (!any_frame_) return fail(Code{"lz4_truncated"});
        return false;
      }
      const auto magic = little_endian_32(in_);
      if (magic == frame_magic) break;
      if (!is_skippable(magic)) return fail(Code{"lz4_corrupt"});
      MANARA_CHECK(need(in_, 4));
      MANARA_CHECK(skip(little_endian_32(in_)));
    }
    any_frame_ = true;
    MANARA_CHECK(need(in_, 2));
    const auto flags = static_cast<unsigned char>(in_[0]), sizes = static_cast<unsigned char>(in_[1]);
    if (flags >> 6U != 1 || (flags & 1U) != 0) return fail(Code{"lz4_corrupt"});  // version 01, no dictionary
    const auto size_code = sizes >> 4U & 7U;
    if (size_code < 4) return fail(Code{"lz4_corrupt"});
    max_block_ = std::size_t{1} << (8 + 2 * size_code);
    blocks_have_checksum_ = (flags & 0x10U) != 0;
    content_has_checksum_ = (flags & 4U) != 0;
    const std::size_t content_size = (flags & 8U) != 0 ? 8 : 0;
    MANARA_CHECK(need(in_, content_size + 1));  // and the header's checksum
    in_frame_ = true;
    out_.clear();
    given_ = 0;
    return true;
  }

  /// Decodes the next block behind the window; false at the end of the last frame.
  Result<bool> next_block() {
    if (!in_frame_) {
      MANARA_TRY(there, begin_frame());
      if (!there) return false;
    }
    MANARA_CHECK(need(in_, 4));
    const auto field = little_endian_32(in_);
    if (field == 0) {
      in_frame_ = false;
      MANARA_CHECK(skip(content_has_checksum_ ? 4 : 0));
      return true;
    }
    const std::size_t size = field & ~stored_block;
    if (size > max_block_) return fail(Code{"lz4_corrupt"});
    if (out_.size() > window) out_.erase(0, out_.size() - window);
    given_ = out_.size();
    MANARA_CHECK(need(in_, size));
    if ((field & stored_block) != 0) {
      out_.append(in_);
    } else if (!decode_block(in_, out_, given_ + max_block_)) {
      return fail(Code{"lz4_corrupt"});
    }
    unpacked_ += out_.size() - given_;
    if (unpacked_ > max_unpacked_) return fail(Code{"archive_bomb"}, {std::to_string(max_unpacked_)});
    MANARA_CHECK(skip(blocks_have_checksum_ ? 4 : 0));
    return true;
  }

  Stream* packed_;
  std::uint64_t max_unpacked_;
  std::uint64_t unpacked_ = 0;
  std::string in_{};
  std::string out_{};      ///< the window, and the last block behind it
  std::size_t given_ = 0;  ///< bytes of out_ that were handed out or are only window
  std::size_t max_block_ = 0;
  bool in_frame_ = false, any_frame_ = false, blocks_have_checksum_ = false, content_has_checksum_ = false;
};

}  // namespace

bool looks_like_lz4(std::string_view head) {
  return head.size() >= 4 && little_endian_32(head) == frame_magic;
}

std::unique_ptr<Stream> lz4_decoded(Stream& packed, std::uint64_t max_unpacked_bytes) {
  return std::make_unique<Lz4Stream>(packed, max_unpacked_bytes);
}

}  // namespace manara::io
