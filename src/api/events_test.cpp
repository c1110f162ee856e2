#include "api/events.h"

#include <doctest/doctest.h>

using namespace manara::api;

TEST_CASE("an event is its fields, a line of text each") {
  CHECK(event_text({.id = "7", .name = "changed", .data = "{\"id\":1}"}) ==
        "id: 7\nevent: changed\ndata: {\"id\":1}\n\n");
  CHECK(event_text({.data = "a\nb\r\nc\rd\n"}) == "data: a\ndata: b\ndata: c\ndata: d\ndata: \n\n");
  CHECK(event_text({}) == "data: \n\n");
}

TEST_CASE("no id, name or data makes a field of its own") {
  CHECK(event_text({.id = "1\ndata: forged", .name = "x\r\n\r\nevent: y", .data = "z"}) ==
        "id: 1data: forged\nevent: xevent: y\ndata: z\n\n");
}

TEST_CASE("what was said is taken once, in order, and the listener is woken") {
  EventStream stream;
  int woken = 0;
  stream.listen([&] { ++woken; });
  CHECK(stream.say({.data = "1"}));
  CHECK(stream.say({.data = "2"}));
  CHECK(woken == 2);
  const auto taken = stream.take();
  CHECK(taken.text == "data: 1\n\ndata: 2\n\n");
  CHECK_FALSE(taken.ended);
  CHECK(stream.take().text.empty());
  stream.listen({});
  CHECK(stream.say({.data = "3"}));
  CHECK(woken == 2);
}

TEST_CASE("a closed stream still gives what was said before, and takes no more") {
  EventStream stream;
  CHECK(stream.say({.data = "last"}));
  stream.close();
  CHECK_FALSE(stream.say({.data = "too late"}));
  const auto taken = stream.take();
  CHECK(taken.text == "data: last\n\n");
  CHECK(taken.ended);
}

TEST_CASE("who does not keep up is cut off, and holds no memory") {
  EventStream stream(64);
  CHECK(stream.say({.data = std::string(40, 'x')}));
  CHECK_FALSE(stream.say({.data = std::string(40, 'y')}));
  CHECK(stream.closed());
  CHECK(stream.take().text.empty());
}
