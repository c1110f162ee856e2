#include "app/node_part.h"

#include "crypto/base64.h"
#include "json/writer.h"
#include "sheet/qr.h"
#include "text/catalogue.h"

namespace manara::app {
namespace {

using api::Member;
using api::Shape;

constexpr Member head_members[] = {Member::number("size"), Member::text("root")};
constexpr Shape head_shape{.members = head_members};
constexpr Member backup_members[] = {Member::number("at"), Member::anything("result")};
constexpr Shape backup_shape{.members = backup_members};
constexpr Member node_members[] = {Member::text("origin"),
                                   Member::text("verifier"),
                                   Member::object("ledger", head_shape),
                                   Member::text("checkpoint").or_null(),
                                   Member::text("qr_svg").optional(),
                                   Member::object("last_backup", backup_shape).or_null()};
constexpr Shape node_shape{"node_state", node_members};

struct State {
  store::Identity identity{};
  ledger::Head head{};
  std::optional<std::string> checkpoint{};
};

/// What the last backup that was asked for here came to.
void write_backup(json::Writer& out, const std::optional<jobs::Job>& backup) {
  out.key("last_backup");
  if (!backup) {
    out.null();
    return;
  }
  out.begin_object().member("at", backup->ended_ms).key("result").raw(backup->outcome).end_object();
}

}  // namespace

api::Part node_part(store::Writer& writer, jobs::Jobs& jobs, access::ScopeId nation) {
  const auto answer = [&writer, &jobs, nation](const api::Request&,
                                               const api::Caller* caller) -> Result<api::Response> {
    if (!caller->may("node", access::Verb::read, nation)) return fail(Code{"access_denied"});
    State state;
    MANARA_CHECK(writer.run([&](store::Store& store) -> Status {
      state = {.identity = store.identity(), .head = store.head()};
      MANARA_TRY(checkpoint, store.last_checkpoint());
      state.checkpoint = std::move(checkpoint);
      return {};
    }));
    MANARA_TRY(backup, jobs.last_done({{nation}}, "backup"));
    json::Writer out;
    out.begin_object().member("origin", state.identity.origin).member("verifier", state.identity.verifier);
    out.key("ledger").begin_object().member("size", state.head.size);
    out.member("root", crypto::base64(state.head.root)).end_object();
    const auto checkpoint = state.checkpoint.value_or(std::string());
    out.member_or_null("checkpoint", checkpoint);
    if (const auto code = checkpoint.empty() ? fail(Code{"qr_failed"}) : sheet::qr_code(checkpoint)) {
      const auto title = text::sentence(caller->language, Message{Code{"sheet_checkpoint"}, {}});
      out.member("qr_svg", sheet::as_svg(*code, title));
    }
    write_backup(out, backup);
    out.end_object();
    return api::json_response(200, out.take());
  };
  return {.path = "/api/node",
          .method = "GET",
          .answer = answer,
          .description = {.summary = "How the node itself is", .answers = {{.shape = &node_shape}}}};
}

}  // namespace manara::app
