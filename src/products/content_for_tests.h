/// The product's own table and the way that examples are written in it, for the tests of this folder.
#pragma once

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "base/strings.h"
#include "products/products.h"

namespace manara::products {

inline Catalogue content_catalogue() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator{MANARA_SOURCE_DIR "/content/products"}) {
    if (entry.path().extension() == ".tsv") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::string bytes;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    bytes.append(std::istreambuf_iterator<char>(in), {});
  }
  auto catalogue = Catalogue::parse(bytes);
  if (!catalogue) FAIL(catalogue.error().code.name() << " line " << catalogue.error().place.line);
  return std::move(*catalogue);
}

/// "name | publisher | version => expected version"; everything behind the name may be missing.
struct Example {
  std::string_view name, publisher, version, expected;
};
inline Example read_example(std::string_view text) {
  Example example;
  if (const auto halves = cut_last(text, '>'); halves && halves->head.ends_with('=')) {
    example.expected = trim(halves->tail);
    text = halves->head.substr(0, halves->head.size() - 1);
  }
  // From the end: a name may hold a bar ("Dell Command | Update").
  std::vector<std::string_view> parts;
  for (const auto part : split(text, '|'))
    parts.push_back(trim(part));
  if (parts.size() >= 3) {
    example.version = parts.back();
    parts.pop_back();
  }
  if (parts.size() >= 2) {
    example.publisher = parts.back();
    parts.pop_back();
  }
  const auto last = parts.back();
  example.name = trim(text.substr(0, static_cast<std::size_t>(last.data() + last.size() - text.data())));
  return example;
}

}  // namespace manara::products
