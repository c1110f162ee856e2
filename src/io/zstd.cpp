// zstd (RFC 8878), by libzstd.
#include <bit>
#include <zstd.h>
#include <zstd_errors.h>

#include "io/decoder.h"
#include "io/unpack.h"

namespace manara::io {
namespace {

class ZstdStream final : public Decoder {
 public:
  ZstdStream(Ahead& from, Budget& budget) : Decoder(from, budget), state_(::ZSTD_createDCtx(), ::ZSTD_freeDCtx) {
    constexpr int window_log = std::bit_width(window_bytes) - 1;
    if (state_) ::ZSTD_DCtx_setParameter(state_.get(), ZSTD_d_windowLogMax, window_log);
  }

 private:
  Result<Step> step(std::string_view in, std::span<char> out) override {
    if (!state_) return fail(Code{"archive_corrupt"});
    if (in.empty() && at_frame_end_) return Step{};
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    ZSTD_outBuffer to{out.data(), out.size(), 0};
    const auto code = ::ZSTD_decompressStream(state_.get(), &to, &from);
    if (::ZSTD_isError(code) != 0) {
      const bool window = ::ZSTD_getErrorCode(code) == ZSTD_error_frameParameter_windowTooLarge;
      if (window) return fail(Code{"archive_window"}, {std::to_string(window_bytes)});
      return fail(Code{"archive_corrupt"});
    }
    at_frame_end_ = code == 0;
    return Step{from.pos, to.pos};
  }
  [[nodiscard]] bool complete() const override { return at_frame_end_; }

  std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> state_;
  bool at_frame_end_ = false;
};

}  // namespace

std::unique_ptr<Stream> unpack_zstd(Ahead& from, Budget& budget) {
  return std::make_unique<ZstdStream>(from, budget);
}

}  // namespace manara::io
