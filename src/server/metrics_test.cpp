#include "server/metrics.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

using namespace manara::server;

TEST_CASE("requests are counted by method, route and status, and their time by bound") {
  Metrics metrics;
  metrics.count(
      {.method = "GET", .route = "/api/organisations", .status = 200, .ms = 0.7, .bytes_in = 10, .bytes_out = 20});
  metrics.count({.method = "GET", .route = "/api/organisations", .status = 200, .ms = 70});
  metrics.count({.method = "BREW", .route = "/a\"b\\c\nd", .status = 405, .ms = 60'000});
  const auto text = metrics.text({.connections = 3, .streams = 2, .waiting = 1, .answered = 9, .refused = 4});
  for (const auto* line :
       {"\nmanara_http_connections 3\n", "\nmanara_http_streams 2\n", "\nmanara_http_refused_total 4\n",
        "\nmanara_http_received_bytes_total 10\n", "\nmanara_http_sent_bytes_total 20\n",
        "\nmanara_http_requests_total{method=\"GET\",route=\"/api/organisations\",status=\"200\"} 2\n",
        "\nmanara_http_requests_total{method=\"other\",route=\"/a\\\"b\\\\c\\nd\",status=\"405\"} 1\n",
        "\nmanara_http_request_seconds_bucket{le=\"0.001\"} 1\n",
        "\nmanara_http_request_seconds_bucket{le=\"0.1\"} 2\n", "\nmanara_http_request_seconds_bucket{le=\"30\"} 2\n",
        "\nmanara_http_request_seconds_bucket{le=\"+Inf\"} 3\n", "\nmanara_http_request_seconds_sum 60.070700\n",
        "\nmanara_http_request_seconds_count 3\n"})
    CHECK_MESSAGE(text.find(line) != std::string::npos, line);
}

TEST_CASE("the number of series is bounded, whatever is asked for") {
  Metrics metrics;
  for (int i = 0; i < 2000; ++i)
    metrics.count({.method = "GET", .route = fmt::format("/{}", i), .status = 404});
  const auto text = metrics.text({});
  CHECK(text.find("route=\"other\",status=\"404\"} 1500\n") != std::string::npos);
  CHECK(text.size() < 64'000);
}
