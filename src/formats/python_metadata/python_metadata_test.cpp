#include "formats/python_metadata/python_metadata.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::formats;

namespace {

std::string read(std::string_view text, const Limits& limits = {}) {
  const auto stream = io::from_memory(text);
  const auto inventory = read_python_metadata(*stream, "METADATA", limits);
  if (!inventory) return std::string(inventory.error().code.name());
  REQUIRE(inventory->components.size() == 1);
  const auto& component = inventory->components.front();
  return component.ecosystem + " " + component.name + " " + component.version;
}

bool recognised(std::string_view path) {
  return looks_like_python_metadata({.path = path, .head = "Metadata-Version: 2.1\nName: a\n"});
}

}  // namespace

TEST_CASE("name and version come from the headers, whatever the description says") {
  CHECK(read("Metadata-Version: 2.1\nName: Zope.Interface\nVersion: 5.0.1\nSummary: x\nClassifier: a\nClassifier: b\n\n"
             "Name: other\nVersion: 9\n") == "PyPI Zope.Interface 5.0.1");
  CHECK(read("Metadata-Version: 1.0\nName: six\nVersion: 1.16.0\nDescription: a\n        b\n        Name: c\n") ==
        "PyPI six 1.16.0");
  CHECK(read("Metadata-Version: 1.0\r\nname: a\r\nVERSION: 1\r\n") == "PyPI a 1");
}

TEST_CASE("what lacks a name, a version or the mark of metadata is refused") {
  CHECK(read("") == "python_metadata_not");
  CHECK(read("\n\nName: a\nVersion: 1\n") == "python_metadata_not");
  CHECK(read("Metadata-Version: 2.1\nVersion: 1\n") == "python_metadata_not");
  CHECK(read("Metadata-Version: 2.1\nName: a\n\nVersion: 1\n") == "python_metadata_not");
  CHECK(read("Metadata-Version: 2.1\nName: a b\nVersion: 1\n") == "python_metadata_not");
  CHECK(read("\x7f"
             "ELF\n") == "python_metadata_not");
}

TEST_CASE("metadata that ends inside a header was cut off") {
  CHECK(read("Metadata-Version: 2.1\nName: a\nVersion: 1.") == "python_metadata_truncated");
  CHECK(read("Metadata-Version: 2.1\nName: " + std::string(1000, 'a'), {.record_bytes = 100}) == "record_too_large");
}

TEST_CASE("it is recognised by its file's name and first header") {
  CHECK(recognised("site-packages/a-1.dist-info/METADATA"));
  CHECK(recognised("a.egg-info/PKG-INFO"));
  CHECK(recognised("a-1.egg-info"));
  CHECK(recognised(""));
  CHECK_FALSE(recognised("notes.txt"));
  CHECK_FALSE(looks_like_python_metadata({.path = "METADATA", .head = "Name: a\n"}));
}
