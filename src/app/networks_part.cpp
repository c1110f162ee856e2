#include "app/networks_part.h"

#include <algorithm>

#include "base/strings.h"
#include "json/writer.h"
#include "practice/constituency/networks.h"

namespace manara::app {
namespace {

using api::Caller;
using api::Request;
using api::Response;
using constituency::NotedNetwork;
using constituency::Overlap;

using api::Member;
using api::Shape;

constexpr Member network_members[] = {Member::id("id"), Member::id("organisation"), Member::text("value")};
constexpr Shape network_shape{"one_network", network_members};
constexpr Member overlap_members[] = {Member::object("a", network_shape), Member::object("b", network_shape)};
constexpr Shape overlap_shape{"overlap", overlap_members};
constexpr Member page_members[] = {Member::object("items", overlap_shape).several(), api::next_member};
constexpr Shape page_shape{.members = page_members};

constexpr std::int64_t most_limit = 200;

struct Question {
  std::optional<IdBytes> organisation{};
  std::optional<Overlap> behind{};
  std::int64_t limit = 50;
};

/// The two ids of the last pair, one after the other.
std::optional<Overlap> read_cursor(std::string_view text) {
  const auto a = read_id(text.substr(0, text.size() / 2));
  const auto b = read_id(text.substr(text.size() / 2));
  if (!a || !b) return std::nullopt;
  return Overlap{.wide = {.id = *a}, .narrow = {.id = *b}};
}

Result<Question> question_in(const Request& request) {
  Question question;
  for (const auto& [name, value] : request.query) {
    bool good = false;
    if (name == "organisation") {
      question.organisation = read_id(value);
      good = question.organisation.has_value();
    } else if (name == "after") {
      question.behind = read_cursor(value);
      good = question.behind.has_value();
    } else if (name == "limit") {
      const auto limit = parse_unsigned(value);
      good = limit && *limit > 0;
      if (good) question.limit = static_cast<std::int64_t>(std::min<std::uint64_t>(*limit, most_limit));
    }
    if (!good) return fail(Code{"request_unknown_parameter"}, {name + "=" + value});
  }
  return question;
}

void write_network(json::Writer& out, std::string_view name, const NotedNetwork& network) {
  out.key(name).begin_object().member("id", id_text(network.id));
  out.member("organisation", id_text(network.organisation)).member("value", network.value).end_object();
}

Result<Response> overlapping(const Request& request, const Caller& caller, store::Pool& readers) {
  MANARA_TRY(question, question_in(request));
  MANARA_TRY(reader, readers.lend(caller.sees("networks")));
  // One more than asked for tells whether there is another page.
  MANARA_TRY(found,
             constituency::overlaps(*reader, {.organisation = question.organisation ? &*question.organisation : nullptr,
                                              .behind = question.behind ? &*question.behind : nullptr,
                                              .most = question.limit + 1}));
  std::string next;
  if (found.size() > static_cast<std::size_t>(question.limit)) {
    found.pop_back();
    next = id_text(found.back().wide.id) + id_text(found.back().narrow.id);
  }
  json::Writer out;
  out.begin_object().key("items").begin_array();
  for (const auto& one : found) {
    out.begin_object();
    write_network(out, "a", one.wide);
    write_network(out, "b", one.narrow);
    out.end_object();
  }
  out.end_array().member_or_null("next", next).end_object();
  return api::json_response(200, out.take());
}

}  // namespace

std::vector<api::Part> networks_parts(store::Pool& readers) {
  return {{.path = "/api/networks/overlaps",
           .method = "GET",
           .answer = [&readers](const Request& request, const Caller* caller) -> Result<Response> {
             return overlapping(request, *caller, readers);
           },
           .description = {
               .summary = "Networks that two organisations noted, of which one holds the other",
               .parameters = {Member::id("organisation").optional(), api::limit_parameter, api::after_parameter},
               .answers = {{.shape = &page_shape}}}}};
}

}  // namespace manara::app
