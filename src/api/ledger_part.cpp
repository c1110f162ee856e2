#include "api/ledger_part.h"

#include <algorithm>

#include "base/strings.h"
#include "crypto/base64.h"
#include "json/writer.h"

namespace manara::api {
namespace {

constexpr Member head_members[] = {Member::number("size"), Member::text("root")};
constexpr Shape head_shape{.members = head_members};
constexpr Member entry_members[] = {Member::number("index"), Member::id("id"),    Member::text("kind"),
                                    Member::id("subject"),   Member::id("actor"), Member::number("at")};
constexpr Shape entry_shape{"ledger_entry", entry_members};
constexpr Member page_members[] = {Member::object("head", head_shape), Member::object("items", entry_shape).several(),
                                   next_member};
constexpr Shape page_shape{"ledger_page", page_members};

constexpr std::int64_t default_limit = 50;
constexpr std::int64_t most_limit = 200;

struct Page {
  std::int64_t limit = default_limit;
  std::int64_t before = INT64_MAX;  ///< entries below this index
};

Result<Page> page_of(const Request& request) {
  Page page;
  for (const auto& [name, value] : request.query) {
    const auto number = parse_unsigned(value);
    const bool good = number && *number <= INT64_MAX && (name == "limit" || name == "after");
    if (!good || (name == "limit" && *number == 0))
      return fail(Code{"request_unknown_parameter"}, {name + "=" + value});
    if (name == "limit") page.limit = std::min(static_cast<std::int64_t>(*number), most_limit);
    if (name == "after") page.before = static_cast<std::int64_t>(*number);
  }
  return page;
}

void write_entry(json::Writer& out, const store::Row& row, const ledger::Header& header) {
  out.begin_object().member("index", row.integer(0)).member("id", to_string(header.id));
  out.member("kind", header.kind).member("subject", to_string(header.subject));
  out.member("actor", to_string(header.actor)).member("at", header.at_ms).end_object();
}

Result<Response> entries(const Request& request, const Caller& caller, store::Pool& readers, store::Writer& writer) {
  MANARA_TRY(page, page_of(request));
  const auto head = writer.head();
  MANARA_TRY(reader, readers.lend(caller.sees("ledger")));
  json::Writer out;
  out.begin_object().key("head").begin_object().member("size", head.size);
  out.member("root", crypto::base64(head.root)).end_object().key("items").begin_array();
  Status status;
  std::int64_t count = 0;
  std::int64_t last = 0;
  const auto read = reader->query("ledger_headers", {page.before, page.limit}, [&](const store::Row& row) {
    const auto bytes = row.blob(1);
    const auto header = ledger::read_header(bytes);
    if (!header) {
      status = std::unexpected(header.error());
      return false;
    }
    write_entry(out, row, *header);
    last = row.integer(0);
    ++count;
    return true;
  });
  MANARA_CHECK(read);
  MANARA_CHECK(status);
  const bool more = count == page.limit && last > 0;
  out.end_array().member_or_null("next", more ? std::to_string(last) : std::string()).end_object();
  return json_response(200, out.take());
}

}  // namespace

std::vector<Part> ledger_parts(store::Pool& readers, store::Writer& writer, access::ScopeId nation) {
  const auto answer = [&readers, &writer, nation](const Request& request, const Caller* caller) -> Result<Response> {
    if (caller == nullptr || !caller->may("ledger", Verb::read, nation)) return fail(Code{"access_denied"});
    return entries(request, *caller, readers, writer);
  };
  return {{.path = "/api/ledger",
           .method = "GET",
           .answer = answer,
           .description = {.summary = "Headers of entries, the newest first",
                           .parameters = {limit_parameter, Member::number("after").optional()},
                           .answers = {{.shape = &page_shape}}}}};
}

}  // namespace manara::api
