// Names, publishers and versions come from whoever filled the list.
#include <chrono>
#include <doctest/doctest.h>
#include <string>

#include "products/content_for_tests.h"
#include "products/products.h"
#include "products/words.h"

using namespace manara;
using namespace manara::products;

TEST_CASE("a name of a megabyte is not recognised, at once") {
  const auto catalogue = content_catalogue();
  const std::string megabyte(1 << 20, 'a');
  for (const auto& name : {megabyte, "Google Chrome " + megabyte, "Google Chrome " + std::string(1 << 20, ' '),
                           std::string(1 << 20, '('), "java 8 update " + std::string(1 << 20, '1')}) {
    CHECK_FALSE(catalogue.recognise(name, megabyte, megabyte).has_value());
  }
  CHECK(words_of(megabyte).size() == 1);
}

TEST_CASE("a long publisher or version neither slows nor hides a product") {
  const auto catalogue = content_catalogue();
  const auto found =
      catalogue.recognise("Google Chrome", "Google LLC" + std::string(1 << 20, 'x'), std::string(1 << 20, '9'));
  REQUIRE(found.has_value());
  CHECK(found->version().empty());
}

TEST_CASE("bidi overrides don't make one name of another, and broken bytes none") {
  const auto catalogue = content_catalogue();
  CHECK(catalogue.recognise("\u202eGoogle Chrome\u202c", "", "").has_value());
  CHECK_FALSE(catalogue.recognise("\u202eemorhC elgooG", "", "").has_value());
  CHECK_FALSE(catalogue.recognise("Google\xff Chrome", "", "").has_value());
  CHECK_FALSE(catalogue.recognise("Google Chrome\xc3", "", "").has_value());
  CHECK_FALSE(catalogue.recognise(std::string_view("Google\0Chrome\x01Plugin", 20), "", "").has_value());
}

TEST_CASE("words that every pattern holds don't multiply the work") {
  const auto catalogue = content_catalogue();
  std::string name = "microsoft";
  while (name.size() + 12 < max_name_bytes)
    name += " 2019 office";
  for (int i = 0; i < 1000; ++i)
    CHECK_FALSE(catalogue.recognise(name, "Microsoft", "1").has_value());
  CHECK_FALSE(catalogue.recognise("apache tomcat 9.0 ( ( ( ( remove only", "", "").has_value());
  CHECK_FALSE(catalogue.recognise("7-zip (x64", "", "").has_value());
  CHECK_FALSE(catalogue.recognise("7-zip x64)", "", "").has_value());
  CHECK_FALSE(catalogue.recognise("7-zip ()", "", "").has_value());
  CHECK_FALSE(catalogue.recognise("7-zip -", "", "").has_value());
}

TEST_CASE("what is added to a product's name makes another thing of it") {
  const auto catalogue = content_catalogue();
  for (const auto& row : catalogue.rows()) {
    const auto example = read_example(row.example);
    const std::string name(example.name);
    for (const auto* addition :
         {" Plug-in", " Language Pack", " Auto Updater", " SDK Documentation", " Maintenance Service",
          " Help Pack (French)", " Uninstaller", " Module linguistique", " حزمة اللغة", " (KB5027215)"}) {
      CAPTURE(name);
      CAPTURE(addition);
      CHECK_FALSE(catalogue.recognise(name + addition, example.publisher, example.version).has_value());
    }
    for (const auto* head : {"Update for ", "Security Update for ", "Mise à jour pour ", "Plugin for ", "تحديث "}) {
      CAPTURE(name);
      CAPTURE(head);
      CHECK_FALSE(catalogue.recognise(head + name, example.publisher, example.version).has_value());
    }
  }
}
