#include "io/ahead.h"

#include <algorithm>
#include <cstring>

namespace manara::io {
namespace {

constexpr std::size_t chunk = 64 << 10;

}  // namespace

Ahead::Ahead(Stream& stream, std::string name) : stream_(&stream), name_(std::move(name)) {
  if (const auto whole = stream.whole()) {
    rest_ = *whole;
    in_memory_ = true;
  }
}

Result<std::size_t> Ahead::read_stream(std::span<char> buffer) {
  auto count = stream_->read(buffer);
  if (!count && !name_.empty()) return std::unexpected(std::move(count).error().in(name_));
  return count;
}

Result<std::string_view> Ahead::peek(std::size_t count) {
  if (in_memory_ || rest_.size() >= count) return rest_;
  // Resized once and not by what is read: a resize writes zeros over all that it adds.
  if (buffer_.size() < std::max(count, chunk)) {
    std::string larger(std::max(count, chunk), '\0');
    std::copy(rest_.begin(), rest_.end(), larger.begin());
    buffer_ = std::move(larger);
  } else if (!rest_.empty()) {
    std::memmove(buffer_.data(), rest_.data(), rest_.size());
  }
  std::size_t have = rest_.size();
  while (have < count) {
    rest_ = std::string_view(buffer_).substr(0, have);
    MANARA_TRY(got, read_stream(std::span(buffer_).subspan(have)));
    if (got == 0) break;
    have += got;
  }
  rest_ = std::string_view(buffer_).substr(0, have);
  return rest_;
}

void Ahead::consume(std::size_t count) {
  rest_.remove_prefix(count);
  position_ += count;
}

Result<std::uint64_t> Ahead::skip(std::uint64_t count) {
  std::uint64_t skipped = 0;
  while (skipped < count) {
    MANARA_TRY(next, peek(1));
    if (next.empty()) break;
    const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(next.size(), count - skipped));
    consume(step);
    skipped += step;
  }
  return skipped;
}

Result<std::size_t> Ahead::read(std::span<char> buffer) {
  if (rest_.empty() && !in_memory_) {
    if (buffer.size() >= chunk) {
      MANARA_TRY(direct, read_stream(buffer));
      position_ += direct;
      return direct;
    }
    MANARA_CHECK(peek(1));
  }
  const auto count = std::min(buffer.size(), rest_.size());
  if (count > 0) std::memcpy(buffer.data(), rest_.data(), count);
  consume(count);
  return count;
}

std::optional<std::string_view> Ahead::whole() {
  if (!in_memory_) return std::nullopt;
  return rest_;
}

}  // namespace manara::io
