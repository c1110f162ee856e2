#include "app/node_jobs.h"

#include <filesystem>
#include <fmt/core.h>

#include "access_log/access_log.h"
#include "access_log/check.h"
#include "app/practices.h"
#include "base/time.h"
#include "crypto/base64.h"
#include "io/file.h"
#include "json/writer.h"
#include "node/backup.h"
#include "node/work_folder.h"
#include "store/check.h"
#include "store/whole.h"

namespace manara::app {
namespace {

constexpr AskedJob asked[] = {{.kind = asked_job_names[0], .resource = "node", .verb = access::Verb::edit},
                              {.kind = asked_job_names[1], .resource = "ledger", .verb = access::Verb::read}};

/// "manara-2026-11-28-211503.backup", in UTC: sorts by time.
std::string backup_name(std::int64_t now_ms) {
  constexpr std::int64_t day = 24 * 3600;
  const auto seconds = now_ms / 1000;
  const auto rest = seconds % day;
  return fmt::format("manara-{}-{:02}{:02}{:02}.backup", to_string(Date{static_cast<std::int32_t>(seconds / day)}),
                     rest / 3600, rest / 60 % 60, rest % 60);
}

Result<std::string> back_up(const NodeJobs& own, jobs::Progress& progress) {
  MANARA_CHECK(progress.at(0, 1));
  std::error_code ignored;
  std::filesystem::create_directories(own.backups, ignored);
  std::filesystem::permissions(own.backups, std::filesystem::perms::owner_all, ignored);
  const access_log::Event event{
      .kind = access_log::Kind::exported, .resource = "backup", .result = "begun", .at_ms = own.around.clock.now_ms()};
  MANARA_CHECK(own.writer.run([&](store::Store& store) { return access_log::append(store, {&event, 1}); }));
  const auto file = own.backups + "/" + backup_name(own.around.clock.now_ms());
  const auto all = practices();
  const auto keep = [&](std::uint64_t size, std::string_view note) {
    return own.writer.run([&](store::Store& store) { return store.keep_checkpoint(size, note); });
  };
  MANARA_TRY(done, node::back_up({.folder = own.node.folder(),
                                  .secrets = own.node.secrets(),
                                  .blobs = own.node.blobs(),
                                  .practices = all,
                                  .around = own.around,
                                  .keep_checkpoint = keep},
                                 file, node::Sealing::sealed));
  json::Writer out;
  out.begin_object().member("file", file).member("bytes", std::uint64_t{std::filesystem::file_size(file, ignored)});
  out.member("entries", done.entries).member("checkpoint", done.checkpoint).end_object();
  return out.take();
}

Result<std::string> verify(const NodeJobs& own, jobs::Progress& progress) {
  MANARA_CHECK(progress.at(0, 5));
  MANARA_TRY(work, node::WorkFolder::begin(own.node.folder() + "/verify.new", own.around.disk));
  const auto copy = work.at("manara.db");
  MANARA_CHECK(store::copy_database(own.node.folder() + "/manara.db", copy, own.around.vfs));
  MANARA_CHECK(progress.at(1, 5));
  MANARA_CHECK(store::check_database(copy, own.around.vfs));
  MANARA_CHECK(progress.at(2, 5));
  const auto some = practices();
  const auto all = node::with_own(some);
  MANARA_TRY(store, store::Store::open(copy, all, own.around));
  MANARA_TRY(checked, node::check_signed(store, own.node.secrets(), {}));
  MANARA_TRY(log, access_log::check(store));
  MANARA_CHECK(progress.at(3, 5));
  MANARA_TRY(derived, store.check_derived());
  MANARA_CHECK(progress.at(4, 5));
  MANARA_TRY(blobs, own.node.check_blobs(checked.blobs));
  if (!blobs.wrong.empty()) return std::unexpected(std::move(blobs.wrong.front()));
  json::Writer out;
  out.begin_object().member("entries", checked.head.size).member("root", crypto::base64(checked.head.root));
  out.member("access_log_rows", log.rows).member("erased_parts", checked.erased_parts);
  out.member("entries_unknown", derived.unknown).member("entries_refused", derived.refused);
  out.member("files", blobs.whole).end_object();
  return out.take();
}

}  // namespace

std::vector<jobs::Kind> NodeJobs::kinds() const {
  return {{.name = "backup",
           .run = [own = *this](std::string_view, jobs::Progress& progress) { return back_up(own, progress); }},
          {.name = "verify",
           .run = [own = *this](std::string_view, jobs::Progress& progress) { return verify(own, progress); }}};
}

std::span<const AskedJob> node_jobs() {
  return asked;
}

}  // namespace manara::app
