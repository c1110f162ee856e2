#include "practice/constituency/inventories.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::constituency;

namespace {

using Components = std::vector<InstalledComponent>;

/// As part 1 would keep them.
Components kept(Components components) {
  return read_components(write_components(std::move(components))).value();
}

}  // namespace

TEST_CASE("components are kept sorted, each once, whatever they are called") {
  const auto all =
      kept({{"b", "1", ""}, {"a", "2", "pkg:npm/a@2"}, {"b", "1", ""}, {"a", "", ""}, {"\"\\\n\x1f", "", ""}});
  CHECK(all == Components{{"\"\\\n\x1f", "", ""}, {"a", "", ""}, {"a", "2", "pkg:npm/a@2"}, {"b", "1", ""}});
  CHECK(kept({}).empty());
  for (const auto* part : {"", "{}", "[", "null", "[] x"})
    CHECK_FALSE(read_components(part));
}

TEST_CASE("a component with one other version is changed; of several at once each that came or went is told") {
  const auto before = kept({{"lamp", "1.0", "pkg:npm/lamp@1.0"},
                            {"core", "1", "pkg:npm/%40a/core@1"},
                            {"core", "1", "pkg:npm/%40b/core@1"},
                            {"buoy", "1", "pkg:npm/buoy@1"},
                            {"buoy", "2", "pkg:npm/buoy@2"},
                            {"plain", "7", ""},
                            {"gone", "1", ""},
                            {"same", "1", "pkg:deb/debian/same@1?arch=amd64"}});
  const auto after = kept({{"lamp", "2.0", "pkg:npm/lamp@2.0"},
                           {"core", "1", "pkg:npm/%40a/core@1"},
                           {"core", "2", "pkg:npm/%40b/core@2"},
                           {"buoy", "3", "pkg:npm/buoy@3"},
                           {"plain", "8", ""},
                           {"come", "1", ""},
                           {"same", "1", "pkg:deb/debian/same@1?arch=arm64"}});
  const auto found = differences(before, after);
  CHECK(found.changed ==
        std::vector<ChangedComponent>{{"core", "1", "2"}, {"lamp", "1.0", "2.0"}, {"plain", "7", "8"}});
  CHECK(found.added == Components{{"come", "1", ""}, {"buoy", "3", "pkg:npm/buoy@3"}});
  CHECK(found.removed ==
        Components{{"gone", "1", ""}, {"buoy", "1", "pkg:npm/buoy@1"}, {"buoy", "2", "pkg:npm/buoy@2"}});
  const auto none = differences(before, before);
  CHECK((none.added.empty() && none.removed.empty() && none.changed.empty()));
  CHECK(differences({}, after).added.size() == after.size());
}
