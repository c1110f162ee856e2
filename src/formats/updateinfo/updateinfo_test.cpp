#include "formats/updateinfo/updateinfo.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::formats;

namespace {

Component installed(std::string_view name, std::string_view version, std::string_view module = "") {
  Component component;
  component.name = name;
  component.version = version;
  component.arch = "x86_64";
  component.module = module;
  component.source = {std::string(name) + "-src", std::string(version)};
  return component;
}

std::string package(std::string_view name, std::string_view version, std::string_view epoch = "0",
                    std::string_view arch = "x86_64") {
  return "<package name=\"" + std::string(name) + "\" version=\"" + std::string(version) +
         "\" release=\"1.el9\" epoch=\"" + std::string(epoch) + "\" arch=\"" + std::string(arch) +
         "\" src=\"x.src.rpm\"><filename>x.rpm</filename></package>";
}

std::string update(std::string_view id, std::string_view packages, std::string_view type = "security",
                   std::string_view cve = "CVE-2030-0001", std::string_view module = "") {
  return "<update from=\"x\" status=\"final\" type=\"" + std::string(type) + "\" version=\"1\"><id>" + std::string(id) +
         "</id><title>t</title><references><reference href=\"h\" id=\"" + std::string(cve) +
         "\" type=\"cve\" title=\"x\"/><reference id=\"17\" type=\"bugzilla\"/></references><pkglist><collection "
         "short=\"c\"><name>c</name>" +
         std::string(module) + std::string(packages) + "</collection></pkglist></update>\n";
}

std::string document(const std::string& updates) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<updates>" + updates + "</updates>\n";
}

/// "name installed -> candidate (origin) ids" of each pending update, and the reading's error.
std::string pending(std::vector<Component> components, std::string_view text, bool expecting = true) {
  RpmUpdates updates({});
  Inventory inventory;
  inventory.components = std::move(components);
  if (expecting) updates.expect(inventory.components);
  const auto stream = io::from_memory(text);
  const auto status = updates.add("baseos", *stream);
  inventory.pending = updates.pending(inventory.components);
  std::string out;
  for (const auto& row : inventory.pending) {
    out += row.name + " " + row.installed + " -> " + row.candidate + " (" + row.origin + ")";
    for (const auto& id : row.advisories)
      out += " " + id;
    out += "; ";
  }
  return status ? out : out + std::string(status.error().code.name());
}

}  // namespace

TEST_CASE("a newer package of a security update is pending, with the advisory's id and its CVEs") {
  const auto text = document(update("ALSA-2030:1", package("openssl", "3.0.8", "1")) +
                             update("ALBA-2030:2", package("bash", "9"), "bugfix"));
  for (const bool expecting : {true, false}) {
    CHECK(pending({installed("openssl", "1:3.0.7-24.el9"), installed("bash", "5-1.el9")}, text, expecting) ==
          "openssl 1:3.0.7-24.el9 -> 1:3.0.8-1.el9 (baseos updateinfo) ALSA-2030:1 CVE-2030-0001; ");
  }
}

TEST_CASE("what is installed already is not pending; of several updates the greatest is the candidate, all are named") {
  const auto text = document(update("A-3", package("a", "3"), "security", "CVE-2030-0003") +
                             update("A-2", package("a", "2"), "security", "CVE-2030-0002") +
                             update("A-1", package("a", "1"), "security", "CVE-2030-0001"));
  CHECK(pending({installed("a", "1-1.el9")}, text) ==
        "a 1-1.el9 -> 3-1.el9 (baseos updateinfo) A-2 A-3 CVE-2030-0002 CVE-2030-0003; ");
  CHECK(pending({installed("a", "3-1.el9")}, text).empty());
  CHECK(pending({installed("a", "1:0.1-1.el9")}, text).empty());
}

TEST_CASE("of a package that is installed several times the greatest counts") {
  const auto text = document(update("K", package("kernel", "5.15")));
  CHECK(pending({installed("kernel", "5.14-1"), installed("kernel", "5.15-1.el9")}, text).empty());
  CHECK(pending({installed("kernel", "5.14-2"), installed("kernel", "5.14-1")}, text) ==
        "kernel 5.14-2 -> 5.15-1.el9 (baseos updateinfo) CVE-2030-0001 K; ");
}

TEST_CASE("a module's packages are for that stream, others for packages without a module") {
  const auto text = document(
      update("M", package("nodejs", "18.9"), "security", "CVE-2030-0001", "<module name=\"nodejs\" stream=\"18\"/>") +
      update("P", package("nodejs", "20.1")));
  CHECK(pending({installed("nodejs", "18.1-1", "nodejs:18")}, text) ==
        "nodejs 18.1-1 -> 18.9-1.el9 (baseos updateinfo) CVE-2030-0001 M; ");
  CHECK(pending({installed("nodejs", "16.1-1", "nodejs:16")}, text).empty());
  CHECK(pending({installed("nodejs", "18.1-1")}, text).starts_with("nodejs 18.1-1 -> 20.1-1.el9"));
}

TEST_CASE("other architectures, sources and damaged packages offer nothing") {
  const auto text = document(update("A", package("a", "2", "0", "aarch64") + package("a", "2", "0", "src") +
                                             package("a", "") + package("a", "2 3") + "<package/>"));
  CHECK(pending({installed("a", "1-1")}, text).empty());
}

TEST_CASE("a document that was cut off is said, and what was read of it still counts") {
  const auto text = document(update("A", package("a", "2")) + update("B", package("b", "2")));
  const auto components = std::vector{installed("a", "1-1"), installed("b", "1-1")};
  CHECK(pending(components, text.substr(0, text.size() - 40)) ==
        "a 1-1 -> 2-1.el9 (baseos updateinfo) A CVE-2030-0001; b 1-1 -> 2-1.el9 (baseos updateinfo); xml_truncated");
  CHECK(pending(components, text.substr(0, text.size() / 2)).ends_with("xml_truncated"));
}

TEST_CASE("an update within an update: offers keep to their own, those of the broken one have no advisory") {
  const auto inner = update("B", package("b", "2"));
  const auto text = "<updates><update type=\"security\"><id>A</id><pkglist><collection>" + package("a", "2") + inner +
                    package("c", "2") + "</collection></pkglist></update></updates>";
  CHECK(pending({installed("a", "1-1"), installed("b", "1-1"), installed("c", "1-1")}, text) ==
        "a 1-1 -> 2-1.el9 (baseos updateinfo); b 1-1 -> 2-1.el9 (baseos updateinfo) CVE-2030-0001; "
        "c 1-1 -> 2-1.el9 (baseos updateinfo); ");
}

TEST_CASE("what is no list of updates is refused, and so is one with entities") {
  CHECK(pending({}, "<html><body/></html>") == "updateinfo_not");
  CHECK(pending({}, "") == "xml_empty");
  CHECK(pending({},
                "\x7f"
                "ELF")
            .starts_with("xml_"));
  CHECK(pending({}, "<!DOCTYPE x [<!ENTITY a \"b\">]><updates>&a;</updates>") == "xml_entity");
}

TEST_CASE("a hundred thousand updates are read in one pass") {
  std::string many;
  for (int i = 0; i < 100'000; ++i)
    many += update("U-" + std::to_string(i), package("p" + std::to_string(i % 1000), std::to_string(i)));
  CHECK(pending({installed("p7", "99000-1.el9")}, document(many)) ==
        "p7 99000-1.el9 -> 99007-1.el9 (baseos updateinfo) CVE-2030-0001 U-99007; ");
}

TEST_CASE("the repository is the cache folder's name without the mark of its address") {
  const auto repository = [](std::string_view path) { return RpmUpdates::repository_of(path); };
  CHECK(repository("var/cache/dnf/baseos-0123456789abcdef/repodata/aa-updateinfo.xml.gz") == "baseos");
  CHECK(repository("var/cache/zypp/raw/repo-update/repodata/updateinfo.xml.zst") == "repo-update");
  CHECK(repository("var/cache/yum/x86_64/7/updates/gen/updateinfo.xml") == "updates");
  CHECK(repository("updateinfo.xml").empty());
  CHECK(repository("var/cache/dnf/baseos/primary.xml").empty());
}
