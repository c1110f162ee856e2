#include "api/events.h"

#include <utility>

namespace manara::api {
namespace {

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  for (const char c : value) {
    if (c != '\r' && c != '\n' && c != '\0') out.push_back(c);
  }
  out.push_back('\n');
}

}  // namespace

std::string event_text(const Event& event) {
  std::string out;
  if (!event.id.empty()) append_field(out, "id", event.id);
  if (!event.name.empty()) append_field(out, "event", event.name);
  // A line ends with \n, \r\n or \r, and each line is a field of its own.
  std::string_view rest = event.data;
  for (;;) {
    const auto end = rest.find_first_of("\r\n");
    append_field(out, "data", rest.substr(0, end));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + (rest.substr(end).starts_with("\r\n") ? 2 : 1));
  }
  out.push_back('\n');
  return out;
}

bool EventStream::say(const Event& event) {
  const auto text = event_text(event);
  const std::lock_guard lock(mutex_);
  if (closed_) return false;
  if (waiting_.size() + text.size() > most_bytes_) {
    waiting_.clear();
    closed_ = true;
  } else {
    waiting_ += text;
  }
  wake();
  return !closed_;
}

void EventStream::close() {
  const std::lock_guard lock(mutex_);
  if (closed_) return;
  closed_ = true;
  wake();
}

bool EventStream::closed() const {
  const std::lock_guard lock(mutex_);
  return closed_;
}

void EventStream::listen(std::function<void()> ready) {
  const std::lock_guard lock(mutex_);
  ready_ = std::move(ready);
}

EventStream::Taken EventStream::take() {
  const std::lock_guard lock(mutex_);
  return {.text = std::exchange(waiting_, {}), .ended = closed_};
}

void EventStream::wake() {
  if (ready_) ready_();
}

}  // namespace manara::api
