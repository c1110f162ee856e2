#include "formats/go_toolchain.h"

#include <doctest/doctest.h>

using manara::formats::go_library_version;

TEST_CASE("a toolchain's name gives the version of the standard library as advisories write it") {
  CHECK(go_library_version("go1.21.3") == "1.21.3");
  CHECK(go_library_version("go1.21") == "1.21");
  CHECK(go_library_version("go1") == "1");
  CHECK(go_library_version("go1.21rc2") == "1.21.0-rc.2");
  CHECK(go_library_version("go1.9beta1") == "1.9.0-beta.1");
}

TEST_CASE("what a builder adds changes nothing of the version") {
  CHECK(go_library_version("go1.22.2-fips") == "1.22.2");
  CHECK(go_library_version("go1.20.1 X:boringcrypto,nocoverageredesign") == "1.20.1");
  CHECK(go_library_version("go1.16.7b7") == "1.16.7");
  CHECK(go_library_version("go1.19.13 (Red Hat 1.19.13-1.el9)") == "1.19.13");
}

TEST_CASE("what is no release gives none, and a development version one that no range holds") {
  CHECK(go_library_version("devel go1.22-0a1b2c3 Thu Jan 1 00:00:00 2024 +0000") == "(devel)");
  for (const auto* none : {"", "go", "default", "local", "1.21.3", "gopher", "go."}) {
    CAPTURE(none);
    CHECK(go_library_version(none).empty());
  }
}
