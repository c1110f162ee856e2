#include "io/member_path.h"

#include "base/strings.h"

namespace manara::io {
namespace {

constexpr std::size_t longest = 4096;

std::unexpected<Error> refuse(std::string_view name) {
  return fail(Code{"archive_path"}, {std::string(name.substr(0, 200))});
}

}  // namespace

Result<std::string> member_path(std::string_view name) {
  const bool drive = name.size() > 2 && is_alpha(name[0]) && name[1] == ':' && name[2] == '/';
  if (name.empty() || name.size() > longest || name.front() == '/' || drive) return refuse(name);
  if (name.find('\0') != std::string_view::npos) return refuse(name);
  std::string path;
  path.reserve(name.size());
  for (std::size_t at = 0; at < name.size();) {
    const auto end = std::min(name.find('/', at), name.size());
    const auto part = name.substr(at, end - at);
    if (part == "..") return refuse(name);
    const bool nothing = part.empty() || part == ".";
    if (!nothing) path.append(part);
    if (!nothing && end < name.size()) path.push_back('/');
    at = end + 1;
  }
  return path;
}

}  // namespace manara::io
