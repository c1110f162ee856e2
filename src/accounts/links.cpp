// One-time links: what an administrator prints or sends, so that somebody comes in for the first time, or again.
#include "access/password_rules.h"
#include "accounts/accounts.h"
#include "accounts/rows.h"

namespace manara::accounts {
namespace {

constexpr std::size_t most_links = 20;  // of one person

std::unexpected<Error> unusable() {
  return fail(Code{"link_unusable"});
}

}  // namespace

Result<Made<LinkId>> Accounts::make_link(const access::Actor& by, const PersonId& person, LinkPurpose purpose) {
  MANARA_TRY(whose, managed(by, access::Verb::create, "invitations", person));
  if (!whose.active) return fail(Code{"access_denied"});
  MANARA_TRY(before, links_of(person));
  if (before.size() >= most_links) return fail(Code{"too_many"}, {std::to_string(most_links)});
  return add_link(person, purpose, by.person);
}

Result<Made<LinkId>> Accounts::add_link(const PersonId& person, LinkPurpose purpose, const PersonId& made_by) {
  const auto secret = make_secret(access::Purpose::link);
  const LinkId id{make_id()};
  const auto at = now();
  const auto until = at + (purpose == LinkPurpose::sign_in ? settings_.link_ms : settings_.invitation_ms);
  const auto done = operate([&](store::Operations& rows) -> Status {
    MANARA_CHECK(rows.run("tidy_links", {at}));
    MANARA_CHECK(rows.run("add_link", {store::blob(secret.kept), store::blob(id), store::blob(person),
                                       static_cast<std::int64_t>(purpose), store::blob(made_by), at, until}));
    return {};
  });
  MANARA_CHECK(done);
  return Made<LinkId>{.id = id, .secret = secret.text, .until_ms = until};
}

Result<std::vector<Link>> Accounts::links_of(const PersonId& person) {
  std::vector<Link> all;
  MANARA_CHECK(read("links_of_person", {store::blob(person)}, [&](const store::Row& row) {
    all.push_back(link_in(row));
    return true;
  }));
  return all;
}

Result<std::vector<Link>> Accounts::links(const access::Actor& by, const PersonId& person) {
  MANARA_CHECK(managed(by, access::Verb::read, "invitations", person));
  return links_of(person);
}

Status Accounts::withdraw_link(const access::Actor& by, const PersonId& person, const LinkId& link) {
  MANARA_CHECK(looked_after(by, access::Verb::remove, "invitations", person));
  return run_on_one("withdraw_link", {store::blob(person), store::blob(link)});
}

Result<Link> Accounts::link_of(std::string_view text, LinkPurpose purpose, const Origin& origin) {
  const auto at = now();
  MANARA_CHECK(take_turn(origin));
  const auto kept = access::kept_form(access::Purpose::link, text);
  if (!kept) return unusable();
  std::optional<Link> link;
  MANARA_CHECK(read("link_of_secret", {store::blob(*kept)}, [&](const store::Row& row) {
    link = link_in(row);
    return false;
  }));
  if (!link || link->purpose != purpose) return unusable();
  if (at >= link->until_ms) {
    // Gone for good: a clock that is set back does not wake it.
    MANARA_CHECK(run_one("use_link", {store::blob(*kept)}));
    return unusable();
  }
  if (is_of_the_future(link->made_ms, at)) return unusable();
  // Since it was made whoever it is for may have come to more than its maker has a say in.
  MANARA_TRY(vouched, is_vouched_for(link->made_by, link->person));
  if (!vouched) return unusable();
  return *link;
}

Result<SignedIn> Accounts::by_link(const Link& link, std::string_view text, std::string_view code, const Origin& origin,
                                   const Work& also) {
  const auto person = active_person(link.person);
  if (!person) return unusable();
  MANARA_TRY(totp, totp_of(link.person));
  Opening opening{.person = *person};
  if (!totp.seed.empty()) {
    MANARA_TRY(charged, begin(person->account, *person, origin));
    opening = std::move(charged);
    MANARA_CHECK(second_factor(opening, code));
  }
  opening.opened_by = link.made_by;
  const auto kept = access::kept_form(access::Purpose::link, text);
  return open_session(opening, origin, [&](store::Operations& rows) -> Status {
    // Of two that come with one link at once, one deletes the row; the other's session is rolled back.
    MANARA_TRY(changed, rows.run("use_link", {store::blob(*kept)}));
    if (changed != 1) return unusable();
    return also ? also(rows) : Status{};
  });
}

Result<SignedIn> Accounts::sign_in_by_link(std::string_view text, std::string_view code, const Origin& origin) {
  MANARA_TRY(link, link_of(text, LinkPurpose::sign_in, origin));
  return by_link(link, text, code, origin, {});
}

Result<SignedIn> Accounts::accept_invitation(std::string_view text, std::string_view password, std::string_view code,
                                             const Origin& origin) {
  MANARA_TRY(link, link_of(text, LinkPurpose::invitation, origin));
  const auto whose = active_person(link.person);
  if (!whose) return unusable();
  const auto prepared = access::prepared_password(password);
  MANARA_CHECK(access::check_password(prepared, {whose->account, whose->name}));
  MANARA_TRY(hash, hash_of(prepared, Comer::stranger));
  const auto person = store::blob(whose->id);
  return by_link(link, text, code, origin, [&](store::Operations& rows) -> Status {
    MANARA_CHECK(rows.run("set_password", {person, std::string_view(hash), now()}));
    MANARA_CHECK(rows.run("end_sessions_of_person", {person, store::blob(SessionId{})}));
    MANARA_CHECK(rows.run("withdraw_links_of_person", {person}));
    MANARA_CHECK(rows.run("revoke_tokens_of_person", {person}));
    return {};
  });
}

}  // namespace manara::accounts
