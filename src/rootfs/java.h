/// What is in a Java archive: pom.properties of what it was built from, and archives packed into it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "io/stream.h"

namespace manara::rootfs {

struct JavaVisitor {
  /// An archive, the outermost too: its path, and behind each '!' the one inside it.
  std::function<void(const std::string& archive)> archive{};
  std::function<Status(const std::string& archive, const std::string& member, io::Stream& stream)> package{};
  /// A member that can't be read, or an archive nested too deep.
  std::function<void(const std::string& path, const Error& why)> refused{};
};

/// Archives in archives in an archive (a library in a web application in an enterprise archive) are read, deeper ones
/// refused. `bytes`: all of the outermost. Only members that matter are unpacked. Errors: the visitor's own.
Status read_java_archive(std::string_view bytes, const std::string& path, const Limits& limits,
                         const JavaVisitor& visitor);

}  // namespace manara::rootfs
