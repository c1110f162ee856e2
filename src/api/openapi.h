/// The OpenAPI 3.1 document, from the same tables that answer (spec.openapis.org/oas/v3.1.0).
#pragma once

#include <span>
#include <string>

#include "api/api.h"
#include "resource/resource.h"

namespace manara::api {

std::string openapi_document(std::span<const resource::Resource> resources, std::span<const Part> parts);

}  // namespace manara::api
