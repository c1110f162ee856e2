/// Files of content/ that are part of the program, embedded at build time (.incbin): the catalogue of sentences,
/// product patterns, dates of support. `path` is relative to content/ ("text/en/cli.txt").
#pragma once

#include <span>
#include <string_view>
#include <utility>

namespace manara::text {

struct ContentFile {
  std::string_view path;
  std::string_view bytes;
};

/// All embedded files, sorted by path.
std::span<const ContentFile> content_files();

/// The bytes of one file; "" where there is none (a test walks what is asked for).
std::string_view content(std::string_view path);

}  // namespace manara::text
