#include "rootfs/java.h"

#include "io/zip.h"
#include "rootfs/role.h"

namespace manara::rootfs {
namespace {

constexpr int deepest = 2;

class Reading {
 public:
  Reading(io::Budget& budget, const Limits& limits, const JavaVisitor& visitor)
      : budget_(budget), limits_(limits), visitor_(visitor) {}

  Status archive(std::string_view bytes, const std::string& path, int depth) {
    visitor_.archive(path);
    auto zip = io::Zip::open(bytes);
    if (!zip) return refuse(path, zip.error());
    for (;;) {
      const auto member = zip->next();
      if (!member) return refuse(path, member.error());
      if (!*member) return {};
      if (auto status = budget_.member(); !status) return refuse(path, status.error());
      if ((*member)->is_file) MANARA_CHECK(take(*zip, **member, path, depth));
    }
  }

 private:
  Status refuse(const std::string& path, const Error& why) {
    visitor_.refused(path, why);
    return {};
  }

  Status take(const io::Zip& zip, const io::Zip::Member& member, const std::string& path, int depth) {
    const bool package = role_of_member(member.path) == Role::java_package;
    const bool nested = role_of(member.path) == Role::java_archive;
    if (!package && !nested) return {};
    const auto place = path + "!" + member.path;
    if (nested && depth == deepest) return refuse(place, {Code{"archive_nested"}, {std::to_string(deepest + 1)}});
    auto content = zip.content(member, budget_);
    if (!content) return refuse(place, content.error());
    if (package) return visitor_.package(path, member.path, **content);
    auto bytes = io::WholeInput::read(**content, limits_.document_bytes);
    if (!bytes) return refuse(place, bytes.error());
    return archive(bytes->bytes(), place, depth + 1);
  }

  io::Budget& budget_;
  const Limits& limits_;
  const JavaVisitor& visitor_;
};

}  // namespace

Status read_java_archive(std::string_view bytes, const std::string& path, const Limits& limits,
                         const JavaVisitor& visitor) {
  io::Budget budget(limits, [&] { return std::uint64_t{bytes.size()}; });
  return Reading(budget, limits, visitor).archive(bytes, path, 0);
}

}  // namespace manara::rootfs
