#include "app/import_feeds.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option feeds_import_options[] = {
    {"--older", "", Code{"help_older"}},
};

int run_import(const Arguments& arguments, Session& session) {
  Progress progress(session);
  app::ImportOptions how;
  how.today = today();
  how.accept_older = arguments.flag("--older");
  how.progress = [&](std::uint64_t records) {
    progress.show(Message{Code{"progress_records"}, {std::to_string(records)}});
  };
  const auto report = app::import_feeds(app::DataFolder(session.data), arguments.positional(), how);
  progress.clear();
  if (!report) return session.error(report.error());
  for (const auto& feed : report->feeds) {
    session.print(
        text::for_terminal(session.say(Code{"import_feed"}, {std::to_string(feed.records), feed.name, feed.format})) +
        "\n");
    for (const auto& [reason, count] : feed.unusable) {
      session.print(
          "  " +
          text::for_terminal(session.say(Code{"import_unusable"}, {std::to_string(count), session.say_name(reason)})) +
          "\n");
    }
  }
  session.print(
      session.say(Code{"import_done"}, {report->index_digest.substr(0, 16), std::to_string(report->index_bytes >> 20),
                                        std::to_string(report->kept_feeds)}) +
      "\n");
  return exit_ok;
}

}  // namespace

const Command feeds_import{"feeds import",       Code{"help_feeds_import"},
                           feeds_import_options, {"SOURCE", 1, 0},
                           run_import,           "manara feeds import content/starter"};

}  // namespace manara::cli
