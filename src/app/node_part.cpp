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
/// Why: its kind or version is not known to this program, or its projection refuses it.
constexpr std::string_view reasons[] = {"unknown", "refused"};
constexpr Member passed_members[] = {Member::text("kind"), Member::choice("why", reasons), Member::number("count")};
constexpr Shape passed_shape{"passed_over", passed_members};
constexpr Member node_members[] = {Member::text("origin"),
                                   Member::text("verifier"),
                                   Member::object("ledger", head_shape),
                                   Member::object("passed_over", passed_shape).several(),
                                   Member::text("checkpoint").or_null(),
                                   Member::text("qr_svg").optional(),
                                   Member::object("last_backup", backup_shape).or_null()};
constexpr Shape node_shape{"node_state", node_members};

struct PassedOver {
  std::string kind{};
  std::string why{};
  std::int64_t count = 0;
};

struct State {
  std::string origin{};
  std::string verifier{};
  std::string checkpoint{};  ///< "": none
  std::vector<PassedOver> passed_over{};
};

Result<State> state_of(store::Pool& readers, const access::ScopeId& nation) {
  State state;
  MANARA_TRY(reader, readers.lend({{nation}}));
  MANARA_CHECK(reader->query("node_state", {}, [&](const store::Row& row) {
    state.origin = row.text(0);
    state.verifier = row.text(1);
    state.checkpoint = row.text(2);
    return false;
  }));
  MANARA_CHECK(reader->query("passed_over_kinds", {}, [&](const store::Row& row) {
    state.passed_over.push_back({row.text(0), row.text(1), row.integer(2)});
    return true;
  }));
  return state;
}

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

api::Part node_part(store::Pool& readers, const store::Writer& writer, jobs::Jobs& jobs, access::ScopeId nation) {
  const auto answer = [&readers, &writer, &jobs, nation](const api::Request&,
                                                         const api::Caller* caller) -> Result<api::Response> {
    if (!caller->may("node", access::Verb::read, nation)) return fail(Code{"access_denied"});
    const auto head = writer.head();
    MANARA_TRY(state, state_of(readers, nation));
    MANARA_TRY(backup, jobs.last_done({{nation}}, "backup"));
    json::Writer out;
    out.begin_object().member("origin", state.origin).member("verifier", state.verifier);
    out.key("ledger").begin_object().member("size", head.size);
    out.member("root", crypto::base64(head.root)).end_object();
    out.key("passed_over").begin_array();
    for (const auto& one : state.passed_over)
      out.begin_object().member("kind", one.kind).member("why", one.why).member("count", one.count).end_object();
    out.end_array().member_or_null("checkpoint", state.checkpoint);
    if (const auto code = state.checkpoint.empty() ? fail(Code{"qr_failed"}) : sheet::qr_code(state.checkpoint)) {
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
