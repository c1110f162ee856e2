// Parser: answer_parser.cpp
//
// The bytes of a line, in two ways of cutting them (the first byte says which), must give the same answer; and what is
// made of it keeps the promises of client.h.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/strings.h"
#include "client/answer_parser.h"

namespace {

using namespace manara;
using namespace manara::client;

constexpr std::size_t head_bytes = 4096;

struct How {
  std::uint64_t most = 0;      ///< of a body
  std::size_t taken_most = 0;  ///< what whoever takes the body has room for
};

void require(bool truth) {
  if (!truth) std::abort();
}

/// What came, or that the other side has ended the line.
void feed(AnswerParser& parser, std::string_view& bytes, std::size_t piece) {
  const auto space = parser.space();
  require(!space.empty());
  const auto count = std::min({space.size(), bytes.size(), piece});
  std::copy_n(bytes.begin(), count, space.begin());
  parser.filled(count);
  bytes.remove_prefix(count);
}

std::string written(const Answer& answer) {
  require(answer.status >= 200 && answer.status <= 999 && answer.body.empty());
  auto out = std::to_string(answer.status);
  for (const auto& [name, value] : answer.headers) {
    require(name == to_lower(name));
    for (const char c : value)
      require(c != '\r' && c != '\n' && c != '\0');
    out.append("\n").append(name).append(": ").append(value);
  }
  return out + "\n\n";
}

/// The answer, written down. Why there is none may depend on the pieces; that there is none does not.
std::string answer_of(std::string_view bytes, std::size_t piece, const How& how) {
  AnswerParser parser(head_bytes);
  const auto refused = [&] {
    require(!parser.error().code.empty());
    return std::string("no answer");
  };
  auto step = parser.head();
  for (; step == AnswerParser::Step::more; step = parser.head())
    feed(parser, bytes, piece);
  if (step == AnswerParser::Step::refused) return refused();
  const auto head = written(parser.answer());
  std::string body;
  const auto take = [&](std::string_view part) -> Status {
    if (body.size() + part.size() > how.taken_most) return fail(Code{"file_unwritable"});
    body += part;
    return {};
  };
  while ((step = parser.body(take, how.most)) == AnswerParser::Step::more)
    feed(parser, bytes, piece);
  require(body.size() <= how.most);
  if (step == AnswerParser::Step::refused) return refused();
  // Nothing but the answer has come on a line that is used again.
  require(!parser.leaves_line_open() || piece < SIZE_MAX || bytes.empty());
  return head + body;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const How how{.most = (data[0] & 128) != 0 ? 1000u : 10'000u, .taken_most = (data[0] & 64) != 0 ? 500u : SIZE_MAX};
  require(answer_of(bytes, SIZE_MAX, how) == answer_of(bytes, 1 + data[0] % 64u, how));
  return 0;
}
