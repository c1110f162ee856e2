#include "io/stream.h"

#include <doctest/doctest.h>

#include "io/ahead.h"
#include "io/spool.h"
#include "io/testdata/make_archives.h"

using namespace manara;
using namespace manara::io;
using namespace manara::io::testing;

namespace {

/// Gives some bytes, then fails.
class Failing final : public Stream {
 public:
  explicit Failing(std::string_view bytes) : rest_(bytes) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    if (rest_.empty()) return fail(Code{"file_unreadable"}, {"EIO"});
    const auto count = std::min(buffer.size(), rest_.size());
    std::copy_n(rest_.data(), count, buffer.data());
    rest_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view rest_;
};

/// The lines, '|' behind each, '$' for the last one that has no end; "!code" on an error.
std::string lines_of(Stream& stream, std::uint64_t max_line = 1000) {
  Lines lines(stream, max_line);
  std::string text;
  for (;;) {
    const auto line = lines.next();
    if (!line) return text + '!' + std::string(line.error().code.name()) + std::to_string(line.error().place.line);
    if (!*line) return text;
    text.append(**line).append(lines.line_ended() ? "|" : "$");
  }
}

std::string numbered(int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += std::to_string(i) + '\n';
  return text;
}

}  // namespace

TEST_CASE("lines come without their ends, and the last says whether it had one") {
  const std::pair<const char*, const char*> cases[] = {{"", ""},      {"\n", "|"},   {"a\nb\r\n\nc", "a|b||c$"},
                                                       {"a\n", "a|"}, {"a\r", "a$"}, {"\r\n\r\n", "||"}};
  for (const auto& [text, expected] : cases) {
    for (const std::size_t step : {1U, 2U, 100U}) {
      Trickle trickle(text, step);
      CHECK(lines_of(trickle) == expected);
    }
    CHECK(lines_of(*from_memory(text)) == expected);
  }
}

TEST_CASE("a line beyond the limit is an error with its number, in memory or not") {
  const std::string text = "short\n" + std::string(11, 'x') + "\nnext\n";
  Trickle trickle(text, 3);
  CHECK(lines_of(trickle, 10) == "short|!record_too_large2");
  CHECK(lines_of(*from_memory(text), 10) == "short|!record_too_large2");
  CHECK(lines_of(*from_memory(text), 11) == "short|xxxxxxxxxxx|next|");
  Trickle endless(std::string_view(text).substr(6, 11), 3);
  CHECK(lines_of(endless, 10) == "!record_too_large1");
}

TEST_CASE("more lines than a buffer holds come in order") {
  const auto text = numbered(200'000);
  Trickle trickle(text, 300'000);
  Lines lines(trickle, 100);
  std::uint64_t count = 0;
  for (auto line = lines.next().value(); line; line = lines.next().value()) {
    REQUIRE(*line == std::to_string(count));
    REQUIRE(lines.number() == ++count);
  }
  CHECK(count == 200'000);
}

TEST_CASE("an error of the stream ends the lines") {
  Failing failing("a\nb");
  CHECK(lines_of(failing) == "a|!file_unreadable0");
}

TEST_CASE("a whole input is read to its limit, and not one byte more") {
  const auto text = numbered(100'000);
  Trickle trickle(text, 70'000);
  const auto input = WholeInput::read(trickle, text.size());
  REQUIRE(input);
  CHECK((input->bytes() == text));
  Trickle again(text, 70'000);
  CHECK(WholeInput::read(again, text.size() - 1).error().code == Code{"input_too_large"});
  const auto memory = from_memory(text);
  CHECK(WholeInput::read(*memory, text.size()).value().bytes().data() == text.data());
  CHECK(WholeInput::read(*memory, text.size() - 1).error().code == Code{"input_too_large"});
  Failing failing("abc");
  CHECK(WholeInput::read(failing, 100).error().code == Code{"file_unreadable"});
}

TEST_CASE("looking ahead takes nothing away") {
  const auto text = numbered(50'000);
  for (const std::size_t step : {1'000U, 1'000'000U}) {
    Trickle trickle(text, step);
    Ahead ahead(trickle);
    CHECK(ahead.peek(10).value().starts_with("0\n1\n2\n"));
    CHECK((ahead.peek(100'000).value().substr(0, 100'000) == std::string_view(text).substr(0, 100'000)));
    ahead.consume(2);
    CHECK(ahead.position() == 2);
    CHECK(ahead.skip(2).value() == 2);
    CHECK((content_of(ahead) == text.substr(4)));
    CHECK(ahead.position() == text.size());
    CHECK(ahead.peek(1).value().empty());
    CHECK(ahead.skip(5).value() == 0);
  }
}

TEST_CASE("looking ahead in memory copies nothing") {
  const auto memory = from_memory("abcdef");
  Ahead ahead(*memory);
  CHECK(ahead.peek(100).value() == "abcdef");
  CHECK(ahead.skip(2).value() == 2);
  CHECK(ahead.whole() == "cdef");
  CHECK(content_of(ahead) == "cdef");
}

TEST_CASE("an error behind what was looked at comes when it is reached, and names the file") {
  Failing failing("abc");
  Ahead ahead(failing, "a file");
  CHECK(ahead.peek(3).value() == "abc");
  const auto error = ahead.peek(4);
  REQUIRE_FALSE(error);
  CHECK(error.error().place.file == "a file");
}

TEST_CASE("what is kept of a stream is the same in memory and on disk, up to the limit") {
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{8} << 20, (std::size_t{17} << 20) + 3}) {
    std::string text(size, 'x');
    if (size > 0) text.back() = 'y';
    Trickle trickle(text, 1 << 20);
    const auto kept = Spool::of(trickle, size);
    REQUIRE(kept);
    CHECK((kept->bytes() == text));
    Trickle again(text, 1 << 20);
    if (size > 0) CHECK(Spool::of(again, size - 1).error().code == Code{"input_too_large"});
  }
  Failing failing("abc");
  CHECK(Spool::of(failing, 100).error().code == Code{"file_unreadable"});
}
