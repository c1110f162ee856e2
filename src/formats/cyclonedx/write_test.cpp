#include "formats/cyclonedx/write.h"

#include <doctest/doctest.h>

#include "formats/check/check.h"
#include "formats/cyclonedx/cyclonedx.h"

using namespace manara;
using namespace manara::formats;

namespace {

std::string write(const Inventory& inventory, std::string_view target = {}) {
  const InventoryPart parts[] = {{target, &inventory}};
  return write_cyclonedx(parts, "0.1.0");
}

Inventory read(std::string_view text) {
  const auto stream = io::from_memory(text);
  auto inventory = cyclonedx.read(*stream, "bom.json", {});
  REQUIRE(inventory);
  return *std::move(inventory);
}

Inventory everything() {
  Inventory inventory;
  inventory.kind = "dpkg";
  inventory.os = {"debian", "", "12", "Debian GNU/Linux 12 (bookworm)"};
  Component ssl;
  ssl.name = "libssl3";
  ssl.version = "3.0.11-1~deb12u2";
  ssl.purl = "pkg:deb/debian/libssl3@3.0.11-1~deb12u2?distro=debian-12";
  ssl.vendor = "Debian";
  ssl.product = "libssl";
  ssl.cpes = {"cpe:2.3:a:openssl:openssl:3.0.11:*:*:*:*:*:*:*", "cpe:/a:openssl:openssl", "no cpe"};
  ssl.source = {"openssl", "3.0.11-1~deb12u2"};
  ssl.ecosystem = "Debian";
  ssl.release = "12";
  ssl.arch = "amd64";
  ssl.module = "m:1";
  ssl.found_in = "var/lib/dpkg/status";
  ssl.owned_by = "other";
  ssl.reference = "a";
  ssl.host = "desk-1";
  inventory.components = {ssl, {.name = "bare", .purl = "not a purl", .reference = "b"}};
  return inventory;
}

}  // namespace

TEST_CASE("what is written is valid and reads back as it was") {
  const auto inventory = everything();
  const auto text = write(inventory);
  const auto complaints = check(text, {});
  REQUIRE(complaints);
  CHECK(complaints->empty());
  const auto again = read(text);
  CHECK(again.components == inventory.components);
  CHECK(again.os == inventory.os);
  CHECK(again.refused.empty());
  CHECK(write(inventory) == text);
}

TEST_CASE("whatever was read, what is written is valid: names missing, references alike, bytes that are no UTF-8") {
  Inventory inventory;
  inventory.components = {{.name = "", .version = "1"},
                          {.name = "same", .reference = "x"},
                          {.name = "same", .reference = "x"},
                          {.name = "x\xff\x01\"", .purl = "pkg:"}};
  inventory.refused = {{1, {}}, {2, {}}};
  inventory.refused_unlisted = 3;
  const InventoryPart parts[] = {{"one", &inventory}, {"two", &inventory}};
  const auto text = write_cyclonedx(parts, "");
  const auto complaints = check(text, {});
  REQUIRE(complaints);
  CHECK(complaints->empty());
  CHECK(text.find("\"manara:refused\"") != std::string::npos);
  CHECK(text.find("\"10\"") != std::string::npos);
  CHECK(text.find("\"two\"") != std::string::npos);
}

TEST_CASE("an empty inventory is a valid document") {
  const auto text = write({});
  CHECK(check(text, {})->empty());
  CHECK(read(text).components.empty());
}
