#include "server/metrics.h"

#include <algorithm>
#include <fmt/core.h>

namespace manara::server {
namespace {

constexpr std::size_t most_series = 500;

constexpr std::string_view methods[] = {"GET", "HEAD", "POST", "PUT", "DELETE"};

/// As a label's value: backslash, quote and line end are escaped.
std::string label(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out.push_back('\\');
    if (c == '\n') {
      out += "\\n";
    } else {
      out.push_back(c);
    }
  }
  return out;
}

void add(std::string& out, std::string_view name, std::string_view type, std::string_view help, std::uint64_t value) {
  out += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help, type, value);
}

}  // namespace

void Metrics::count(const Access& access) {
  const bool known = std::ranges::find(methods, access.method) != std::end(methods);
  const auto seconds = access.ms / 1000;
  const auto* const bound = std::ranges::find_if(bounds, [&](double most) { return seconds <= most; });
  const std::lock_guard lock(mutex_);
  Key key{known ? access.method : "other", access.route, access.status};
  if (requests_.size() >= most_series && !requests_.contains(key)) std::get<1>(key) = "other";
  ++requests_[std::move(key)];
  ++within_.at(static_cast<std::size_t>(bound - bounds.begin()));
  seconds_ += seconds;
  bytes_in_ += access.bytes_in;
  bytes_out_ += access.bytes_out;
}

std::string Metrics::text(const Load& load) const {
  std::string out;
  add(out, "manara_http_connections", "gauge", "Connections now.", load.connections);
  add(out, "manara_http_streams", "gauge", "Listeners to events now.", load.streams);
  add(out, "manara_http_waiting", "gauge", "Requests that wait for a thread.", load.waiting);
  add(out, "manara_http_refused_total", "counter", "Connections refused for want of room.", load.refused);
  const std::lock_guard lock(mutex_);
  add(out, "manara_http_received_bytes_total", "counter", "Bytes of requests.", bytes_in_);
  add(out, "manara_http_sent_bytes_total", "counter", "Bytes of answers.", bytes_out_);
  out += "# HELP manara_http_requests_total Requests answered.\n# TYPE manara_http_requests_total counter\n";
  for (const auto& [key, number] : requests_) {
    const auto& [method, route, status] = key;
    out += fmt::format("manara_http_requests_total{{method=\"{}\",route=\"{}\",status=\"{}\"}} {}\n", label(method),
                       label(route), status, number);
  }
  out += "# HELP manara_http_request_seconds Time from the head of a request to the end of its answer.\n";
  out += "# TYPE manara_http_request_seconds histogram\n";
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < within_.size(); ++i) {
    sum += within_.at(i);
    const auto bound = i < bounds.size() ? fmt::format("{}", bounds.at(i)) : std::string("+Inf");
    out += fmt::format("manara_http_request_seconds_bucket{{le=\"{}\"}} {}\n", bound, sum);
  }
  out += fmt::format("manara_http_request_seconds_sum {:.6f}\nmanara_http_request_seconds_count {}\n", seconds_, sum);
  return out;
}

}  // namespace manara::server
