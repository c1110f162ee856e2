#include "app/practices.h"

#include <cstdlib>
#include <unistd.h>

#include "access_log/practice.h"
#include "accounts/practice.h"
#include "authority/authority.h"
#include "io/file.h"
#include "jobs/jobs.h"
#include "practice/constituency/constituency.h"

namespace manara::app {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

std::vector<store::Practice> practices() {
  std::vector<store::Practice> all{accounts::practice(), access_log::practice(), jobs::practice(),
                                   authority::practice()};
  for (const auto& span : {constituency::practices()})
    all.insert(all.end(), span.begin(), span.end());
  return all;
}

std::vector<resource::Resource> resources() {
  std::vector<resource::Resource> all;
  for (const auto& span : {constituency::resources()})
    all.insert(all.end(), span.begin(), span.end());
  return all;
}

std::string key_path(const std::string& option) {
  if (!option.empty()) return option;
  if (const auto path = environment("MANARA_KEY_FILE"); !path.empty()) return path;
  if (const auto folder = environment("CREDENTIALS_DIRECTORY"); !folder.empty() && io::exists(folder + "/manara.key"))
    return folder + "/manara.key";
  if (::geteuid() == 0) return "/etc/manara/node.key";
  return environment("HOME") + "/.config/manara/node.key";
}

}  // namespace manara::app
