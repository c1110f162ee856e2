#include <algorithm>
#include <doctest/doctest.h>
#include <string>

#include "products/content_for_tests.h"
#include "products/products.h"

using namespace manara;
using namespace manara::products;

namespace {

/// The release's own name, and the version: "Windows 10 Version 22H2 10.0.19045.3803"; "-" for none.
std::string release(const Catalogue& catalogue, std::string_view caption, std::string_view build) {
  const auto found = catalogue.recognise_windows(caption, build);
  return found ? found->names().front().product + " " + found->version() : "-";
}

bool has(const std::optional<Recognised>& found, const Name& name) {
  return found && std::find(found->names().begin(), found->names().end(), name) != found->names().end();
}

}  // namespace

TEST_CASE("Windows is recognised by caption and build, in any language") {
  const auto catalogue = content_catalogue();
  CHECK(release(catalogue, "Microsoft Windows 10 Pro", "10.0.19045.3803") == "Windows 10 Version 22H2 10.0.19045.3803");
  CHECK(release(catalogue, "Microsoft Windows 11 Entreprise", "10.0.22631") == "Windows 11 Version 23H2 10.0.22631");
  CHECK(release(catalogue, "Microsoft Windows 10 Professionnel", "19044.2604") ==
        "Windows 10 Version 21H2 10.0.19044.2604");
  CHECK(release(catalogue, "\u200fMicrosoft Windows 10 Pro", "10.0.19045 N/A Build 19045") ==
        "Windows 10 Version 22H2 10.0.19045");
  CHECK(release(catalogue, "Microsoft Windows Server 2019 Standard", "17763") == "Windows Server 2019 10.0.17763");
  CHECK(release(catalogue, "Microsoft Windows Server 2012 R2 Standard", "6.3.9600") ==
        "Windows Server 2012 R2 6.3.9600");
  CHECK(release(catalogue, "Microsoft Windows 7 Professionnel", "6.1.7601") == "Windows 7 Service Pack 1 6.1.7601");
}

TEST_CASE("the build decides where the caption is behind") {
  const auto catalogue = content_catalogue();
  CHECK(release(catalogue, "Windows 10 Pro", "10.0.22621.2861") == "Windows 11 version 22H2 10.0.22621.2861");
}

TEST_CASE("without a caption only a build that one kind has is enough") {
  const auto catalogue = content_catalogue();
  CHECK(release(catalogue, "", "10.0.19045.3803") == "Windows 10 Version 22H2 10.0.19045.3803");
  CHECK(release(catalogue, "", "10.0.20348.2159") == "Windows Server 2022 10.0.20348.2159");
  CHECK(release(catalogue, "", "10.0.17763.5206") == "-");  // Windows 10 1809 or Server 2019
}

TEST_CASE("what is no known Windows is nothing") {
  const auto catalogue = content_catalogue();
  for (const auto* build :
       {"", "abc", "10.0", "10.0.99999", "1.2.3.4.5", "-1", "10.0.19045.", "99999999999999999999"}) {
    CAPTURE(build);
    CHECK(release(catalogue, "Microsoft Windows 10 Pro", build) == "-");
  }
  CHECK(release(catalogue, "Debian GNU/Linux 12", "10.0.19045") == "-");
  CHECK(release(catalogue, "Microsoft Windows 10 Pro", "20348") == "-");  // a server's build
  CHECK(release(catalogue, "Microsoft Windows Server 2022", "22621") == "-");
  CHECK(release(catalogue, std::string(1 << 20, 'w') + " windows", "19045") == "-");
}

TEST_CASE("Windows brings the names that the catalogue of exploited products has for its parts") {
  const auto catalogue = content_catalogue();
  const auto client = catalogue.recognise_windows("Microsoft Windows 10 Pro", "10.0.19045.3803");
  const auto server = catalogue.recognise_windows("Microsoft Windows Server 2019 Standard", "10.0.17763.5206");
  CHECK(has(client, {"microsoft", "Win32k"}));
  CHECK(has(client, {"microsoft", "Internet Explorer"}));
  CHECK_FALSE(has(client, {"microsoft", "Netlogon"}));
  CHECK(has(server, {"microsoft", "Netlogon"}));
  CHECK(has(server, {"microsoft", "Windows Server 2019 (Server Core installation)"}));
  CHECK_FALSE(
      has(catalogue.recognise_windows("Microsoft Windows 11 Pro", "22631"), {"microsoft", "Internet Explorer"}));
}

TEST_CASE("a broken table of builds is refused with its line") {
  const std::string heading = "kind\tbuild\tnames\texample\n";
  const auto refusal = [&heading](const std::string& row) {
    const auto catalogue = Catalogue::parse(heading + row);
    return catalogue ? std::string("accepted") : std::string(catalogue.error().code.name());
  };
  CHECK(refusal("client\t19045\tmicrosoft|w\tx\n") == "accepted");
  CHECK(refusal("desktop\t19045\tmicrosoft|w\tx\n") == "products_build");
  CHECK(refusal("client\t22H2\tmicrosoft|w\tx\n") == "products_build");
  CHECK(refusal("client\t5-3\tmicrosoft|w\tx\n") == "products_build");
  CHECK(refusal("client\t99999999999\tmicrosoft|w\tx\n") == "products_build");
  CHECK(refusal("client\t19045\tmicrosoft\tx\n") == "products_names");
}
