#include "cli/remote_node.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/practices.h"
#include "base/id.h"
#include "base/strings.h"
#include "cli/remote_item.h"
#include "cli/version.h"
#include "crypto/system_random.h"
#include "io/descriptor.h"
#include "text/catalogue.h"

namespace manara::cli {
namespace {

constexpr std::size_t most_token_bytes = 4096;
constexpr int ok = 200, moved = 300, refused = 400, unauthenticated = 401;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// The secret itself stands in no argument: those are in the list of processes, and in the shell's history.
Result<std::string> token_of(const Arguments& arguments) {
  const auto path = arguments.value("--token-file").value_or("");
  std::string token = path.empty() ? environment("MANARA_TOKEN") : "";
  if (!path.empty()) {
    struct ::stat state{};
    // A pipe of the shell's, <(…), is the reader's alone; whose a file is, its permissions say.
    if (::stat(path.c_str(), &state) == 0 && S_ISREG(state.st_mode) && (state.st_mode & (S_IRWXG | S_IRWXO)) != 0)
      return fail(Code{"remote_token_open"}, {path});
    MANARA_TRY(spool, remote_file(path, most_token_bytes));
    token = spool.bytes();
  }
  token = std::string(trim(token));
  if (token.empty()) return fail(Code{"remote_token_missing"});
  if (std::ranges::any_of(token, [](char c) { return c <= ' ' || c > '~'; }))
    return fail(Code{"remote_token_malformed"});
  return token;
}

Result<client::Options> options_of(const Arguments& arguments) {
  const auto url = arguments.value("--node").value_or(environment("MANARA_NODE"));
  if (url.empty()) return fail(Code{"remote_node_missing"});
  MANARA_TRY(address, client::read_address(url));
  client::Options options{.node = std::move(address),
                          .authority = arguments.value("--authority").value_or(environment("MANARA_AUTHORITY"))};
  if (const auto typed = arguments.value("--timeout")) {
    constexpr std::uint64_t most_seconds = 86'400;
    const auto seconds = parse_unsigned(*typed);
    if (!seconds || *seconds == 0 || *seconds > most_seconds) return fail(Code{"remote_timeout_malformed"}, {*typed});
    const auto ms = static_cast<std::int64_t>(*seconds) * 1000;
    options.limits.answer_ms = options.limits.piece_ms = ms;
    options.limits.connect_ms = std::min(options.limits.connect_ms, ms);
  }
  return options;
}

bool is_json(const client::Answer& answer) {
  const auto type = answer.header("content-type");
  return type.starts_with("application/json") || type.starts_with("application/problem+json");
}

}  // namespace

Result<resource::Resource> remote_resource(std::string_view name) {
  auto all = app::resources();
  const auto found = std::ranges::find(all, name, &resource::Resource::name);
  if (found != all.end()) return *found;
  std::vector<std::string_view> names;
  names.reserve(all.size());
  for (const auto& one : all)
    names.push_back(one.name);
  return fail(Code{"remote_resource_unknown"}, {std::string(name), remote_list_of(names)});
}

std::string target_of(std::string_view path, const Query& query) {
  std::string out(path);
  char before = '?';
  for (const auto& [name, value] : query) {
    out.push_back(std::exchange(before, '&'));
    out.append(percent_encoded(name)).append("=").append(percent_encoded(value));
  }
  return out;
}

Result<std::string> remote_id(std::string_view typed) {
  const auto id = read_id(typed);
  if (!id) return fail(Code{"remote_id_malformed"}, {std::string(typed)});
  return id_text(*id);
}

Result<io::Spool> remote_file(const std::string& path, std::uint64_t most) {
  io::Descriptor file(path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return std::unexpected(io::read_error(errno).in(path));
  io::DescriptorStream stream(std::move(file));
  auto spool = io::Spool::of(stream, most);
  if (!spool) return std::unexpected(std::move(spool).error().in(path));
  return spool;
}

Result<RemoteNode> RemoteNode::open(const Arguments& arguments, Session& session) {
  MANARA_TRY(options, options_of(arguments));
  MANARA_TRY(token, token_of(arguments));
  options.again = [&session](const Error& why, std::int64_t wait_ms) {
    session.error({Code{"remote_again"}, {session.say(why.code, why.args), std::to_string(wait_ms / 1000)}, {}});
  };
  MANARA_TRY(client, client::Client::make(std::move(options)));
  return RemoteNode(std::move(client), std::move(token), session);
}

client::Request RemoteNode::request(std::string method, std::string target) const {
  return {.method = std::move(method),
          .target = std::move(target),
          .headers = {{"Authorization", "Bearer " + token_},
                      {"Accept", "application/json, application/problem+json, */*"},
                      {"Accept-Language", std::string(text::tag(session_->language))},
                      {"User-Agent", std::string("manara/") + version}}};
}

client::Request RemoteNode::write_request(std::string method, std::string target) const {
  auto out = request(std::move(method), std::move(target));
  crypto::SystemRandom random;
  out.headers.push_back({"Idempotency-Key", to_string(random.make_id<Id<struct WishTag>>())});
  return out;
}

Result<client::Answer> RemoteNode::ask(const client::Request& request) {
  MANARA_TRY(answer, client_.ask(request));
  const auto url = client_.node().url();
  if (answer.status >= moved && answer.status < refused)
    return fail(Code{"remote_elsewhere"}, {url, std::string(answer.header("location"))});
  const bool is_own = request.into && answer.status == ok ? !answer.header("content-type").starts_with("text/html")
                                                          : answer.status == 204 || is_json(answer);
  if (!is_own) return fail(Code{"remote_answer_foreign"}, {url, std::to_string(answer.status)});
  return std::move(answer);
}

int remote_refusal(const client::Answer& answer, Session& session) {
  json::Document document;
  const auto root = document.parse(answer.body, {.document_bytes = 64ULL << 20, .depth = 32});
  const auto detail = root ? (*root)["detail"].text() : std::string();
  // Of a token the node's words, "sign in first", are of no use.
  if (answer.status == unauthenticated) return session.error({Code{"remote_token_refused"}, {}, {}});
  session.error({Code{"remote_refused"}, {detail.empty() ? std::to_string(answer.status) : detail}, {}});
  if (!root) return exit_error;
  for (const auto one : (*root)["errors"].elements())
    session.error({Code{"import_cell"}, {one["field"].text(), one["detail"].text()}, {}});
  return exit_error;
}

bool RemoteJson::ask(RemoteNode& node, const client::Request& request, Session& session) {
  auto asked = node.ask(request);
  if (!asked) {
    session.error(asked.error());
    return false;
  }
  return read(std::move(*asked), session);
}

bool RemoteJson::read(client::Answer answer, Session& session) {
  answer_ = std::move(answer);
  if (answer_.status >= refused) {
    remote_refusal(answer_, session);
    return false;
  }
  auto parsed = document_.parse(answer_.body, {.document_bytes = 64ULL << 20, .depth = 64});
  if (!parsed) {
    session.error({parsed.error().code, parsed.error().args, {}});
    return false;
  }
  root_ = *parsed;
  return true;
}

}  // namespace manara::cli
