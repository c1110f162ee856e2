/// JSON Schemas (draft 2020-12, as OpenAPI 3.1 takes them) of resources' fields and of what parts describe.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "api/description.h"
#include "json/writer.h"
#include "resource/resource.h"

namespace manara::api {

inline constexpr std::string_view id_pattern = "^[0-9a-f]{32}$";

/// Which way something goes: what comes in is refused where it has more than is described.
enum class Way : std::uint8_t { in, out };

/// What is sent, and what comes back: the same fields, with id and revision. Two schemas, as members.
void resource_schemas(json::Writer& out, const resource::Resource& resource);

void member_schema(json::Writer& out, const Member& member, Way way);
/// A reference where it has a name.
void shape_schema(json::Writer& out, const Shape& shape, Way way);
/// {"$ref":"#/components/schemas/NAME"}
void reference(json::Writer& out, std::string_view name);

/// The shapes with a name among these and within them, each once, as members.
struct Used {
  const Shape* shape = nullptr;
  Way way = Way::out;
};
void named_schemas(json::Writer& out, std::span<const Used> used);

}  // namespace manara::api
