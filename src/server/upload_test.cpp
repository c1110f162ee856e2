#include "server/upload.h"

#include <doctest/doctest.h>
#include <filesystem>

#include "io/file.h"

using namespace manara;
using namespace manara::server;

TEST_CASE("a small body stays in memory, a larger one is a file that goes with it") {
  std::string path;
  {
    Upload upload(100, 10, {});
    CHECK(upload.add("12345"));
    CHECK(upload.add("67890"));
    CHECK(upload.file_path() == "");
    CHECK(upload.add("abc"));
    CHECK(upload.bytes() == 13);
    path = upload.file_path();
    CHECK(upload.take_text() == "");
    const auto content = io::read_file(path);
    REQUIRE(content);
    CHECK(*content == "1234567890abc");
  }
  CHECK_FALSE(std::filesystem::exists(path));
  Upload small(100, 10, {});
  CHECK(small.add("1234567890"));
  CHECK(small.take_text() == "1234567890");
}

TEST_CASE("a body ends at its limit, or where there is no room for it") {
  Upload upload(10, 10, {});
  CHECK(upload.add("1234567890"));
  CHECK_FALSE(upload.add("1"));
  CHECK(upload.error().code == Code{"request_body_too_large"});
  Upload nowhere(100, 10, std::make_shared<io::Spools>("/no/such/folder", 1000));
  CHECK_FALSE(nowhere.add("more than ten bytes"));
  CHECK(nowhere.error().code == Code{"server_no_room"});
}

TEST_CASE("bodies in files share so much room, and give it back") {
  const auto spools = std::make_shared<io::Spools>("", 1000);
  Upload small(1000, 10, spools), last(1000, 10, spools);
  CHECK(small.add("1234567890"));
  CHECK(spools->bytes() == 0);
  {
    Upload first(1000, 10, spools);
    CHECK(first.add(std::string(600, 'x')));
    CHECK_FALSE(last.add(std::string(401, 'x')));
    CHECK(last.error().code == Code{"server_busy"});
    CHECK(spools->bytes() == 600);
  }
  CHECK(spools->bytes() == 0);
  Upload next(1000, 10, spools);
  CHECK(next.add(std::string(1000, 'x')));
}
