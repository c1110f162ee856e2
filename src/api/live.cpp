#include "api/live.h"

#include <algorithm>

#include "base/strings.h"
#include "json/writer.h"

namespace manara::api {
namespace {

constexpr std::string_view event_names[] = {"listening", "changed"};
constexpr Member event_members[] = {Member::choice("event", event_names), Member::text("data")};
constexpr Shape event_shape{"live_event", event_members};

constexpr std::size_t most_resources = 32;
constexpr std::int64_t look_each_ms = 60'000;

/// What some lists show is decided by another row of the table of permissions.
constexpr std::pair<std::string_view, std::string_view> seen_as[] = {{"jobs", "node"}};

std::string_view permission_of(std::string_view list) {
  const auto* const other = std::ranges::find(seen_as, list, &std::pair<std::string_view, std::string_view>::first);
  return other == std::end(seen_as) ? list : other->second;
}

std::string data_of(const Change& change) {
  json::Writer out;
  out.begin_object().member("resource", change.resource).member("id", id_text(change.id));
  out.member("revision", change.revision).end_object();
  return out.take();
}

}  // namespace

bool Live::sees(const Listener& listener, const Change& change) const {
  const auto sight = std::ranges::find(listener.sights, change.resource, &Listener::Sight::resource);
  if (sight == listener.sights.end()) return false;
  if (!change.person.empty() && change.person == listener.person) return true;
  return std::ranges::any_of(sight->scope.held,
                             [&](const access::ScopeId& held) { return held == change.scope || held == nation_; });
}

void Live::tell(const Change& change) {
  const std::lock_guard lock(mutex_);
  if (listeners_.empty()) return;
  const Event event{.name = "changed", .data = data_of(change)};
  std::erase_if(listeners_, [&](Listener& listener) {
    return listener.stream->closed() || (sees(listener, change) && !listener.stream->say(event));
  });
}

void Live::look_again() {
  look_at([](const Listener&) { return true; });
}

void Live::look_again(const ledger::ActorId& person) {
  look_at([&](const Listener& listener) { return listener.person == person; });
}

void Live::look_at(const std::function<bool(const Listener&)>& chosen) {
  // Asked without the lock: what is told meanwhile was seen until now.
  std::vector<std::pair<std::shared_ptr<EventStream>, std::function<bool()>>> all;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& listener : listeners_) {
      if (chosen(listener)) all.emplace_back(listener.stream, listener.holds);
    }
  }
  if (all.empty()) return;
  for (const auto& [stream, holds] : all) {
    if (holds && !holds()) stream->close();
  }
  const std::lock_guard lock(mutex_);
  std::erase_if(listeners_, [](const Listener& one) { return one.stream->closed(); });
}

void Live::tidy() {
  const auto now = clock_.now_ms();
  if (now - looked_ms_ >= look_each_ms) {
    looked_ms_ = now;
    look_again();
  }
  const std::lock_guard lock(mutex_);
  std::erase_if(listeners_, [&](Listener& listener) {
    if (listener.until_ms > now && !listener.stream->closed()) return false;
    listener.stream->close();
    return true;
  });
}

void Live::close() {
  const std::lock_guard lock(mutex_);
  for (auto& listener : listeners_)
    listener.stream->close();
  listeners_.clear();
}

std::size_t Live::listeners() const {
  const std::lock_guard lock(mutex_);
  return listeners_.size();
}

Result<Response> Live::listen(const Request& request, const Caller& caller) {
  Listener listener{.stream = std::make_shared<EventStream>(),
                    .person = caller.actor,
                    .until_ms = clock_.now_ms() + limits_.life_ms,
                    .holds = caller.holds};
  const auto names = split(request.parameter("resources"), ',');
  if (names.size() > most_resources) return fail(Code{"request_unknown_parameter"}, {"resources"});
  for (const auto name : names) {
    // What one may see nothing of, or isn't there, is silent: the answer is the same.
    if (!name.empty()) listener.sights.push_back({std::string(name), caller.sees(permission_of(name))});
  }
  // Said at once, so that the other side knows that it is heard.
  listener.stream->say({.name = "listening", .data = "{}"});
  Response response{.headers = {{"Cache-Control", "no-store"}}, .events = listener.stream};
  const std::lock_guard lock(mutex_);
  std::erase_if(listeners_, [](const Listener& one) { return one.stream->closed(); });
  if (listeners_.size() >= limits_.streams) return fail(Code{"server_busy"});
  const auto own = std::ranges::count(listeners_, caller.actor, &Listener::person);
  if (static_cast<std::size_t>(own) >= limits_.streams_per_person) {
    const auto oldest = std::ranges::find(listeners_, caller.actor, &Listener::person);
    oldest->stream->close();
    listeners_.erase(oldest);
  }
  listeners_.push_back(std::move(listener));
  return response;
}

Part Live::part() {
  return {.path = "/api/live",
          .method = "GET",
          .answer = [this](const Request& request, const Caller* caller) { return listen(request, *caller); },
          .description = {.summary = "Tells of changes in lists while they stand open",
                          .parameters = {Member::text("resources").optional()},
                          .answers = {{.shape = &event_shape, .media = "text/event-stream"}}}};
}

}  // namespace manara::api
