/// Lists of the API that are no resource's but a part's: a page of one as JSON, all of it as a file (export.h), and
/// what a table of it shows.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/columns.h"
#include "api/description.h"
#include "api/export.h"
#include "resource/resource.h"

namespace manara::api {

/// What the access log knows of those who read a page; of those who take a file it always does.
enum class Told : std::uint8_t {
  nothing,
  of_people,   ///< that they read of people outside their organisation
  everything,  ///< each page
};

struct Listed {
  Table table{};
  std::string_view path{};                      ///< "/api/access-log"
  std::span<const resource::Filter> filters{};  ///< what it can be narrowed by
  bool searched = false;                        ///< by words: q
  Told told = Told::nothing;
};

struct ListedItem {
  std::string body{};       ///< JSON
  std::string cursor{};     ///< what `after` says so that the list goes on behind it
  access::ScopeId scope{};  ///< whose it is, where the list tells of people
};

/// What a list holds, for one caller.
struct Pages {
  /// At most so many behind a cursor; "": from the beginning.
  std::function<Result<std::vector<ListedItem>>(std::string_view after, std::int64_t most)> read{};
  std::function<Result<std::int64_t>()> total{};  ///< {}: nobody counts
};

/// {"items":[…],"next":cursor|null} and "total" where somebody counts; ?format=csv, xlsx: all of it as a file. Errors
/// also: those of `pages`.
Result<Response> answer_list(const Listed& list, const Pages& pages, const Request& request, const Caller& caller,
                             Exports& exports);

/// Of such a list: `parameters` and those of every list. `page`: {"items","next"}; `after`: what a cursor is.
Description list_description(std::string summary, std::vector<Member> parameters, const Member& after,
                             const Shape& page);

}  // namespace manara::api
