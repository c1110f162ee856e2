// Parser: escape.cpp width.cpp
// No name acts on a terminal, leaves an HTML attribute, or is a formula.
#include <cstdint>
#include <cstdlib>

#include "base/utf8.h"
#include "text/escape.h"
#include "text/width.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::text;
  const std::string_view name(reinterpret_cast<const char*>(data), size);
  const auto line = for_terminal(name);
  if (!manara::is_utf8(line) || for_terminal(line) != line) std::abort();
  for (const char c : line) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) std::abort();
  }
  const std::size_t columns = size % 40;
  if (display_width(fit(line, columns)) > columns) std::abort();
  if (for_html(name).find_first_of("<>\"'") != std::string::npos) std::abort();
  const auto field = for_csv(name);
  if (!field.empty() && std::string_view("=+-@\t\r\n").contains(field.front())) std::abort();
  return 0;
}
