#include "json/copy.h"

namespace manara::json {

void copy(Writer& out, Value value) {
  switch (value.kind()) {
    case Kind::object:
      out.begin_object();
      for (const auto& member : value.members())
        copy(out.key(member.name), member.value);
      out.end_object();
      break;
    case Kind::array:
      out.begin_array();
      for (const auto element : value.elements())
        copy(out, element);
      out.end_array();
      break;
    case Kind::string: out.value(value.string()); break;
    case Kind::boolean: out.value(value.boolean().value_or(false)); break;
    case Kind::number:
      if (const auto whole = value.integer()) {
        out.value(*whole);
      } else {
        out.value(value.number().value_or(0));
      }
      break;
    default: out.null();
  }
}

}  // namespace manara::json
