// `feeds export` and `feeds trust`: how advisories reach a node that has no line.
#include "app/signed_feeds.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option feeds_export_options[] = {
    {"--key", "SECRET", Code{"help_export_key"}},
};

int run_export(const Arguments& arguments, Session& session) {
  const auto done = app::export_feeds(app::DataFolder(session.data), arguments.positional().front(),
                                      arguments.value("--key").value_or(""), today());
  if (!done) return session.error(done.error());
  session.print(
      text::for_terminal(session.say(Code{"export_done"}, {arguments.positional().front(), std::to_string(done->bytes),
                                                           std::to_string(done->sequence), done->key_id})) +
      "\n");
  session.print(session.say(Code{"export_key"}, {done->public_key}) + "\n");
  return exit_ok;
}

int run_trust(const Arguments& arguments, Session& session) {
  const auto id = app::trust_key(app::DataFolder(session.data), arguments.positional().front());
  if (!id) return session.error(id.error());
  session.print(session.say(Code{"trust_done"}, {*id}) + "\n");
  return exit_ok;
}

}  // namespace

const Command feeds_export{"feeds export", Code{"help_feeds_export"},         feeds_export_options, {"FILE", 1, 1},
                           run_export,     "manara feeds export feeds.manara"};
const Command feeds_trust{"feeds trust", Code{"help_feeds_trust"},    {}, {"KEY", 1, 1},
                          run_trust,     "manara feeds trust hub.pub"};

}  // namespace manara::cli
