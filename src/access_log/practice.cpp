#include "access_log/practice.h"

#include <algorithm>

#include "access_log/rows.h"
#include "base/time.h"
#include "crypto/base64.h"
#include "json/json.h"
#include "json/writer.h"

namespace manara::access_log {
namespace {

Status save_head(store::Projection& rows, const store::StoredEntry& entry) {
  MANARA_TRY(head, read_head(entry));
  MANARA_CHECK(rows.run("save_access_log_head",
                        {store::blob(head.nation), head.first, head.last, head.day, store::Blob{bytes_of(head.hash)}}));
  return {};
}

constexpr store::EntryKind kinds[] = {{.name = "access_log_head", .version = 1, .project = save_head}};

}  // namespace

store::Practice practice() {
  return {.name = "access_log", .kinds = kinds, .sql = access_log_sql};
}

std::string head_part(const Head& head) {
  json::Writer out;
  out.begin_object().member("scope", to_string(head.nation));
  out.member("day", to_string(Date{static_cast<std::int32_t>(head.day)}));
  out.member("first", head.first).member("last", head.last);
  out.member("hash", crypto::base64(bytes_of(head.hash))).end_object();
  return out.take();
}

Result<Head> read_head(const store::StoredEntry& entry) {
  json::Document document;
  MANARA_TRY(body, document.parse(entry.part(0)));
  const auto scope = access::ScopeId::read(body["scope"].string());
  const auto day = parse_date(body["day"].string());
  const auto first = body["first"].integer(), last = body["last"].integer();
  const auto hash = crypto::from_base64(body["hash"].string());
  Head head;
  if (!scope || !day || !first || !last || *first > *last || *first < 0 || !hash || hash->size() != head.hash.size())
    return fail(Code{"entry_malformed"}, {entry.header.kind});
  head = {.nation = *scope, .day = day->days, .first = *first, .last = *last};
  head.hash = digest_in(*hash);
  return head;
}

}  // namespace manara::access_log
