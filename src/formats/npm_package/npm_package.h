/// An installed npm package: node_modules/<name>/package.json, node_modules/@scope/<name>/package.json. Elsewhere a
/// package.json describes a project, not what is installed: therefore this is no inventory format of its own.
#pragma once

#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "json/json.h"
#include "model/inventory.h"

namespace manara::formats {

/// Whether the path is that of an installed package's own package.json, at whatever depth; packages carry further ones
/// inside ("dist/esm/package.json"), which are none.
bool is_npm_package_path(std::string_view path);

/// Name and version, ecosystem "npm". `document` is reused from file to file. Errors: npm_package_not (no name or no
/// version), those of json::Document::parse.
Result<Component> read_npm_package(std::string_view bytes, json::Document& document, const Limits& limits);

}  // namespace manara::formats
