// Parser: import_table.cpp import_row.cpp
// Foreign bytes as the file of an import, behind a first line that says how its columns are mapped: rows and cells are
// where the table says they are, and a row that makes an item makes one that the API takes.
#include <cstdint>
#include <cstdlib>

#include "api/body.h"
#include "app/import_row.h"
#include "app/import_table.h"
#include "base/strings.h"

using namespace manara;

namespace {

using resource::Field;
using resource::FieldType;
using resource::Need;

constexpr std::string_view sectors[] = {"healthcare", "water"};
constexpr Code labels[] = {Code{"sector_healthcare"}, Code{"sector_water"}};
constexpr std::string_view kinds[] = {"mail", "telephone"};
constexpr std::string_view kind_headings[] = {"Mail|Courriel|البريد", "Telephone|Téléphone|الهاتف"};
constexpr Field channel[] = {
    {.name = "kind", .type = FieldType::choice, .need = Need::required, .choices = kinds},
    {.name = "address", .type = FieldType::text, .need = Need::required},
};
constexpr Field fields[] = {
    {.name = "names", .type = FieldType::names, .need = Need::required, .headings = "Name|Nom|الاسم"},
    {.name = "sector",
     .type = FieldType::choice,
     .choices = sectors,
     .headings = "Sector|Secteur|القطاع",
     .labels = labels},
    {.name = "verified", .type = FieldType::date, .headings = "Verified|Vérifié le|تاريخ التحقق"},
    {.name = "active", .type = FieldType::flag, .headings = "Active|Actif|نشط"},
    {.name = "notes", .type = FieldType::prose, .headings = "Notes|Remarques|ملاحظات"},
    {.name = "channels",
     .type = FieldType::list,
     .most = 5,
     .items = channel,
     .headings = "Channels|Moyens|القنوات",
     .columns = kind_headings},
};
const resource::Resource things{
    .name = "things", .saved = "thing_saved", .fields = fields, .orders = {}, .key = "names", .one = {}, .count = {}};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto halves = cut(bytes, '\n');
  if (!halves) return 0;
  app::ImportTable::Mapping mapping;
  for (const auto one : split(halves->head, ';')) {
    if (one.find('=') != std::string_view::npos) mapping.emplace_back(one);
  }
  const auto table = app::ImportTable::read(halves->tail, things, mapping);
  if (!table) return 0;
  const app::ImportRow reading(things, table->columns());
  for (const auto& row : table->rows()) {
    if (row.sheet >= table->sheets().size()) std::abort();
    for (std::size_t column = 0; column < row.count; ++column)
      static_cast<void>(table->cell(row, column));
    const auto body = reading.body(
        {.cell = [&](std::size_t column) { return table->field(row, column); },
         .has = [&](std::size_t column) { return table->has(row, column); },
         .find = [](const Field&, std::string_view) { return std::unexpected(Message{Code{"field_link"}, {}}); }},
        {});
    if (!body || !body->refused.empty()) continue;
    const auto again = api::read_body(things, body->json);
    if (!again || again->json != body->json) std::abort();
  }
  return 0;
}
