#include "api/erasures_part.h"

#include "accounts/practice.h"
#include "api/given.h"
#include "base/strings.h"
#include "json/writer.h"

namespace manara::api {
namespace {

constexpr Member wish_members[] = {Member::id("entry"), Member::text("reason"),
                                   Member::text("part").or_null().optional(), Member::flag("about")};
constexpr Shape wish_shape{"erasure_wish", wish_members};
constexpr Member entry_members[] = {Member::id("id"), Member::number("index")};
constexpr Shape entry_shape{.members = entry_members};
constexpr Member erased_members[] = {Member::object("entries", entry_shape).several(), Member::flag("complete")};
constexpr Shape erased_shape{"erasure", erased_members};

struct Wish {
  store::Erasing what{};
  bool about = false;
};

Wish wish_in(Given& given, const ledger::DraftId& draft, const Caller& caller) {
  Wish wish{.what = {.draft = draft,
                     .entry = given.id<ledger::EntryId>("entry"),
                     .actor = caller.actor,
                     .reason = std::string(given.text("reason"))},
            .about = given.flag("about")};
  const auto part = given.optional_text("part");
  if (part.empty()) return wish;
  const auto number = parse_unsigned(part);
  if (!number || *number >= ledger::most_parts) {
    given.refuse("part", {Code{"part_unknown"}, {std::string(part)}});
  } else {
    wish.what.parts.push_back(static_cast<std::uint32_t>(*number));
  }
  return wish;
}

Result<Response> erase(store::Writer& writer, const access::ScopeId& nation, const Request& request,
                       const Caller& caller) {
  MANARA_TRY(draft, draft_in(request));
  MANARA_TRY(given, Given::read(request, wish_shape));
  const auto wish = wish_in(given, draft, caller);
  if (!given.good()) return given.refusal(caller.language);
  store::Erased erased;
  const auto done = writer.run([&](store::Store& store) -> Status {
    std::vector<store::Erasing> what{wish.what};
    if (wish.about) {
      MANARA_TRY(all, store::about_the_same(store, wish.what));
      what = std::move(all);
    }
    MANARA_TRY(outcome, store.erase(what, accounts::administrator_stays(nation)));
    erased = std::move(outcome);
    return {};
  });
  MANARA_CHECK(done);
  json::Writer out;
  out.begin_object().key("entries").begin_array();
  for (const auto& entry : erased.entries)
    out.begin_object().member("id", to_string(entry.id)).member("index", entry.index).end_object();
  out.end_array().member("complete", erased.is_complete).end_object();
  return json_response(201, out.take());
}

}  // namespace

std::vector<Part> erasures_parts(store::Writer& writer, const access::ScopeId& nation) {
  const auto answer = [&writer, nation](const Request& request, const Caller* caller) -> Result<Response> {
    if (caller == nullptr || !caller->may("erasures", Verb::create, nation)) return fail(Code{"access_denied"});
    return erase(writer, nation, request, *caller);
  };
  return {{.path = "/api/erasures",
           .method = "POST",
           .answer = answer,
           .description = {.summary = "Erases parts of entries for good, and says so in the ledger",
                           .key = true,
                           .body = &wish_shape,
                           .answers = {{201, &erased_shape}},
                           .refusals = {404, 409}}}};
}

}  // namespace manara::api
