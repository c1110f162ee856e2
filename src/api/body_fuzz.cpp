// Parser: body.cpp
// What a resource of every kind of field is sent: what is kept of it is kept again as it is.
#include <cstdint>
#include <cstdlib>

#include "api/body.h"

using namespace manara;

namespace {

using resource::Field;
using resource::FieldType;
using resource::Need;

std::optional<std::string> without_spaces(std::string_view text) {
  if (text.find('!') != std::string_view::npos) return std::nullopt;
  std::string kept;
  for (const char c : text)
    if (c != ' ') kept += c;
  return kept;
}

constexpr resource::Format format{.example = "example", .canonical = without_spaces};
constexpr std::string_view kinds[] = {"mail", "letter"};
constexpr Field channel[] = {
    {.name = "kind", .type = FieldType::choice, .need = Need::required, .choices = kinds},
    {.name = "address", .type = FieldType::text, .need = Need::required, .most = 20},
    {.name = "out_of_hours", .type = FieldType::flag},
};
constexpr Field fields[] = {
    {.name = "names", .type = FieldType::names, .need = Need::required, .most = 20},
    {.name = "value", .type = FieldType::text, .most = 20, .format = &format},
    {.name = "kind", .type = FieldType::choice, .choices = kinds},
    {.name = "parent", .type = FieldType::link, .refers_to = "things"},
    {.name = "since", .type = FieldType::date},
    {.name = "until", .type = FieldType::date, .not_before = "since"},
    {.name = "notes", .type = FieldType::prose, .most = 40},
    {.name = "channels", .type = FieldType::list, .most = 3, .items = channel},
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const resource::Resource things{
      .name = "things", .saved = "thing_saved", .fields = fields, .orders = {}, .one = {}, .count = {}};
  const auto body = api::read_body(things, {reinterpret_cast<const char*>(data), size});
  if (!body || !body->refused.empty()) {
    if (body && !body->json.empty()) std::abort();
    return 0;
  }
  const auto again = api::read_body(things, body->json);
  if (!again || !again->refused.empty() || again->json != body->json) std::abort();
  return 0;
}
