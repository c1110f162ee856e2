#include "io/decoder.h"

namespace manara::io {

Result<std::size_t> Decoder::read(std::span<char> buffer) {
  if (error_) return std::unexpected(*error_);
  auto count = next(buffer);
  if (!count) error_ = count.error();
  return count;
}

Result<std::size_t> Decoder::next(std::span<char> buffer) {
  for (;;) {
    MANARA_TRY(in, from_.peek(1));
    MANARA_TRY(done, step(in, buffer));
    from_.consume(done.taken);
    taken_ += done.taken;
    made_ += done.made;
    if (done.made > 0) {
      MANARA_CHECK(budget_.unpacked(done.made, taken_, made_));
      return done.made;
    }
    if (!in.empty() && done.taken == 0) return fail(Code{"archive_corrupt"});
    if (in.empty() && complete()) return 0;
    if (in.empty()) return fail(Code{"archive_truncated"});
  }
}

}  // namespace manara::io
