// gzip (RFC 1952) and the deflated members of a zip (RFC 1951), by zlib.
#include <algorithm>
#include <limits>
#define ZLIB_CONST  // what it reads is const
#include <zlib.h>

#include "io/decoder.h"

namespace manara::io {
namespace {

enum class Wrapping : int { raw = -MAX_WBITS, gzip = MAX_WBITS + 16 };

/// zlib counts in 32 bits.
uInt clamp(std::size_t size) {
  return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}

class Inflater {
 public:
  explicit Inflater(Wrapping wrapping) : ready_(::inflateInit2(&state_, static_cast<int>(wrapping)) == Z_OK) {}
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { ::inflateEnd(&state_); }

  struct Progress {
    std::size_t taken, made;
    bool ended;  ///< the end of the deflated stream, its check sum compared
  };
  Result<Progress> inflate(std::string_view in, std::span<char> out) {
    if (!ready_) return fail(Code{"archive_corrupt"});
    state_.next_in = reinterpret_cast<const Bytef*>(in.data());
    state_.avail_in = clamp(in.size());
    state_.next_out = reinterpret_cast<Bytef*>(out.data());
    state_.avail_out = clamp(out.size());
    const auto given = state_.avail_in;
    const auto room = state_.avail_out;
    const int code = ::inflate(&state_, Z_NO_FLUSH);
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) return fail(Code{"archive_corrupt"});
    return Progress{given - state_.avail_in, room - state_.avail_out, code == Z_STREAM_END};
  }
  void restart() { ready_ = ::inflateReset(&state_) == Z_OK; }

 private:
  z_stream state_{};
  bool ready_;
};

/// gzip's own tool reads members that follow one another as one, and so do we; what else follows is an error, not
/// passed over with a warning as there: cut and joined files must not look whole.
class GzipStream final : public Decoder {
 public:
  using Decoder::Decoder;

 private:
  enum class State : std::uint8_t { before_first, inside, between, padding };

  Result<Step> step(std::string_view in, std::span<char> out) override {
    if (state_ != State::inside && in.empty()) return Step{};
    if (state_ != State::inside && in.front() == '\0') return pad(in);
    if (state_ == State::padding) return fail(Code{"archive_corrupt"});
    if (state_ == State::between) inflater_.restart();
    state_ = State::inside;
    MANARA_TRY(progress, inflater_.inflate(in, out));
    if (progress.ended) state_ = State::between;
    return Step{progress.taken, progress.made};
  }
  Result<Step> pad(std::string_view in) {
    if (state_ == State::before_first) return fail(Code{"archive_corrupt"});
    state_ = State::padding;
    return Step{std::min(in.find_first_not_of('\0'), in.size()), 0};
  }
  [[nodiscard]] bool complete() const override { return state_ == State::between || state_ == State::padding; }

  Inflater inflater_{Wrapping::gzip};
  State state_ = State::before_first;
};

class DeflatedMember final : public Decoder {
 public:
  DeflatedMember(Ahead& from, Budget& budget, std::uint64_t size, std::uint32_t crc)
      : Decoder(from, budget), left_(size), crc_(crc) {}

 private:
  Result<Step> step(std::string_view in, std::span<char> out) override {
    if (ended_ && in.empty()) return Step{};
    if (ended_) return fail(Code{"archive_corrupt"});
    MANARA_TRY(progress, inflater_.inflate(in, out));
    if (progress.made > left_) return fail(Code{"archive_corrupt"});
    left_ -= progress.made;
    actual_ = ::crc32_z(actual_, reinterpret_cast<const Bytef*>(out.data()), progress.made);
    ended_ = progress.ended;
    if (ended_ && (left_ != 0 || actual_ != crc_)) return fail(Code{"archive_corrupt"});
    return Step{progress.taken, progress.made};
  }
  [[nodiscard]] bool complete() const override { return ended_; }

  Inflater inflater_{Wrapping::raw};
  std::uint64_t left_;
  std::uint32_t crc_;
  uLong actual_ = 0;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Stream> unpack_gzip(Ahead& from, Budget& budget) {
  return std::make_unique<GzipStream>(from, budget);
}

std::unique_ptr<Stream> unpack_deflate(Ahead& from, Budget& budget, std::uint64_t size, std::uint32_t crc) {
  return std::make_unique<DeflatedMember>(from, budget, size, crc);
}

std::uint32_t crc32_of(std::string_view bytes) {
  return static_cast<std::uint32_t>(::crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

}  // namespace manara::io
