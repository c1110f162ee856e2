#include "rootfs/rootfs.h"

#include <doctest/doctest.h>

#include "formats/rpm/made_database.h"
#include "io/file.h"
#include "rootfs/made_tree.h"

using namespace manara;
using namespace manara::rootfs;

namespace {

constexpr std::string_view debian = "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n";
constexpr std::string_view team = "Maintainer: Debian Team <team@lists.debian.org>\n";

std::string deb(std::string_view name, std::string_view version, std::string_view more = team) {
  return "Package: " + std::string(name) +
         "\nStatus: install ok installed\nArchitecture: amd64\nVersion: " + std::string(version) + "\n" +
         std::string(more) + "\n";
}

std::string metadata(std::string_view name, std::string_view version) {
  return "Metadata-Version: 2.1\nName: " + std::string(name) + "\nVersion: " + std::string(version) + "\n\ntext\n";
}

std::string pom(std::string_view artifact, std::string_view version) {
  return "version=" + std::string(version) + "\ngroupId=org.example\nartifactId=" + std::string(artifact) + "\n";
}

/// A line each: components "ecosystem:release name version [owner] <found in>", pending "+", refused "!".
std::string summary(const Result<Inventory>& result) {
  if (!result) return std::string(result.error().code.name());
  std::string out;
  for (const auto& c : result->components) {
    out += c.ecosystem + (c.release.empty() ? "" : ":" + c.release) + " " + c.name + " " + c.version;
    if (!c.owned_by.empty()) out += " [" + c.owned_by + "]";
    out += " <" + c.found_in + ">\n";
  }
  for (const auto& p : result->pending)
    out += "+ " + p.name + " " + p.installed + " -> " + p.candidate + " (" + p.origin + ")\n";
  for (const auto& r : result->refused) {
    out += "! " + r.found_in + (r.line == 0 ? "" : ":" + std::to_string(r.line)) + " " +
           std::string(r.reason.code.name()) + "\n";
  }
  return out;
}

std::string read(const made::Tree& tree, const Limits& limits = {}, const Options& options = {}) {
  return summary(read_rootfs(tree.path(), limits, options));
}

}  // namespace

TEST_CASE("a Debian machine: packages with release, language packages with their owner, pending updates") {
  made::Tree tree;
  tree.file("usr/lib/os-release", debian).link("etc/os-release", "../usr/lib/os-release");
  tree.file("var/lib/dpkg/status", deb("openssl", "3.0.11-1") + deb("python3-six", "1.16.0-4"));
  tree.file("var/lib/dpkg/info/python3-six.list",
            "/.\n/usr\n/usr/lib/python3/dist-packages/six-1.16.0.egg-info/PKG-INFO\n/usr/share/doc/python3-six\n");
  tree.file("usr/lib/python3/dist-packages/six-1.16.0.egg-info/PKG-INFO", metadata("six", "1.16.0"));
  tree.file("srv/app/venv/lib/python3.11/site-packages/Flask-2.0.dist-info/METADATA", metadata("Flask", "2.0"));
  tree.file("var/lib/apt/lists/x_debian-security_dists_bookworm-security_InRelease",
            "Label: Debian-Security\nSuite: stable-security\nVersion: 12\n");
  tree.file("var/lib/apt/lists/x_debian-security_dists_bookworm-security_main_binary-amd64_Packages",
            "Package: openssl\nArchitecture: amd64\nVersion: 3.0.13-1\n\n");
  CHECK(looks_like_rootfs(tree.path(), {}));
  CHECK(read(tree) ==
        "Debian:12 openssl 3.0.11-1 <var/lib/dpkg/status>\n"
        "Debian:12 python3-six 1.16.0-4 <var/lib/dpkg/status>\n"
        "PyPI Flask 2.0 <srv/app/venv/lib/python3.11/site-packages/Flask-2.0.dist-info/METADATA>\n"
        "PyPI six 1.16.0 [python3-six] <usr/lib/python3/dist-packages/six-1.16.0.egg-info/PKG-INFO>\n"
        "+ openssl 3.0.11-1 -> 3.0.13-1 (Debian-Security:12/stable-security)\n");
  const auto inventory = read_rootfs(tree.path(), {}, {});
  CHECK(inventory->kind == "rootfs");
  CHECK(inventory->os.id == "debian");
  CHECK(inventory->os.name == "Debian GNU/Linux 12 (bookworm)");
}

TEST_CASE("an image without a package manager: a stanza a file, sums beside them passed over") {
  made::Tree tree;
  tree.file("etc/os-release", debian);
  tree.file("var/lib/dpkg/status.d/base", "Package: base-files\nVersion: 12.4\nArchitecture: amd64\n");
  tree.file("var/lib/dpkg/status.d/base.md5sums", "00  etc/os-release\n");
  tree.file("var/lib/dpkg/status.d/tzdata", "Package: tzdata\nVersion: 2024a-0\nArchitecture: all\n");
  CHECK(read(tree) ==
        "Debian:12 base-files 12.4 <var/lib/dpkg/status.d/base>\nDebian:12 tzdata 2024a-0 "
        "<var/lib/dpkg/status.d/tzdata>\n");
}

TEST_CASE("an RPM machine: one database behind a link is read once, files say who owns a package, EPEL owns nothing") {
  made::Tree tree;
  tree.file("etc/os-release", "ID=almalinux\nVERSION_ID=\"9.3\"\n");
  const auto with_file = [](std::string_view name, std::string_view vendor, std::string_view folder) {
    return formats::made::package(name, "1", "1.el9")
        .string(1011, vendor)
        .strings(1117, {"METADATA"})
        .numbers(1116, {0})
        .strings(1118, {folder})
        .blob();
  };
  tree.file("usr/lib/sysimage/rpm/rpmdb.sqlite",
            formats::made::database(
                {with_file("python3-a", "AlmaLinux", "/usr/lib/python3.9/site-packages/a.dist-info/"),
                 with_file("python3-b", "Fedora Project", "/usr/lib/python3.9/site-packages/b.dist-info/")}));
  tree.link("var/lib/rpm", "../../usr/lib/sysimage/rpm");
  tree.file("usr/lib/python3.9/site-packages/a.dist-info/METADATA", metadata("a", "1"));
  tree.file("usr/lib/python3.9/site-packages/b.dist-info/METADATA", metadata("b", "1"));
  tree.file("var/cache/dnf/baseos-0123456789abcdef/repodata/1-updateinfo.xml",
            "<updates><update type=\"security\"><id>ALSA-1</id><pkglist><collection><package name=\"python3-a\" "
            "version=\"2\" release=\"1.el9\" arch=\"x86_64\"/></collection></pkglist></update></updates>");
  CHECK(read(tree) ==
        "AlmaLinux:9 python3-a 1-1.el9 <usr/lib/sysimage/rpm/rpmdb.sqlite>\n"
        "AlmaLinux:9 python3-b 1-1.el9 <usr/lib/sysimage/rpm/rpmdb.sqlite>\n"
        "PyPI a 1 [python3-a] <usr/lib/python3.9/site-packages/a.dist-info/METADATA>\n"
        "PyPI b 1 <usr/lib/python3.9/site-packages/b.dist-info/METADATA>\n"
        "+ python3-a 1-1.el9 -> 2-1.el9 (baseos updateinfo)\n");
}

TEST_CASE("an Alpine image on a merged /usr: the package says lib, the file is in usr/lib") {
  made::Tree tree;
  tree.file("etc/os-release", "ID=alpine\nVERSION_ID=3.18.4\n");
  tree.file("usr/lib/apk/db/installed",
            "P:py3-a\nV:1-r0\nA:x86_64\nF:lib/python3.11/site-packages/a.dist-info\nR:METADATA\n\n");
  tree.link("lib", "usr/lib");
  tree.file("usr/lib/python3.11/site-packages/a.dist-info/METADATA", metadata("a", "1"));
  CHECK(read(tree) ==
        "Alpine:3.18 py3-a 1-r0 <lib/apk/db/installed>\n"
        "PyPI a 1 [py3-a] <usr/lib/python3.11/site-packages/a.dist-info/METADATA>\n");
}

TEST_CASE("npm, RubyGems, Composer and Java packages are found where they are installed") {
  made::Tree tree;
  tree.file("etc/os-release", debian);
  tree.file("srv/app/package.json", R"({"name":"app","version":"9"})");
  tree.file("srv/app/node_modules/@scope/a/package.json", R"({"name":"@scope/a","version":"1.0.0"})");
  tree.file("srv/app/node_modules/b/node_modules/c/package.json", R"({"name":"c","version":"2.0.0"})");
  tree.file("srv/app/node_modules/b/dist/package.json", R"({"name":"none","version":"0"})");
  tree.file("usr/share/nodejs/d/package.json", R"({"name":"d","version":"3.0.0"})");
  tree.file("var/lib/gems/3.1.0/specifications/nokogiri-1.15.4-x86_64-linux.gemspec", "Gem::Specification.new");
  tree.file("srv/web/vendor/composer/installed.json", R"({"packages":[{"name":"a/b","version":"v1.2"}]})");
  const auto library = made::zip({{"META-INF/maven/org.example/inner/pom.properties", pom("inner", "2.0")}});
  tree.file("opt/app.war", made::zip({{"WEB-INF/lib/inner.jar", library},
                                      {"WEB-INF/web.xml", "<x/>"},
                                      {"META-INF/maven/org.example/app/pom.properties", pom("app", "1.0")}}));
  tree.file("root/.m2/repository/x.jar", library);
  CHECK(read(tree) ==
        "Maven org.example:app 1.0 <opt/app.war!META-INF/maven/org.example/app/pom.properties>\n"
        "Maven org.example:inner 2.0 "
        "<opt/app.war!WEB-INF/lib/inner.jar!META-INF/maven/org.example/inner/pom.properties>\n"
        "npm @scope/a 1.0.0 <srv/app/node_modules/@scope/a/package.json>\n"
        "npm c 2.0.0 <srv/app/node_modules/b/node_modules/c/package.json>\n"
        "Packagist a/b v1.2 <srv/web/vendor/composer/installed.json>\n"
        "npm d 3.0.0 <usr/share/nodejs/d/package.json>\n"
        "RubyGems nokogiri 1.15.4 <var/lib/gems/3.1.0/specifications/nokogiri-1.15.4-x86_64-linux.gemspec>\n");
}

TEST_CASE("a tar gives what its folder gives, in whatever order its members come") {
  made::Tree tree;
  tree.file("etc/os-release", debian);
  tree.file("var/lib/dpkg/status", deb("a", "1") + deb("python3-b", "1"));
  tree.file("var/lib/dpkg/info/python3-b.list", "/usr/lib/python3/dist-packages/b.dist-info/METADATA\n");
  tree.file("usr/lib/python3/dist-packages/b.dist-info/METADATA", metadata("b", "1"));
  tree.file("var/lib/apt/lists/x_dists_bookworm-security_main_binary-amd64_Packages",
            "Package: a\nArchitecture: amd64\nVersion: 2\n\n");
  tree.file("opt/lib.jar", made::zip({{"META-INF/maven/g/a/pom.properties", pom("x", "1")}}));
  tree.file("opt/unknown.jar", made::zip({{"A.class", "x"}}));
  tree.file("usr/src/other.tar", made::Tree().file("etc/os-release", "ID=other\n").tar());
  const auto of_folder = read(tree);
  CHECK(of_folder.find("[python3-b]") != std::string::npos);
  CHECK(of_folder.find("! opt/unknown.jar java_archive_without_pom") != std::string::npos);
  made::Tree place;
  for (const bool backwards : {false, true}) {
    place.file("image.tar", tree.tar(backwards));
    CHECK(looks_like_rootfs(place.path("image.tar"), {}));
    CHECK(summary(read_rootfs(place.path("image.tar"), {}, {})) == of_folder);
  }
  const auto whole = tree.tar();
  place.file("cut.tar", std::string_view(whole).substr(0, whole.size() / 2));
  CHECK(summary(read_rootfs(place.path("cut.tar"), {}, {})) == "archive_truncated");
}

TEST_CASE("links are followed inside the root only, and loops end") {
  made::Tree tree;
  tree.file("usr/lib/os.release.d/os-release-x", "ID=fedora\nVERSION_ID=39\n");
  tree.link("usr/lib/os-release", "/usr/lib/os.release.d/os-release-x");
  tree.link("etc/os-release", "../../../../../../usr/lib/os-release");
  CHECK(read_rootfs(tree.path(), {}, {})->os.id == "fedora");
  made::Tree loop;
  loop.link("etc/os-release", "os-release").link("usr/lib/os-release", "../../etc/os-release");
  loop.link("var/lib/dpkg", "dpkg/dpkg");
  CHECK_FALSE(looks_like_rootfs(loop.path(), {}));
  CHECK(read(loop) == "rootfs_not");
  made::Tree outside;
  const auto secret = outside.file("os-release", debian).path("os-release");
  made::Tree escape;
  escape.link("etc/os-release", secret);
  CHECK(read(escape) == "rootfs_not");
  made::Tree cycle;
  cycle.file("etc/os-release", debian).link("srv/self", "..").link("srv/node_modules/a/package.json", secret);
  CHECK(read(cycle).empty());
}

TEST_CASE("etc/os-release comes before usr/lib/os-release; an unknown system leaves packages without ecosystem") {
  made::Tree tree;
  tree.file("usr/lib/os-release", debian).file("etc/os-release", "ID=derived\nVERSION_ID=1\nID_LIKE=debian\n");
  tree.file("var/lib/dpkg/status", deb("a", "1"));
  CHECK(read(tree) == " a 1 <var/lib/dpkg/status>\n");
  CHECK(read_rootfs(tree.path(), {}, {})->os.id == "derived");
}

TEST_CASE("what can't be used is listed with its place, and the rest is read") {
  made::Tree tree;
  tree.file("etc/os-release", debian);
  tree.file("var/lib/dpkg/status", deb("a", "1") + "Package: b\n\n" + deb("c", "2"));
  tree.file("var/lib/dpkg/status.d/cut", "Package: cut");
  tree.file("srv/node_modules/x/package.json", "{\"name\":");
  tree.file("srv/x.dist-info/METADATA", "nothing\n");
  tree.file("srv/specifications/nothing.gemspec", "");
  tree.file("opt/broken.jar", "PK\x03\x04 and no more");
  tree.file("var/lib/apt/lists/x_dists_b-security_main_binary-amd64_Packages", "nothing\n");
  tree.file("var/lib/apt/lists/y_dists_b-security_main_binary-amd64_Packages.xz", std::string_view("\xfd"
                                                                                                   "7zXZ\0 and no more",
                                                                                                   18));
  tree.file("var/lib/rpm/Packages", "old");
  tree.file("var/lib/rpm/rpmdb.sqlite-wal", "journal");
  CHECK(read(tree) ==
        "Debian:12 a 1 <var/lib/dpkg/status>\n"
        "Debian:12 c 2 <var/lib/dpkg/status>\n"
        "! var/lib/dpkg/status:7 package_without_version\n"
        "! var/lib/rpm/rpmdb.sqlite-wal rootfs_rpm_journal\n"
        "! var/lib/dpkg/status.d/cut:1 dpkg_truncated\n"
        "! var/lib/apt/lists/x_dists_b-security_main_binary-amd64_Packages apt_list_nothing\n"
        "! var/lib/apt/lists/y_dists_b-security_main_binary-amd64_Packages.xz archive_corrupt\n"
        "! opt/broken.jar archive_truncated\n"
        "! srv/node_modules/x/package.json:1 json_truncated\n"
        "! srv/specifications/nothing.gemspec gem_without_version\n"
        "! srv/x.dist-info/METADATA python_metadata_not\n"
        "! var/lib/rpm/Packages rootfs_rpm_old_database\n"
        "! opt/broken.jar java_archive_without_pom\n");
}

TEST_CASE("a package database that was cut off or is damaged refuses the whole: the rest would look like all") {
  made::Tree cut;
  cut.file("etc/os-release", debian).file("var/lib/dpkg/status", deb("a", "1") + "Package: b\nVers");
  CHECK(read(cut) == "dpkg_truncated");
  CHECK(read_rootfs(cut.path(), {}, {}).error().place.file == cut.path("var/lib/dpkg/status"));
  made::Tree place;
  place.file("image.tar", cut.tar());
  const auto in_tar = read_rootfs(place.path("image.tar"), {}, {});
  CHECK(summary(in_tar) == "dpkg_truncated");
  CHECK(in_tar.error().place.file == place.path("image.tar") + "!var/lib/dpkg/status");
  CHECK(read(made::Tree().file("var/lib/rpm/rpmdb.sqlite", "SQLite format 3")) == "rpm_not_sqlite");
  CHECK(read(made::Tree().file("lib/apk/db/installed", "")) == "apk_not_installed");
}

TEST_CASE("what a vendor's package brought along is judged for itself") {
  made::Tree tree;
  tree.file("etc/os-release", debian);
  tree.file("var/lib/dpkg/status", deb("cloud-cli", "1", "Maintainer: Cloud Inc <cli@cloud.example>\n") +
                                       deb("libx-java", "1", "Maintainer: One Person <me@mail.example>\n"));
  tree.file("var/lib/dpkg/info/cloud-cli.list", "/usr/lib/cloud/x.jar\n");
  tree.file("var/lib/dpkg/info/libx-java:amd64.list", "/usr/share/java/x.jar\n");
  const auto jar = made::zip({{"META-INF/maven/g/a/pom.properties", pom("x", "1")}});
  tree.file("usr/lib/cloud/x.jar", jar).file("usr/share/java/x.jar", jar);
  const auto text = read(tree);
  CHECK(text.find("Maven org.example:x 1 <usr/lib/cloud/x.jar") != std::string::npos);
  CHECK(text.find("Maven org.example:x 1 [libx-java] <usr/share/java/x.jar") != std::string::npos);
}

TEST_CASE("programs are opened only if asked for: those that may run, are large and look right") {
  static constexpr formats::InventoryFormat programs{
      "programs", Code{"format_dpkg"},
      [](const formats::Probe& probe) {
        return probe.head.starts_with(
            "\x7f"
            "ELF");
      },
      [](io::Stream&, std::string_view, const Limits&) -> Result<Inventory> {
        Inventory inventory;
        inventory.components.push_back({.name = "example.org/tool", .version = "v1", .ecosystem = "Go"});
        return inventory;
      }};
  made::Tree tree;
  const std::string large =
      "\x7f"
      "ELF" +
      std::string(200'000, 'x');
  tree.file("etc/os-release", debian);
  tree.file("usr/bin/tool", large).file("usr/bin/script", std::string(200'000, '#')).file("usr/bin/data", large);
  tree.file("usr/bin/small",
            "\x7f"
            "ELF")
      .file("usr/lib/libx.so.1", large);
  for (const auto* name : {"tool", "script", "small"})
    std::filesystem::permissions(tree.path("usr/bin/" + std::string(name)), std::filesystem::perms::owner_all);
  CHECK(read(tree).empty());
  CHECK(read(tree, {}, {.program = &programs}) == "Go example.org/tool v1 <usr/bin/tool>\n");
}

TEST_CASE("a program that turns out to be none is passed over without a word, a damaged one is named") {
  static constexpr formats::InventoryFormat programs{
      .name = "programs",
      .description = Code{"format_dpkg"},
      .looks_like = [](const formats::Probe&) { return true; },
      .read = [](io::Stream&, std::string_view path, const Limits&) -> Result<Inventory> {
        return fail(path.ends_with("none") ? Code{"dpkg_not_status"} : Code{"dpkg_truncated"});
      },
      .not_one = Code{"dpkg_not_status"},
  };
  made::Tree tree;
  tree.file("etc/os-release", debian);
  for (const auto* name : {"none", "damaged"}) {
    tree.file("usr/bin/" + std::string(name), std::string(200'000, 'x'));
    std::filesystem::permissions(tree.path("usr/bin/" + std::string(name)), std::filesystem::perms::owner_all);
  }
  CHECK(read(tree, {}, {.program = &programs}) == "! usr/bin/damaged dpkg_truncated\n");
}

TEST_CASE("proc, sys, dev and run are not walked; container storage is named and passed over") {
  made::Tree tree;
  tree.file("etc/os-release", debian);
  for (const auto* folder : {"proc", "sys", "dev", "run"})
    tree.file(std::string(folder) + "/node_modules/a/package.json", R"({"name":"a","version":"1"})");
  tree.file("srv/proc/node_modules/a/package.json", R"({"name":"a","version":"1"})");
  tree.file("var/lib/docker/overlay2/x/diff/node_modules/a/package.json", R"({"name":"a","version":"1"})");
  CHECK(read(tree) ==
        "npm a 1 <srv/proc/node_modules/a/package.json>\n! var/lib/docker/overlay2 rootfs_container_storage\n");
}

TEST_CASE("depth, components and listed rows are bounded") {
  made::Tree tree;
  tree.file("etc/os-release", debian);
  tree.file("a/b/c/d/e/node_modules/x/package.json", R"({"name":"x","version":"1"})");
  CHECK(read(tree, {.depth = 3}) == "! a/b/c folder_too_deep\n");
  made::Tree many;
  many.file("etc/os-release", debian);
  for (int i = 0; i < 30; ++i) {
    many.file("srv/node_modules/p" + std::to_string(i) + "/package.json", R"({"name":"p","version":"1"})");
    many.file("srv/node_modules/q" + std::to_string(i) + "/package.json", "{}");
  }
  CHECK(read(many, {.components = 10}) == "too_many_components");
  const auto inventory = read_rootfs(many.path(), {.refused_listed = 10}, {});
  CHECK(inventory->components.size() == 30);
  CHECK(inventory->refused.size() == 10);
  CHECK(inventory->refused_unlisted == 20);
}

TEST_CASE("what is no root file system is refused") {
  made::Tree tree;
  tree.file("package.json", "{}").file("notes.txt", "x");
  CHECK_FALSE(looks_like_rootfs(tree.path(), {}));
  CHECK(read(tree) == "rootfs_not");
  CHECK_FALSE(looks_like_rootfs(tree.path("notes.txt"), {}));
  CHECK(summary(read_rootfs(tree.path("notes.txt"), {}, {})) == "rootfs_not");
  CHECK_FALSE(looks_like_rootfs(tree.path("not there"), {}));
  CHECK(summary(read_rootfs(tree.path("not there"), {}, {})) == "file_not_found");
}
