// The .xz file format 1.1, by liblzma.
#include <lzma.h>

#include "io/decoder.h"
#include "io/unpack.h"

namespace manara::io {
namespace {

/// What liblzma needs besides the dictionary.
constexpr std::uint64_t decoder_bytes = 1 << 20;

class XzStream final : public Decoder {
 public:
  XzStream(Ahead& from, Budget& budget) : Decoder(from, budget) {
    // A check that this library doesn't know would leave the bytes unchecked: then rather an error.
    constexpr std::uint32_t flags = LZMA_CONCATENATED | LZMA_TELL_UNSUPPORTED_CHECK;
    ready_ = ::lzma_stream_decoder(&state_, window_bytes + decoder_bytes, flags) == LZMA_OK;
  }
  XzStream(const XzStream&) = delete;
  XzStream& operator=(const XzStream&) = delete;
  ~XzStream() override { ::lzma_end(&state_); }

 private:
  Result<Step> step(std::string_view in, std::span<char> out) override {
    if (!ready_) return fail(Code{"archive_corrupt"});
    if (ended_) return Step{};
    state_.next_in = reinterpret_cast<const std::uint8_t*>(in.data());
    state_.avail_in = in.size();
    state_.next_out = reinterpret_cast<std::uint8_t*>(out.data());
    state_.avail_out = out.size();
    const auto code = ::lzma_code(&state_, in.empty() ? LZMA_FINISH : LZMA_RUN);
    if (code == LZMA_MEMLIMIT_ERROR) return fail(Code{"archive_window"}, {std::to_string(window_bytes)});
    if (code != LZMA_OK && code != LZMA_STREAM_END && code != LZMA_BUF_ERROR) return fail(Code{"archive_corrupt"});
    ended_ = code == LZMA_STREAM_END;
    return Step{in.size() - state_.avail_in, out.size() - state_.avail_out};
  }
  [[nodiscard]] bool complete() const override { return ended_; }

  lzma_stream state_ = LZMA_STREAM_INIT;
  bool ready_ = false;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Stream> unpack_xz(Ahead& from, Budget& budget) {
  return std::make_unique<XzStream>(from, budget);
}

}  // namespace manara::io
