// `certificate make` and `certificate renew`: the node's own authority, for networks where nobody sells certificates.
#include "authority/authority.h"
#include "cli/commands.h"
#include "cli/node_session.h"
#include "cli/served_certificate.h"
#include "json/json.h"
#include "store/reader.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

constexpr Option host_option{"--host", "NAME", Code{"help_certificate_host"}, true};
constexpr Option make_options[] = {
    host_option, {"--replace", "", Code{"help_certificate_replace"}}, key_file_option, phrase_file_option};
constexpr Option renew_options[] = {host_option, key_file_option, phrase_file_option};

/// The team's name, which people see when they install the authority.
Result<std::string> owner_of(node::Node& node, text::Language language) {
  std::string name;
  const access::ScopeId nation{node.store().identity().home.bytes};
  MANARA_TRY(reader, node.store().reader({{nation}}));
  MANARA_CHECK(reader.query("node_profile", {}, [&](const store::Row& row) {
    json::Document document;
    const auto body = row.text(0);
    const auto root = document.parse(body);
    if (!root) return false;
    const auto names = (*root)["names"];
    name = names[text::tag(language)].text();
    for (const auto& member : names.members()) {
      if (name.empty()) name = member.value.text();
    }
    return false;
  }));
  return name;
}

int report(const Result<authority::Kept>& kept, Session& session) {
  if (!kept) return session.error(kept.error());
  std::string hosts;
  for (const auto& host : kept->constrained_to)
    hosts += (hosts.empty() ? "" : ", ") + host;
  const auto until = day_of(authority::good_until_ms(kept->server.certificate));
  session.print(session.say(Code{"certificate_made"}, {hosts, until}) + "\n");
  session.print(session.say(Code{"certificate_fingerprint"}) + "\n    " +
                authority::fingerprint(kept->authority.certificate) + "\n");
  session.print(session.say(Code{"certificate_where"}) + "\n");
  return exit_ok;
}

int run_make(const Arguments& arguments, Session& session) {
  NodeSession own;
  auto node = own.open(arguments, session, node::Use::beside);
  if (!node) return session.error(node.error());
  const auto owner = owner_of(*node, session.language);
  if (!owner) return session.error(owner.error());
  const auto former = arguments.flag("--replace") ? authority::Former::replace : authority::Former::keep;
  return report(authority::make(node->store(), node->secrets().master, *owner, arguments.values("--host"),
                                own.clock.now_ms(), former),
                session);
}

int run_renew(const Arguments& arguments, Session& session) {
  NodeSession own;
  auto node = own.open(arguments, session, node::Use::beside);
  if (!node) return session.error(node.error());
  return report(authority::renew(node->store(), node->secrets().master, arguments.values("--host"), own.clock.now_ms()),
                session);
}

}  // namespace

const Command certificate_make{"certificate make", Code{"help_certificate_make"},
                               make_options,       {},
                               run_make,           "manara certificate make --host csirt.example --host 10.1.2.3"};
const Command certificate_renew{"certificate renew", Code{"help_certificate_renew"}, renew_options, {}, run_renew};

}  // namespace manara::cli
