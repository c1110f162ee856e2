# manara_embed(TARGET NAMESPACE NAME FILE): the bytes of FILE become what `std::string_view NAME()` in NAMESPACE returns.
function(manara_embed target namespace name file)
  set(path ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  set(made ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  file(CONFIGURE OUTPUT ${made} @ONLY CONTENT [[
#include <string_view>
asm(".section .rodata\n@name@_bytes: .incbin \"@path@\"\n@name@_bytes_end: .byte 0\n.previous\n");
extern "C" const char @name@_bytes[], @name@_bytes_end[];
namespace @namespace@ {
std::string_view @name@();
std::string_view @name@() {
  return {@name@_bytes, static_cast<std::size_t>(@name@_bytes_end - @name@_bytes)};
}
}
]])
  set_source_files_properties(${made} PROPERTIES OBJECT_DEPENDS ${path})
  target_sources(${target} PRIVATE ${made})
endfunction()
