#include "api/listed.h"

#include "api/given.h"
#include "api/record.h"
#include "json/writer.h"

namespace manara::api {
namespace {

constexpr std::int64_t most_of_page = 200;
constexpr std::string_view formats[] = {"json", "csv", "xlsx"};

void tell(const Listed& list, const std::vector<ListedItem>& items, Response& response) {
  if (list.told == Told::of_people) {
    std::vector<access::ScopeId> scopes;
    scopes.reserve(items.size());
    for (const auto& item : items)
      scopes.push_back(item.scope);
    response.told.push_back(told_of(list.table.name, std::move(scopes)));
  } else if (list.told == Told::everything) {
    response.told.push_back({.kind = access_log::Kind::exported,
                             .resource = std::string(list.table.name),
                             .count = static_cast<std::int64_t>(items.size())});
  }
}

Exports::NextPage pages_behind(std::string after, const Listed& list, const Pages& pages) {
  return [after = std::move(after), &list, &pages](Export& file, access_log::Event& event) mutable -> Result<bool> {
    MANARA_TRY(items, pages.read(after, most_of_page));
    for (const auto& item : items) {
      MANARA_CHECK(file.add({}, item.body));
      if (list.told == Told::of_people) event.scopes.push_back(item.scope);
    }
    if (items.size() < static_cast<std::size_t>(most_of_page)) return false;
    after = items.back().cursor;
    return true;
  };
}

}  // namespace

Result<Response> answer_list(const Listed& list, const Pages& pages, const Request& request, const Caller& caller,
                             Exports& exports) {
  MANARA_TRY(paging, paging_in(request));
  if (const auto format = file_format(request))
    return exports.write(list.table, *format, caller, pages_behind(std::string(paging.after), list, pages));
  // One more than asked for tells whether there is another page.
  MANARA_TRY(items, pages.read(paging.after, paging.limit + 1));
  const bool more = items.size() > static_cast<std::size_t>(paging.limit);
  if (more) items.pop_back();
  json::Writer out;
  out.begin_object().key("items").begin_array();
  for (const auto& item : items)
    out.raw(item.body);
  out.end_array().member_or_null("next", more ? std::string_view(items.back().cursor) : "");
  if (pages.total) {
    MANARA_TRY(total, pages.total());
    out.member("total", total);
  }
  out.end_object();
  auto response = json_response(200, out.take());
  tell(list, items, response);
  return response;
}

Description list_description(std::string summary, std::vector<Member> parameters, const Member& after,
                             const Shape& page) {
  parameters.push_back(limit_parameter);
  parameters.push_back(after);
  parameters.push_back(Member::choice("format", formats).optional());
  return {.summary = std::move(summary),
          .parameters = std::move(parameters),
          .answers = {{.shape = &page}, {.media = csv_media}, {.media = xlsx_media}}};
}

}  // namespace manara::api
