#include "client/answer_parser.h"

#include <algorithm>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <optional>

#include "base/strings.h"
#include "http/pieces.h"

namespace manara::client {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;
using beast::error_code;

constexpr std::size_t piece_bytes = 32 << 10;
/// "100 Continue" and the like, which nobody asked for, before an answer.
constexpr int most_before = 8;

/// Where a body goes as it comes, and how much of it may.
struct Receiver {
  std::function<Status(std::string_view)> into{};
  std::uint64_t left = 0;
  Error error{};

  error_code add(std::string_view piece) {
    if (piece.size() > left) return http::error::body_limit;
    left -= piece.size();
    if (auto taken = into(piece); !taken) {
      error = std::move(taken).error();
      return http::error::buffer_overflow;
    }
    return {};
  }
};

}  // namespace

struct AnswerParser::State {
  explicit State(std::size_t most) : head_bytes(most), buffer(most + piece_bytes) {}

  const std::size_t head_bytes;
  beast::flat_buffer buffer;
  std::optional<http::response_parser<manara::http::PieceBody<Receiver>>> parser{};
  std::size_t head_taken = 0;  // Beast's own limit is for what waits, not for the fields that it took already
  int before = 0;
  bool ended = false;

  std::size_t put(error_code& error) { return manara::http::put(*parser, buffer, error); }
};

AnswerParser::AnswerParser(std::size_t head_bytes) : state_(std::make_unique<State>(head_bytes)) {
  next();
}
AnswerParser::~AnswerParser() = default;

void AnswerParser::next() {
  auto& parser = state_->parser.emplace();
  parser.header_limit(static_cast<std::uint32_t>(state_->head_bytes));
  parser.body_limit(boost::none);  // the receiver knows it
  parser.eager(false);
}

std::span<char> AnswerParser::space() {
  auto& buffer = state_->buffer;
  const auto room = buffer.prepare(std::min(piece_bytes, buffer.max_size() - buffer.size()));
  return {static_cast<char*>(room.data()), room.size()};
}

void AnswerParser::filled(std::size_t bytes) {
  state_->buffer.commit(bytes);
  state_->ended = bytes == 0;
}

AnswerParser::Step AnswerParser::refuse(Code code) {
  error_ = {code, {}, {}};
  return Step::refused;
}

AnswerParser::Step AnswerParser::head() {
  auto& state = *state_;
  while (true) {
    if (state.ended) return refuse(Code{"client_broken"});
    if (state.buffer.size() == 0) return Step::more;
    error_code error;
    state.head_taken += state.put(error);
    const bool done = state.parser->is_header_done();
    if (state.head_taken + (done ? 0 : state.buffer.size()) > state.head_bytes || error == http::error::header_limit)
      return refuse(Code{"client_answer_too_large"});
    if (!done && (!error || error == http::error::need_more)) return Step::more;
    if (error && error != http::error::need_more) return refuse(Code{"client_answer_malformed"});
    constexpr unsigned ok = 200, switching = 101;
    const auto status = state.parser->get().result_int();
    if (status >= ok) return Step::done;
    if (status == switching || ++state.before > most_before) return refuse(Code{"client_answer_malformed"});
    next();
  }
}

AnswerParser::Step AnswerParser::body(const std::function<Status(std::string_view)>& into, std::uint64_t most) {
  auto& state = *state_;
  auto& receiver = state.parser->get().body();
  if (!receiver.into) receiver = {.into = into, .left = most};
  if (state.parser->content_length().value_or(0) > most) return refuse(Code{"client_answer_too_large"});
  while (!state.parser->is_done()) {
    error_code error;
    if (state.buffer.size() > 0) {
      state.put(error);
      // What waits is no whole piece of what comes next, however long.
      if (error == http::error::need_more && state.buffer.size() == state.buffer.max_size())
        return refuse(Code{"client_answer_malformed"});
    } else if (state.ended) {
      // The end of what has no other end; of all else it came too early.
      state.parser->put_eof(error);
      if (error) return refuse(Code{"client_broken"});
      continue;
    } else {
      return Step::more;
    }
    if (error == http::error::need_more) {
      if (state.ended) return refuse(Code{"client_broken"});
      return Step::more;
    }
    if (!receiver.error.code.empty()) {
      error_ = receiver.error;
      return Step::refused;
    }
    if (error == http::error::body_limit) return refuse(Code{"client_answer_too_large"});
    if (error) return refuse(Code{"client_answer_malformed"});
  }
  return Step::done;
}

Answer AnswerParser::answer() const {
  const auto& message = state_->parser->get();
  Answer answer{.status = static_cast<int>(message.result_int())};
  for (const auto& field : message)
    answer.headers.push_back({to_lower(manara::http::text(field.name_string())), manara::http::text(field.value())});
  return answer;
}

bool AnswerParser::leaves_line_open() const {
  return !state_->ended && state_->parser->is_done() && state_->parser->keep_alive() && state_->buffer.size() == 0;
}

}  // namespace manara::client
