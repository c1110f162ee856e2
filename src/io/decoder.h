/// What the decoders of compressed streams share: input at hand, limits, errors that stay. Inside io only; unpack.h
/// says what a reader may expect of them.
#pragma once

#include <memory>
#include <optional>
#include <span>

#include "io/ahead.h"
#include "io/budget.h"

namespace manara::io {

class Decoder : public Stream {
 public:
  Decoder(Ahead& from, Budget& budget) : from_(from), budget_(budget) {}
  Result<std::size_t> read(std::span<char> buffer) final;

 protected:
  /// What one call of the library took of its input and made of it.
  struct Step {
    std::size_t taken = 0;
    std::size_t made = 0;
  };
  /// Unpacks some of `in` into `out` (not empty). `in` is empty once the input has ended: what the library still holds
  /// back comes then.
  virtual Result<Step> step(std::string_view in, std::span<char> out) = 0;
  /// At the end of the input, nothing held back: whether a stream may end here.
  [[nodiscard]] virtual bool complete() const = 0;

 private:
  Result<std::size_t> next(std::span<char> buffer);

  Ahead& from_;
  Budget& budget_;
  std::uint64_t taken_ = 0;
  std::uint64_t made_ = 0;
  std::optional<Error> error_{};
};

std::unique_ptr<Stream> unpack_gzip(Ahead& from, Budget& budget);
std::unique_ptr<Stream> unpack_xz(Ahead& from, Budget& budget);
std::unique_ptr<Stream> unpack_zstd(Ahead& from, Budget& budget);

/// One deflated member of a zip: `from` is exactly its packed bytes, and must give `size` bytes with this CRC-32.
std::unique_ptr<Stream> unpack_deflate(Ahead& from, Budget& budget, std::uint64_t size, std::uint32_t crc);
std::uint32_t crc32_of(std::string_view bytes);

}  // namespace manara::io
