// Server-Sent Events, as listeners see them.
#include <set>

#include "api/events.h"
#include "client_fixture.h"

using namespace manara;
using namespace manara::server;

namespace {

/// Says to all who listen, and forgets those who went.
class Hub {
 public:
  api::Response operator()(const api::Request&) {
    auto stream = std::make_shared<api::EventStream>(1 << 16);
    const std::lock_guard lock(mutex_);
    streams_.insert(stream);
    return {.events = std::move(stream)};
  }
  void say(const std::string& data) {
    const std::lock_guard lock(mutex_);
    std::erase_if(streams_, [&](const auto& stream) { return !stream->say({.data = data}); });
  }
  std::size_t open() {
    const std::lock_guard lock(mutex_);
    std::erase_if(streams_, [](const auto& stream) { return stream->closed(); });
    return streams_.size();
  }
  void close() {
    const std::lock_guard lock(mutex_);
    for (const auto& stream : streams_)
      stream->close();
  }

 private:
  std::mutex mutex_{};
  std::set<std::shared_ptr<api::EventStream>> streams_{};
};

}  // namespace

TEST_CASE("1,000 listeners hear what is said, and one that goes is forgotten") {
  Hub hub;
  const auto server = started({.limits = {.connections_per_address = 1000, .queue = 1000}}, std::ref(hub));
  std::vector<Client> clients;
  for (int i = 0; i < 1000; ++i)
    clients.emplace_back(server.address().port).send(get("/events"));
  REQUIRE(soon([&] { return server.load().streams == 1000; }));
  hub.say("first");
  hub.say("second");
  for (auto& client : clients) {
    CHECK(client.sees("Content-Type: text/event-stream\r\n"));
    CHECK(client.sees("data: first\n\ndata: second\n\n"));
  }
  for (int i = 0; i < 950; ++i)
    clients.pop_back();
  CHECK(soon([&] { return server.load().streams == 50; }));
  CHECK(hub.open() == 50);
  hub.say("third");
  CHECK(clients.front().sees("third"));
}

TEST_CASE("a silent stream beats, and ends when it is closed") {
  Hub hub;
  const auto server = started({.limits = {.heartbeat_ms = 50}}, std::ref(hub));
  Client client(server.address().port);
  client.send(get("/events"));
  CHECK(client.sees("\r\n\r\n:\n\n:\n\n"));
  hub.say("last");
  hub.close();
  CHECK(client.sees("data: last\n\n"));
  CHECK(soon([&] { return server.load().connections == 0; }));
}

TEST_CASE("a listener that does not read is cut off, others are not held up") {
  Hub hub;
  const auto server = started({.limits = {.write_ms = 300}}, std::ref(hub));
  Client slow(server.address().port), quick(server.address().port);
  slow.send(get("/events"));
  quick.send(get("/events"));
  REQUIRE(soon([&] { return server.load().streams == 2; }));
  CHECK(soon([&] {
    hub.say(std::string(30'000, 'x'));
    hub.say("mark");
    return quick.hears("data: mark") && hub.open() == 1;
  }));
}

TEST_CASE("HEAD asks what a stream would be, and opens none") {
  Hub hub;
  const auto server = started({}, std::ref(hub));
  Client client(server.address().port);
  client.send("HEAD /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(client.answer(false).header("content-type") == "text/event-stream");
  CHECK(client.ends());
  CHECK(hub.open() == 0);
}

TEST_CASE("a server that stops ends its streams at once") {
  Hub hub;
  auto server = started({}, std::ref(hub));
  std::vector<Client> clients;
  for (int i = 0; i < 20; ++i)
    clients.emplace_back(server.address().port).send(get("/events"));
  REQUIRE(soon([&] { return server.load().streams == 20; }));
  CHECK(took_ms([&] { CHECK(server.stop()); }) < 1000);
  CHECK(hub.open() == 0);
}
