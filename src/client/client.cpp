#include "client/client.h"

#include <algorithm>
#include <optional>
#include <thread>

#include "base/strings.h"
#include "client/answer_parser.h"
#include "client/line.h"

namespace manara::client {
namespace {

constexpr int too_many = 429, unavailable = 503;
constexpr std::size_t write_bytes = 64 << 10;
/// For the answer to a request that was not wanted whole.
constexpr std::int64_t early_ms = 2'000;

Until after_ms(std::int64_t ms) {
  return Clock::now() + std::chrono::milliseconds(ms);
}

/// What splits a head: nothing of it may come from a file or a command line.
bool is_plain(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
}

std::string head_of(const Request& request, const Address& node) {
  auto head = request.method + " " + request.target + " HTTP/1.1\r\nHost: " + node.authority() + "\r\n";
  for (const auto& [name, value] : request.headers)
    head.append(name).append(": ").append(value).append("\r\n");
  if (!request.body.empty() || request.method == "POST" || request.method == "PUT")
    head += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  return head + "\r\n";
}

Status check(const Request& request) {
  bool good = is_plain(request.target) && request.target.find(' ') == std::string::npos;
  for (const auto& [name, value] : request.headers)
    good = good && is_plain(name) && is_plain(value);
  if (!good) return fail(Code{"client_request_malformed"});
  return {};
}

}  // namespace

std::string_view Answer::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &Header::name);
  return found == headers.end() ? std::string_view() : std::string_view(found->value);
}

struct Client::State {
  explicit State(Options told) : options(std::move(told)) {}

  Options options;
  std::optional<Trust> trust{};
  std::unique_ptr<Line> line{};
  /// Of the attempt that runs: whether anything of its answer has come, and whether some of it was passed on.
  bool answered = false, passed_on = false;
  int sent = 0;

  Result<Answer> attempt(const Request& request);
  Result<Answer> exchange(const Request& request);
  Status send(const Request& request);
  Result<Answer> receive(const Request& request, std::int64_t head_ms);
  [[nodiscard]] std::optional<std::int64_t> wait_after(const Result<Answer>& answer, const Request& request,
                                                       int attempt_number) const;
};

Status Client::State::send(const Request& request) {
  const auto whole = after_ms(options.limits.whole_ms);
  const auto soon = [&] { return std::min(whole, after_ms(options.limits.piece_ms)); };
  MANARA_CHECK(line->write(head_of(request, options.node), soon()));
  for (auto body = request.body; !body.empty(); body.remove_prefix(std::min(body.size(), write_bytes)))
    MANARA_CHECK(line->write(body.substr(0, write_bytes), soon()));
  return {};
}

Result<Answer> Client::State::receive(const Request& request, std::int64_t head_ms) {
  const auto& limits = options.limits;
  const auto whole = after_ms(limits.whole_ms);
  AnswerParser parser(limits.head_bytes);
  const auto refused = [&] {
    auto error = parser.error();
    if (error.args.empty()) error.args = {options.node.url()};
    return std::unexpected(std::move(error));
  };
  const auto fill = [&](Until until) -> Status {
    MANARA_TRY(count, line->read(parser.space(), std::min(whole, until)));
    answered = answered || count > 0;
    parser.filled(count);
    return {};
  };
  auto step = parser.head();
  for (const auto until = after_ms(head_ms); step == AnswerParser::Step::more; step = parser.head())
    MANARA_CHECK(fill(until));
  if (step == AnswerParser::Step::refused) return refused();
  auto answer = parser.answer();
  const bool passes_on = request.into && answer.status / 100 == 2;
  const auto take = [&](std::string_view piece) -> Status {
    if (!passes_on) {
      answer.body += piece;
      return {};
    }
    passed_on = true;
    return request.into(piece);
  };
  const auto most = passes_on ? limits.into_bytes : limits.body_bytes;
  while ((step = parser.body(take, most)) == AnswerParser::Step::more)
    MANARA_CHECK(fill(after_ms(limits.piece_ms)));
  if (step == AnswerParser::Step::refused) return refused();
  if (!parser.leaves_line_open()) line.reset();
  return answer;
}

Result<Answer> Client::State::exchange(const Request& request) {
  if (!line) {
    MANARA_TRY(opened, Line::open(options.node, trust ? &*trust : nullptr, after_ms(options.limits.connect_ms)));
    line = std::move(opened);
  }
  ++sent;
  const auto went = send(request);
  if (went) return receive(request, options.limits.answer_ms);
  // Who refuses a long body says so, and doesn't wait for its end.
  auto early = receive(request, early_ms);
  line.reset();
  if (!early) return std::unexpected(went.error());
  return early;
}

Result<Answer> Client::State::attempt(const Request& request) {
  // A line that was kept may have ended meanwhile; what must not be done twice is not tried on one.
  if (!request.repeatable) line.reset();
  const bool kept = line != nullptr;
  answered = passed_on = false;
  auto answer = exchange(request);
  if (answer) return answer;
  line.reset();
  if (kept && !answered && answer.error().code == Code{"client_broken"}) {
    answer = exchange(request);
    if (!answer) line.reset();
  }
  return answer;
}

/// How long until it is asked again; nullopt: it is not.
std::optional<std::int64_t> Client::State::wait_after(const Result<Answer>& answer, const Request& request,
                                                      int attempt_number) const {
  const std::int64_t doubling = 1000LL << (attempt_number - 1);
  if (attempt_number >= options.limits.attempts) return std::nullopt;
  if (!answer) {
    const auto& code = answer.error().code;
    // Where nobody listens at all the address is more likely wrong; behind a first attempt the node may be starting.
    const bool starting = code == Code{"client_unreachable"} && attempt_number > 1;
    const bool broken = code == Code{"client_broken"} && request.repeatable && !passed_on;
    return starting || broken ? std::optional(doubling) : std::nullopt;
  }
  if (answer->status != unavailable && answer->status != too_many) return std::nullopt;
  const auto asked = answer->header("retry-after");
  if (asked.empty()) return answer->status == unavailable ? std::optional(doubling) : std::nullopt;
  const auto seconds = parse_unsigned(asked);
  const auto most = static_cast<std::uint64_t>(options.limits.most_wait_ms / 1000);
  if (!seconds || *seconds > most) return std::nullopt;
  return std::max<std::int64_t>(static_cast<std::int64_t>(*seconds) * 1000, 1000);
}

Client::Client(std::unique_ptr<State> state) : state_(std::move(state)) {}
Client::Client(Client&& other) noexcept = default;
Client::~Client() = default;

const Address& Client::node() const {
  return state_->options.node;
}

Result<Client> Client::make(Options options) {
  if (!options.sleep)
    options.sleep = [](std::int64_t ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); };
  auto state = std::make_unique<State>(std::move(options));
  if (state->options.node.tls) {
    MANARA_TRY(trust, Trust::load(state->options.authority));
    state->trust = std::move(trust);
  }
  return Client(std::move(state));
}

Result<Answer> Client::ask(const Request& request) {
  MANARA_CHECK(check(request));
  state_->sent = 0;
  for (int number = 1;; ++number) {
    auto answer = state_->attempt(request);
    const auto wait_ms = state_->wait_after(answer, request, number);
    if (answer) answer->sent = state_->sent;
    if (!wait_ms) return answer;
    const auto& options = state_->options;
    if (options.again)
      options.again(answer ? Error{Code{"client_busy"}, {options.node.url()}, {}} : answer.error(), *wait_ms);
    options.sleep(*wait_ms);
  }
}

}  // namespace manara::client
