#include "versions/purl.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace manara;
using namespace manara::versions;

namespace {

std::string canonical(std::string_view text) {
  const auto purl = canonical_purl(text);
  return purl ? *purl : std::string(purl.error().code.name());
}

std::string refusal(std::string_view text) {
  const auto purl = parse_purl(text);
  return purl ? "accepted" : std::string(purl.error().code.name());
}

PackageIdentity identity(std::string_view text) {
  const auto purl = parse_purl(text, Reading::tolerant);
  REQUIRE_MESSAGE(purl.has_value(), text);
  const auto found = identify(*purl);
  REQUIRE_MESSAGE(found.has_value(), text);
  return *found;
}

}  // namespace

TEST_CASE("a purl gives its parts, decoded") {
  const auto purl = parse_purl("pkg:deb/debian/libstdc%2B%2B6@1:12.2.0-14?distro=debian-12&arch=amd64#usr/./lib//x");
  REQUIRE(purl.has_value());
  CHECK(purl->type == "deb");
  CHECK(purl->namespace_ == "debian");
  CHECK(purl->name == "libstdc++6");
  CHECK(purl->version == "1:12.2.0-14");
  CHECK(purl->qualifier("arch") == "amd64");
  CHECK(purl->qualifiers.front().key == "arch");
  CHECK(purl->qualifier("nothing").empty());
  CHECK(purl->subpath == "usr/lib/x");
}

TEST_CASE("other spellings of a purl have one canonical text") {
  CHECK(canonical("PKG://NPM/@babel/core@7.0.0") == "pkg:npm/%40babel/core@7.0.0");
  CHECK(canonical("pkg:npm/@babel/core") == "pkg:npm/%40babel/core");
  CHECK(canonical("pkg:PyPI/Zope.Interface@5.0RC1") == "pkg:pypi/zope-interface@5.0rc1");
  CHECK(canonical("pkg:composer/Laravel/Laravel@v5") == "pkg:composer/laravel/laravel@v5");
  CHECK(canonical("pkg:golang//github.com//Azure/go/") == "pkg:golang/github.com/azure/go");
  CHECK(canonical("pkg:rpm/Fedora/Curl@7?Arch=i386&Distro=fedora-25&x=") ==
        "pkg:rpm/fedora/Curl@7?arch=i386&distro=fedora-25");
  CHECK(canonical("pkg:npm/JSONStream@1.3.5") == "pkg:npm/JSONStream@1.3.5");
  CHECK(canonical("pkg:oci/Debian@sha256:AB?repository_url=docker.io/library/debian") ==
        "pkg:oci/debian@sha256:ab?repository_url=docker.io%2Flibrary%2Fdebian");
  CHECK(canonical("pkg:pub/Some-Name@1") == "pkg:pub/some_name@1");
  CHECK(canonical("pkg:git/codeberg.org/forgejo/forgejo@1") == "pkg:git/codeberg.org/forgejo/forgejo@1");
  CHECK(canonical("pkg:generic/\xC3\xA9t\xC3\xA9@1") == "pkg:generic/%C3%A9t%C3%A9@1");
}

TEST_CASE("what is no purl is refused with its reason") {
  CHECK(refusal("") == "purl_not_a_purl");
  CHECK(refusal("npm/foo@1") == "purl_not_a_purl");
  CHECK(refusal("pkg:") == "purl_no_type");
  CHECK(refusal("pkg:foo@1") == "purl_no_type");
  CHECK(refusal("pkg:3nginx/nginx@1") == "purl_bad_type");
  CHECK(refusal("pkg:n&ginx/nginx@0.8.9") == "purl_bad_type");
  CHECK(refusal("pkg:maven/@1.3.4") == "purl_no_name");
  CHECK(refusal("pkg:swift/github.com/a/@5") == "purl_no_name");
  CHECK(refusal("pkg:npm/%2F@1") == "purl_no_name");
  CHECK(refusal("pkg:npm/a%4@1") == "purl_bad_escape");
  CHECK(refusal("pkg:npm/a@%zz") == "purl_bad_escape");
  CHECK(refusal("pkg:npm/%FF") == "purl_not_utf8");
  CHECK(refusal("pkg:golang/github.com%2Fa/b") == "purl_slash_in_segment");
  CHECK(refusal("pkg:npm/a?in%20production=true") == "purl_bad_qualifier");
  CHECK(refusal("pkg:npm/a?Arch=x") == "purl_bad_qualifier");
  CHECK(refusal("pkg:npm/a?x=1&x=2") == "purl_repeated_qualifier");
  CHECK(refusal("pkg:swift/Alamofire@5.4.3") == "purl_namespace_missing");
  CHECK(refusal("pkg:cargo/a/b@1") == "purl_namespace_not_allowed");
  CHECK(refusal("pkg:julia/Dates") == "purl_qualifier_missing");
  CHECK(refusal("pkg:cpan/URI::PackageURL") == "purl_name_not_allowed");
  CHECK(refusal("pkg:cocoapods/a+b") == "purl_name_not_allowed");
  CHECK(refusal("pkg:chrome-extension/abc") == "purl_name_not_allowed");
  CHECK(refusal("pkg:chrome-extension/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@1.2.3.4.5") == "purl_version_not_allowed");
  CHECK(refusal("pkg:npm/" + std::string(max_purl_bytes, 'a')) == "purl_too_long");
}

TEST_CASE("tolerant reading keeps what inventories contain") {
  const auto read = [](std::string_view text) { return parse_purl(text, Reading::tolerant); };
  CHECK(read("pkg:golang/github.com%2Fbeorn7/perks@v1")->namespace_ == "github.com/beorn7");
  CHECK(read("pkg:maven/junit@4")->name == "junit");
  CHECK(read("pkg:npm/a@100%")->version == "100%");
  CHECK(read("pkg:npm/a?Arch=x&arch=y")->qualifier("arch") == "x");
  CHECK(read("pkg:npm/%FF").error().code == Code{"purl_not_utf8"});
}

TEST_CASE("parts that no purl can hold are not built") {
  CHECK(build_purl({.type = "", .name = "nginx"}).error().code == Code{"purl_bad_type"});
  CHECK(build_purl({.type = "npm", .name = ""}).error().code == Code{"purl_no_name"});
  CHECK(build_purl({.type = "npm", .name = "\xFF"}).error().code == Code{"purl_not_utf8"});
  CHECK(build_purl({.type = "git", .name = "host"}).error().code == Code{"purl_no_name"});
  CHECK(build_purl({.type = "npm", .name = "a", .qualifiers = {{"in production", "1"}}}).error().code ==
        Code{"purl_bad_qualifier"});
  CHECK(build_purl({.type = "npm", .name = "a", .qualifiers = {{"x", "1"}, {"X", "2"}}}).error().code ==
        Code{"purl_repeated_qualifier"});
}

TEST_CASE("parse(build(x)) is x for any parts") {
  CHECK(rc::check([] {
    const auto types = rc::gen::element<std::string>("npm", "generic", "docker", "git", "brew", "conan", "zzz");
    const auto part = [] { return rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127)); };
    Purl made{.type = *types, .namespace_ = *part(), .name = *part(), .version = *part(), .subpath = *part()};
    made.qualifiers = {{"arch", *part()}, {"z-9", *part()}};
    const auto text = build_purl(made);
    if (!text) return;  // an empty name, or what the type forbids
    const auto parsed = parse_purl(*text);
    RC_ASSERT(parsed.has_value());
    RC_ASSERT(*build_purl(*parsed) == *text);
    RC_ASSERT(parsed->version == made.version);
    RC_ASSERT(parsed->qualifier("z-9") == made.qualifiers[1].value);
  }));
}

TEST_CASE("any bytes are read or refused, in time that grows with their number") {
  CHECK(rc::check([](const std::string& tail) {
    const auto strict = parse_purl("pkg:" + tail);
    const auto tolerant = parse_purl("pkg:" + tail, Reading::tolerant);
    if (strict) RC_ASSERT(tolerant.has_value());
    if (strict) RC_ASSERT(*parse_purl(*build_purl(*strict)) == *strict);
  }));
  std::string many = "pkg:npm/a?";
  for (int i = 0; i < 9000; ++i)
    many += "k" + std::to_string(i) + "=1&";
  CHECK(parse_purl(many.substr(0, max_purl_bytes), Reading::tolerant)->qualifiers.size() > 7000);
}

TEST_CASE("a purl identifies a package in the words of advisories") {
  CHECK(identity("pkg:pypi/Zope.Interface@5").name == "zope-interface");
  CHECK(identity("pkg:npm/%40babel/core@7").name == "@babel/core");
  CHECK(identity("pkg:maven/org.apache.tomcat/tomcat@9").name == "org.apache.tomcat:tomcat");
  CHECK(identity("pkg:nuget/DotNetNuke.Core@1").name == "dotnetnuke.core");
  CHECK(identity("pkg:swift/github.com/Alamofire/Alamofire@5").name == "github.com/alamofire/alamofire");
  CHECK(identity("pkg:bitnami/wordpress@6.2.0-1?distro=debian-12").version == "6.2.0");
  CHECK(identity("pkg:bitnami/wordpress@6.2.0-rc1").version == "6.2.0-rc1");
  CHECK(identity("pkg:github/actions/checkout@v3").ecosystem->name == "GitHub Actions");
  CHECK_FALSE(identify(*parse_purl("pkg:generic/openssl@1")).has_value());
  CHECK_FALSE(identify(*parse_purl("pkg:deb/linuxmint/openssl@1")).has_value());
}

TEST_CASE("a distribution's package says release, architecture, source and epoch") {
  const auto deb = identity(
      "pkg:deb/debian/libc6@2.31-13%2Bdeb11u5?arch=amd64&upstream=glibc%402.31-13%2Bdeb11u5&distro=debian-11.6");
  CHECK(deb.ecosystem->name == "Debian");
  CHECK(deb.name == "libc6");
  CHECK(deb.release == "11");
  CHECK(deb.arch == "amd64");
  CHECK(deb.source_name == "glibc");
  CHECK(deb.source_version == "2.31-13+deb11u5");

  CHECK(identity("pkg:apk/alpine/ssl_client@1.36.1-r2?upstream=busybox&distro=3.13.6").release == "3.13");
  CHECK(identity("pkg:apk/alpine/ssl_client@1.36.1-r2?upstream=busybox&distro=3.13.6").source_name == "busybox");
  CHECK(identity("pkg:rpm/almalinux/curl@7?distro=almalinux-8.10").release == "8");
  CHECK(identity("pkg:deb/debian/curl@7?distro=bookworm").release == "12");
  CHECK(identity("pkg:deb/debian/curl@7").release.empty());
  CHECK(identity("pkg:deb/curl@7?distro=debian-12").ecosystem->name == "Debian");

  const auto rpm = identity(
      "pkg:rpm/amzn/libpng@1.5.13-8.amzn2?arch=x86_64&epoch=2&upstream=libpng-1.5.13-8.amzn2.src.rpm&distro=amzn-2");
  CHECK(rpm.version == "2:1.5.13-8.amzn2");
  CHECK(rpm.source_name == "libpng");
  CHECK(rpm.source_version == "2:1.5.13-8.amzn2");
  CHECK(identity("pkg:rpm/redhat/nodejs@18?rpmmod=nodejs:18:8080020230718").module == "nodejs:18");
  CHECK(identity("pkg:rpm/redhat/nodejs@18?epoch=0").version == "18");

  const auto source = identity("pkg:deb/debian/attr@1:2.4.47-2?arch=source");
  CHECK(source.source_name == "attr");
  CHECK(source.source_version == "1:2.4.47-2");
}

TEST_CASE("Go: only stdlib is the standard library") {
  CHECK(identity("pkg:golang/stdlib@1.20.3").name == "stdlib");
  CHECK(identity("pkg:golang/std@go1.20.3").name == "stdlib");
  CHECK(identity("pkg:golang/stdlib@go1.20.3").version == "1.20.3");
  CHECK(identity("pkg:golang/github.com/json-iterator/go@v1.1.12").name == "github.com/json-iterator/go");
  CHECK(identity("pkg:golang/cloud.google.com/go@v0.65.0").name == "cloud.google.com/go");
}

TEST_CASE("Go: the end of a module's path may stand in the subpath") {
  CHECK(identity("pkg:golang/github.com/Azure/azure-sdk-for-go@v1#sdk/azcore").name ==
        "github.com/azure/azure-sdk-for-go/sdk/azcore");
  CHECK(identity("pkg:golang/github.com/Azure/azure-sdk-for-go@v1#sdk/azcore").enclosing ==
        "github.com/azure/azure-sdk-for-go");
  CHECK(identity("pkg:golang/github.com/go-chi/chi@v5.0.0#v5").name == "github.com/go-chi/chi/v5");
  CHECK(identity("pkg:golang/github.com/go-chi/chi@v5.0.0#v5").enclosing.empty());
  CHECK(identity("pkg:golang/k8s.io/api@v0.20.0#autoscaling/v2").enclosing == "k8s.io/api");
  CHECK(identity("pkg:golang/k8s.io/api@v0.20.0#core/v1").enclosing == "k8s.io/api");
  CHECK(identity("pkg:golang/github.com/a/b@v1?type=package#pkg/x").name == "github.com/a/b");
}
