// The test cases of purl-spec: parse, build and validate, each an entry of "tests" in a JSON file.
#include "versions/purl.h"

#include <algorithm>
#include <fmt/core.h>

#include "json/json.h"
#include "suite.h"

namespace manara::conformance {
namespace {

versions::Purl purl_of(const json::Value& parts) {
  versions::Purl purl;
  purl.type = parts["type"].text();
  purl.namespace_ = parts["namespace"].text();
  purl.name = parts["name"].text();
  purl.version = parts["version"].text();
  purl.subpath = parts["subpath"].text();
  for (const auto [key, value] : parts["qualifiers"].members())
    purl.qualifiers.push_back({std::string(key), value.text()});
  return purl;
}

bool parses_as(const json::Value& test) {
  const auto purl = versions::parse_purl(test["input"].string());
  if (!purl) return test["expected_failure"].boolean().value_or(false);
  auto expected = purl_of(test["expected_output"]);
  std::ranges::sort(expected.qualifiers, {}, &versions::Qualifier::key);
  return *purl == expected;
}

/// Building and validating both give the canonical text.
bool gives_text(const Result<std::string>& text, const json::Value& test) {
  if (!text) return test["expected_failure"].boolean().value_or(false);
  return *text == test["expected_output"].string();
}

bool passes(const json::Value& test) {
  const auto type = test["test_type"].string();
  if (type == "parse") return parses_as(test);
  if (type == "build") return gives_text(versions::build_purl(purl_of(test["input"])), test);
  return type == "validate" && gives_text(versions::canonical_purl(test["input"].string()), test);
}

}  // namespace

void purl(const std::string& path, Tally& tally) {
  json::Document document;
  for (const auto& file : files_below(path, ".json")) {
    const auto text = read_text(file);
    const auto root = document.parse(text);
    if (!root) {
      tally.fail(file + ": not JSON");
      continue;
    }
    for (const auto test : (*root)["tests"].elements()) {
      const auto input = test["input"];
      tally.check(passes(test), fmt::format("{}: {} {}", file, test["test_type"].string(),
                                            input.is_string() ? input.string() : test["description"].string()));
    }
  }
}

}  // namespace manara::conformance
