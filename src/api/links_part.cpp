#include "api/links_part.h"

#include "api/given.h"
#include "json/writer.h"

namespace manara::api {
namespace {

using accounts::Accounts;
using accounts::LinkId;
using accounts::LinkPurpose;
using accounts::PersonId;

constexpr std::string_view prefix = "/api/invitations/";
constexpr std::string_view purposes[] = {"invitation", "sign_in"};

constexpr Member wish_members[] = {Member::id("person")};
constexpr Shape wish_shape{"link_wish", wish_members};
constexpr Member made_members[] = {Member::id("id"), Member::text("link"), Member::number("until")};
constexpr Shape made_shape{"made_link", made_members};
constexpr Member link_members[] = {Member::id("id"), Member::choice("purpose", purposes), Member::id("made_by"),
                                   Member::number("made"), Member::number("until")};
constexpr Shape link_shape{"open_link", link_members};
constexpr Member list_members[] = {Member::object("items", link_shape).several()};
constexpr Shape list_shape{.members = list_members};

std::string_view name_of(LinkPurpose purpose) {
  return purposes[purpose == LinkPurpose::invitation ? 0 : 1];
}

template <LinkPurpose purpose>
Result<Response> make(Accounts& accounts, const Request& request, const Caller& caller) {
  if (caller.account.session.empty()) return fail(Code{"access_denied"});
  MANARA_TRY(given, Given::read(request, wish_shape));
  const auto person = given.id<PersonId>("person");
  if (!given.good()) return given.refusal(caller.language);
  MANARA_TRY(made, accounts.make_link(caller.account.actor, person, purpose));
  const bool invites = purpose == LinkPurpose::invitation;
  json::Writer out;
  out.begin_object().member("id", to_string(made.id));
  out.member("link", (invites ? "/invitation/" : "/sign-in/") + made.secret)
      .member("until", made.until_ms)
      .end_object();
  auto response = json_response(201, out.take());
  response.told.push_back(credential(invites ? "invitation_made" : "sign_in_link_made", person));
  return response;
}

Result<Response> list(Accounts& accounts, const Request& request, const Caller& caller) {
  MANARA_TRY(person, id_in<PersonId>(request, "person"));
  MANARA_TRY(links, accounts.links(caller.account.actor, person));
  json::Writer out;
  out.begin_object().key("items").begin_array();
  for (const auto& link : links) {
    out.begin_object().member("id", to_string(link.id)).member("purpose", name_of(link.purpose));
    out.member("made_by", to_string(link.made_by)).member("made", link.made_ms);
    out.member("until", link.until_ms).end_object();
  }
  out.end_array().end_object();
  return json_response(200, out.take());
}

Result<Response> withdraw(Accounts& accounts, const Request& request, const Caller& caller) {
  MANARA_TRY(link, id_behind<LinkId>(request, prefix));
  MANARA_TRY(person, id_in<PersonId>(request, "person"));
  MANARA_CHECK(accounts.withdraw_link(caller.account.actor, person, link));
  return Response{.status = 204, .told = {credential("link_withdrawn", person)}};
}

}  // namespace

std::vector<Part> links_parts(Accounts& accounts) {
  const auto part = [&accounts](std::string_view path, const char* method, auto answer,
                                const Description& description) {
    return Part{.path = std::string(path),
                .method = method,
                .open = Open::to_sessions,
                .answer = [&accounts, answer](const Request& request,
                                              const Caller* caller) { return answer(accounts, request, *caller); },
                .description = description};
  };
  const auto made_as = [](const char* summary) {
    return Description{
        .summary = summary, .body = &wish_shape, .answers = {{201, &made_shape}}, .refusals = {404, 409}};
  };
  return {part("/api/invitations", "POST", make<LinkPurpose::invitation>, made_as("Makes an invitation, shown once")),
          part("/api/sign-in-links", "POST", make<LinkPurpose::sign_in>, made_as("Makes a sign-in link, shown once")),
          part("/api/invitations", "GET", list,
               {.summary = "Links of somebody that can still be used",
                .parameters = {Member::id("person")},
                .answers = {{.shape = &list_shape}},
                .refusals = {404}}),
          part("/api/invitations/{id}", "DELETE", withdraw,
               {.summary = "Takes a link back", .parameters = {Member::id("person")}, .answers = {{204}}})};
}

}  // namespace manara::api
