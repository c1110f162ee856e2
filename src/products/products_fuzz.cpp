// Foreign bytes as a name, a publisher and a version, and as a table.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/strings.h"
#include "products/products.h"

namespace {

constexpr std::string_view table =
    "pattern\tpublisher\tnames\tcomparator\tversion\texample\n"
    "java {version} update {n}\toracle|sun\toracle|jre; |jdk\tgeneric\tjava\tJava 8 Update 361\n"
    "tomcat {version} [{word} ( remove only )]\t\tapache|tomcat\t\t\tTomcat 9\n"
    "db {2019|2022}\t\tm|db (gdr)\t\tdisplay <15.0.4000\tdb 2019\n"
    "net {version}\t\tm|net {version:2}\tpypi\tpython\tnet 6.0.1\n"
    "studio\tm!\tm|studio*\t\tfeature\tstudio\n"
    "kind\tbuild\tnames\texample\n"
    "client\t19045\tmicrosoft|Windows 10 Version 22H2\tWindows 10\n"
    "any\t*\tmicrosoft|Windows\tWindows 10\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto catalogue = manara::products::Catalogue::parse(table);
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto parts = manara::split(text, '\n');
  const auto part = [&parts](std::size_t i) { return i < parts.size() ? parts[i] : std::string_view{}; };
  (void)catalogue->recognise(part(0), part(1), part(2));
  (void)catalogue->recognise_windows(part(0), part(1));
  if (const auto own = manara::products::Catalogue::parse(text)) (void)own->recognise(part(0), part(1), part(2));
  return 0;
}
