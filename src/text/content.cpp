#include "text/content.h"

#include <algorithm>

namespace manara::text {

std::string_view content(std::string_view path) {
  const auto files = content_files();
  const auto found = std::ranges::lower_bound(files, path, {}, &ContentFile::path);
  return found != files.end() && found->path == path ? found->bytes : std::string_view{};
}

}  // namespace manara::text
