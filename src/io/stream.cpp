#include "io/stream.h"

#include <algorithm>
#include <cstring>

namespace manara::io {
namespace {

class MemoryStream final : public Stream {
 public:
  explicit MemoryStream(std::string_view bytes) : rest_(bytes) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const auto count = std::min(buffer.size(), rest_.size());
    if (count > 0) std::memcpy(buffer.data(), rest_.data(), count);
    rest_.remove_prefix(count);
    return count;
  }
  std::optional<std::string_view> whole() override { return rest_; }

 private:
  std::string_view rest_;
};

constexpr std::size_t chunk = 256 << 10;

}  // namespace

std::unique_ptr<Stream> from_memory(std::string_view bytes) {
  return std::make_unique<MemoryStream>(bytes);
}

Result<WholeInput> WholeInput::read(Stream& stream, std::uint64_t max_bytes) {
  WholeInput input;
  input.view_ = stream.whole();
  if (input.view_) {
    if (input.view_->size() > max_bytes) return fail(Code{"input_too_large"}, {std::to_string(max_bytes)});
    return input;
  }
  for (;;) {
    const auto size = input.owned_.size();
    // The last doubling goes to the limit at once: what is refused there never takes more than the limit itself.
    const auto capacity = input.owned_.capacity();
    if (size + chunk > capacity && capacity >= max_bytes / 2) input.owned_.reserve(max_bytes + 2 * chunk);
    input.owned_.resize(size + chunk);
    MANARA_TRY(count, stream.read(std::span(input.owned_).subspan(size)));
    input.owned_.resize(size + count);
    if (input.owned_.size() > max_bytes) return fail(Code{"input_too_large"}, {std::to_string(max_bytes)});
    if (count == 0) return input;
  }
}

Lines::Lines(Stream& stream, std::uint64_t max_line) : stream_(&stream), max_line_(max_line) {
  if (const auto whole = stream.whole()) {
    rest_ = *whole;
    at_end_ = true;
  }
}

/// Moves the unread tail to the front, where it isn't yet (a line longer than a piece), and reads behind it; false at
/// the end of the stream.
Result<bool> Lines::fill() {
  const auto keep = rest_.size();
  if (keep > 0 && rest_.data() != buffer_.data()) std::memmove(buffer_.data(), rest_.data(), keep);
  if (buffer_.size() < keep + chunk) buffer_.resize(std::max(buffer_.size() * 2, keep + chunk));
  MANARA_TRY(count, stream_->read(std::span(buffer_).subspan(keep)));
  rest_ = std::string_view(buffer_).substr(0, keep + count);
  return count > 0;
}

Result<std::optional<std::string_view>> Lines::next() {
  std::size_t searched = 0;
  for (;;) {
    const auto end = rest_.find('\n', searched);
    if (end == std::string_view::npos && !at_end_ && rest_.size() <= max_line_) {
      searched = rest_.size();
      MANARA_TRY(more, fill());
      if (!more) at_end_ = true;
      continue;
    }
    auto line = rest_.substr(0, end);
    if (line.size() > max_line_) {
      return fail(Code{"record_too_large"}, {std::to_string(max_line_)}, {.line = number_ + 1});
    }
    if (end == std::string_view::npos && line.empty()) return std::nullopt;
    line_ended_ = end != std::string_view::npos;
    rest_.remove_prefix(line_ended_ ? end + 1 : line.size());
    ++number_;
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }
}

}  // namespace manara::io
