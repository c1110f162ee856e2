#include "app/data_folder.h"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <set>
#include <sys/file.h>
#include <unistd.h>

#include "io/file.h"
#include "json/json.h"
#include "json/writer.h"

namespace manara::app {

namespace {

/// A name that CURRENT gives must be a plain file name: the file may have been edited.
bool plain(std::string_view name) {
  return !name.empty() && name.find('/') == std::string_view::npos && name.front() != '.';
}

std::uint64_t unsigned_of(const json::Value& number) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(number.integer().value_or(0), 0));
}

}  // namespace

Result<Current> DataFolder::current() const {
  Current current;
  const auto path = path_ + "/CURRENT";
  if (!io::exists(path)) return current;
  MANARA_TRY(text, io::read_file(path));
  json::Document document;
  const auto root = document.parse(text);
  if (!root || !plain((*root)["index"].string())) return fail(Code{"data_corrupt"}, {path});
  current.index = (*root)["index"].text();
  for (const auto [name, feed] : (*root)["feeds"].members()) {
    if (!plain(feed["file"].string())) return fail(Code{"data_corrupt"}, {path});
    current.feeds[std::string(name)] = {feed["file"].text(), feed["signed_by"].text(), unsigned_of(feed["sequence"]),
                                        feed["signed_on"].text()};
  }
  current.exported = unsigned_of((*root)["exported"]);
  return current;
}

Status DataFolder::make() const {
  MANARA_CHECK(io::make_folders(path_ + "/index"));
  MANARA_CHECK(io::make_folders(path_ + "/feeds"));
  return io::make_folders(trusted_folder());
}

Status DataFolder::switch_to(const Current& next) const {
  json::Writer out;
  out.begin_object().member("index", next.index).key("feeds").begin_object();
  for (const auto& [name, feed] : next.feeds) {
    out.key(name).begin_object().member("file", feed.file).member("signed_by", feed.signed_by);
    out.member("sequence", feed.sequence).member("signed_on", feed.signed_on).end_object();
  }
  out.end_object().member("exported", next.exported).end_object();
  MANARA_CHECK(io::replace_file(path_ + "/CURRENT", out.take() + "\n"));
  remove_unnamed(next);
  return {};
}

void DataFolder::remove_unnamed(const Current& current) const {
  std::set<std::string> named{current.index};
  for (const auto& [name, feed] : current.feeds)
    named.insert(feed.file);
  for (const auto* folder : {"/index", "/feeds"}) {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(path_ + folder, ignored)) {
      if (!named.contains(entry.path().filename().string())) std::filesystem::remove(entry.path(), ignored);
    }
  }
}

Result<exposure::Index> DataFolder::open_index() const {
  // An import may switch and remove the old file between the two steps: then the second look finds the new one.
  for (int attempt = 0;; ++attempt) {
    MANARA_TRY(now, current());
    if (now.index.empty()) return fail(Code{"no_index"}, {path_});
    auto index = exposure::Index::open(index_path(now.index));
    if (index || attempt == 2 || index.error().code != Code{"file_not_found"}) return index;
  }
}

Result<FolderLock> FolderLock::take(const DataFolder& folder) {
  const auto path = folder.path() + "/lock";
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return fail(Code{"file_unwritable"}, {path});
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor);
    return fail(Code{"data_in_use"}, {folder.path()});
  }
  return FolderLock(descriptor);
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string data_path(const std::string& option) {
  if (!option.empty()) return option;
  if (const char* home = std::getenv("MANARA_HOME"); home != nullptr && *home != '\0') return home;
  if (::geteuid() == 0) return "/var/lib/manara";
  const char* home = std::getenv("HOME");
  return std::string(home != nullptr ? home : ".") + "/.local/share/manara";
}

}  // namespace manara::app
