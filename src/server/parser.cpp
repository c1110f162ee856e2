#include "server/parser.h"

#include <algorithm>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <optional>

#include "base/strings.h"
#include "http/pieces.h"

namespace manara::server {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;
using beast::error_code;

constexpr std::size_t piece_bytes = 16 << 10;

/// The upload that a request's path decided on; it knows why it refuses.
struct UploadSink {
  Upload* upload = nullptr;
  [[nodiscard]] error_code add(std::string_view piece) const {
    return upload->add(piece) ? error_code() : http::error::body_limit;
  }
};

}  // namespace

struct Parser::State {
  explicit State(std::size_t most) : head_bytes(most), buffer(most + piece_bytes) {}

  const std::size_t head_bytes;
  beast::flat_buffer buffer;
  std::optional<http::request_parser<manara::http::PieceBody<UploadSink>>> parser{};
  std::size_t head_taken = 0;  // Beast's own limit is for what waits, not for the fields that it took already

  [[nodiscard]] std::string_view waiting() const {
    return {static_cast<const char*>(buffer.data().data()), buffer.size()};
  }
  std::size_t put(error_code& error) { return manara::http::put(*parser, buffer, error); }
};

Parser::Parser(std::size_t head_bytes) : state_(std::make_unique<State>(head_bytes)) {
  next();
}
Parser::~Parser() = default;

void Parser::next() {
  auto& parser = state_->parser.emplace();
  parser.header_limit(static_cast<std::uint32_t>(state_->head_bytes));
  parser.body_limit(boost::none);  // Upload knows the limit of the path, which is not known yet
  parser.eager(false);
  state_->head_taken = 0;
}

std::span<char> Parser::space() {
  auto& buffer = state_->buffer;
  // Heads are small: an idle connection holds 1 KB. A body that comes in large pieces is given room for them.
  const auto wanted = std::clamp<std::size_t>(buffer.capacity() - buffer.size(), 1024, piece_bytes);
  const auto room = buffer.prepare(std::min(wanted, buffer.max_size() - buffer.size()));
  return {static_cast<char*>(room.data()), room.size()};
}

void Parser::filled(std::size_t bytes) {
  state_->buffer.commit(bytes);
}

bool Parser::untouched() const {
  return state_->head_taken == 0 && state_->buffer.size() == 0;
}

Parser::Step Parser::head() {
  auto& state = *state_;
  if (state.buffer.size() == 0) return Step::more;
  error_code error;
  state.head_taken += state.put(error);
  const bool done = state.parser->is_header_done();
  if (state.head_taken + (done ? 0 : state.buffer.size()) > state.head_bytes) error = http::error::header_limit;
  if (done && !error) return Step::done;
  if (!error || error == http::error::need_more) return Step::more;
  if (error == http::error::header_limit) {
    const bool line_ends = state.head_taken > 0 || state.waiting().find("\r\n") != std::string_view::npos;
    error_ = {line_ends ? Code{"request_head_too_large"} : Code{"request_target_too_long"}};
  } else if (error == http::error::bad_content_length || error == http::error::multiple_content_length ||
             error == http::error::bad_transfer_encoding) {
    error_ = {Code{"request_length"}};
  } else {
    error_ = {Code{"request_unreadable"}};
  }
  return Step::refused;
}

Parser::Step Parser::body(Upload& upload) {
  auto& state = *state_;
  state.parser->get().body().upload = &upload;
  while (!state.parser->is_done()) {
    const auto before = state.buffer.size();
    if (before == 0) return Step::more;
    error_code error;
    state.put(error);
    if (error == http::error::need_more && state.buffer.size() < state.buffer.max_size()) return Step::more;
    if (error) {
      error_ = error == http::error::body_limit ? upload.error() : Error{Code{"request_unreadable"}};
      return Step::refused;
    }
  }
  return Step::done;
}

Head Parser::take_head() {
  const auto& parser = *state_->parser;
  const auto& message = parser.get();
  Head head;
  head.method = manara::http::text(message.method_string());
  head.target = manara::http::text(message.target());
  for (const auto& field : message)
    head.headers.push_back({to_lower(manara::http::text(field.name_string())), manara::http::text(field.value())});
  head.keep_alive = parser.keep_alive();
  head.http_1_0 = message.version() != 11;
  if (const auto length = parser.content_length()) head.body_bytes = *length;
  head.has_body = !parser.is_done() && (parser.chunked() || head.body_bytes.value_or(0) > 0);
  return head;
}

void Parser::release() {
  state_->buffer.shrink_to_fit();
}

}  // namespace manara::server
