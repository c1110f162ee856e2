#include "formats/maven_pom/maven_pom.h"

#include <doctest/doctest.h>

#include "formats/locked_summary.h"
#include "io/file.h"

using namespace manara;
using namespace manara::formats;

namespace {

std::string read(std::string_view text, const Limits& limits = {}) {
  return summary_of(maven_pom, "Maven", text, limits);
}

std::string fixture() {
  return io::read_file(MANARA_TESTDATA "/project.xml").value_or("");
}

std::string dependency(std::string_view version, std::string_view artifact = "a") {
  return "<dependency><groupId>g</groupId><artifactId>" + std::string(artifact) + "</artifactId><version>" +
         std::string(version) + "</version></dependency>";
}

std::string project(std::string_view properties, std::string_view dependencies) {
  return "<project><properties>" + std::string(properties) + "</properties><dependencies>" + std::string(dependencies) +
         "</dependencies></project>";
}

}  // namespace

TEST_CASE("dependencies of the project and its profiles, managed ones, properties, the parent's version") {
  CHECK(read(fixture()) ==
        "org.harbour:managed 1.5; org.apache.logging.log4j:log4j-core 2.17.1; org.example:ward-api 3.2.1; "
        "org.harbour:exact 1.2; org.harbour:native-3.17.1 0.9; 48: pom_version_elsewhere org.harbour:from-the-parent; "
        "52: pom_property_unknown org.harbour:unknown not.here; 57: lock_not_pinned org.harbour:range; "
        "68: lock_not_pinned org.harbour:newest; ");
}

TEST_CASE("a project without a namespace, without dependencies, or with blanks around its texts") {
  CHECK(read("<project/>").empty());
  CHECK(read(project("<v>\n 1.0 \n</v>", dependency("\n ${v} ", " a\n"))) == "g:a 1.0; ");
  CHECK(read(project("", dependency("1.${") + dependency("$1"))) == "g:a 1.${; g:a $1; ");
}

TEST_CASE("dependencies that name nothing are listed") {
  CHECK(read(project("", "<dependency/>" + dependency("1 2") + dependency("1", "${x}") + dependency("${e}") +
                             "<other/>" + dependency("3"))) ==
        "g:a 3; 1: stanza_without_name; 1: package_not_readable; 1: pom_property_unknown g:${x} x; "
        "1: pom_property_unknown g:a e; ");
  CHECK(read(project("<e/>", dependency("${e}"))) == "1: package_without_version g:a; ");
}

TEST_CASE("properties that name themselves are a gap, directly, in a circle, or through the project") {
  CHECK(read(project("<a>${a}</a>", dependency("${a}"))) == "1: pom_property_endless g:a a; ");
  CHECK(read(project("<a>${b}</a><b>${c}</b><c>${a}</c>", dependency("${b}") + dependency("1.0"))) ==
        "g:a 1.0; 1: pom_property_endless g:a b; ");
  CHECK(read("<project><version>${project.version}</version><dependencies>" + dependency("${project.version}") +
             "</dependencies></project>") == "1: pom_property_endless g:a project.version; ");
}

TEST_CASE("properties that double each other end at the longest value, empty ones soon") {
  std::string properties = "<p0>lol</p0><e0/>", chain = "<c0>1</c0>";
  for (int i = 1; i < 60; ++i) {
    const auto n = std::to_string(i), before = std::to_string(i - 1);
    properties += "<p" + n + ">${p" + before + "}${p" + before + "}</p" + n + ">";
    properties += "<e" + n + ">${e" + before + "}${e" + before + "}</e" + n + ">";
  }
  for (int i = 1; i < 2000; ++i)
    chain += "<c" + std::to_string(i) + ">${c" + std::to_string(i - 1) + "}</c" + std::to_string(i) + ">";
  CHECK(read(project(properties, dependency("${p59}"))).starts_with("1: pom_property_endless g:a p"));
  CHECK(read(project(properties, dependency("1${e59}"))) == "g:a 1; ");
  CHECK(read(project(chain, dependency("${c1999}"))).starts_with("1: pom_property_endless g:a c"));
  CHECK(read(project(chain, dependency("${c60}"))) == "g:a 1; ");
}

TEST_CASE("a project file that was cut off is refused, wherever the cut is") {
  const auto whole = fixture();
  REQUIRE(whole.size() > 1000);
  for (std::size_t end = 1; end < whole.rfind("</project>"); end += 11) {
    CAPTURE(end);
    CHECK(read(whole.substr(0, end)).starts_with("xml_truncated"));
  }
}

TEST_CASE("entities, depth and number of dependencies are bounded; other documents are refused") {
  CHECK(read("<!DOCTYPE p [<!ENTITY a \"lol\">]><project>&a;</project>").starts_with("xml_entity"));
  std::string deep = "<project>", many;
  for (int i = 0; i < 100'000; ++i) {
    deep += "<a>";
    many += dependency("1", "p" + std::to_string(i));
  }
  CHECK(read(deep).starts_with("xml_too_deep"));
  CHECK(read(project("", many), {.components = 1000}) == "too_many_components");
  CHECK(read("<settings/>") == "maven_pom_not");
  CHECK(read("") == "xml_empty");
}

TEST_CASE("it is recognised by its name or namespace; what an archive was built with is none") {
  const auto recognised = [](std::string_view path, std::string_view head) {
    return looks_like_maven_pom({.path = path, .head = head});
  };
  const auto head = fixture();
  CHECK(recognised("app/pom.xml", "<project>"));
  CHECK(recognised("lantern-1.0.pom", "<?xml version=\"1.0\"?>\n<project>"));
  CHECK(recognised("", head));
  CHECK(recognised("effective.xml", head));
  CHECK_FALSE(recognised("build.xml", "<project name=\"ant\">"));
  CHECK_FALSE(recognised("META-INF/maven/org.example/ward/pom.xml", head));
  CHECK_FALSE(recognised("pom.xml", "{\"project\": 1}"));
}
