/// One requirement of pip, or an option, after its lines have been joined.
#pragma once

#include <cstdint>
#include <string_view>

namespace manara::formats::pip {

enum class Kind : std::uint8_t {
  pinned,      ///< name and version
  unpinned,    ///< a name whose version is left open
  repository,  ///< from a repository of sources
  address,     ///< from an address
  folder,      ///< from a folder or file outside the project
  passed,      ///< an option, or a folder of the project's own
  unreadable,
};

struct Requirement {
  Kind kind = Kind::unreadable;
  std::string_view name{};  ///< what to call it: the package's name where it has one, else its path; may be ""
  std::string_view version{};
};

/// `line` without comment and without blanks around it, not empty.
Requirement parse_requirement(std::string_view line);

/// Whether the last `--hash=` of the line has the length that its algorithm gives; true where there is none.
bool hashes_are_whole(std::string_view line);

}  // namespace manara::formats::pip
