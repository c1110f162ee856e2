/// content/products applied to a component. Inside formats/windows only.
#pragma once

#include "base/result.h"
#include "model/inventory.h"
#include "products/products.h"

namespace manara::formats {

/// The table of content/, compiled once. Errors: a table that can't be read, as products.h says.
Result<const products::Catalogue*> product_catalogue();

/// Sets vendor, product, other_names, product_version and by_pattern by the component's name and version and the
/// publisher; false where no pattern fits.
bool recognise_program(const products::Catalogue& catalogue, std::string_view publisher, Component& component);

/// The same for Windows itself, whose caption and build ("10.0.19045.3803", "19045") are the component's name and
/// version; the version becomes the whole one.
bool recognise_system(const products::Catalogue& catalogue, Component& component);

}  // namespace manara::formats
