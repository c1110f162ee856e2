/// The console as part of the program: its files, and the one page that is rendered for each response because its
/// scripts and styles carry a nonce. What runs in the browser is what this page names, and nothing that somebody
/// slipped in.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "api/http.h"
#include "base/random.h"
#include "server/assets.h"

namespace manara::pages {

/// Everything but the page; none where the program was built without the console.
std::span<const server::Asset> assets();
/// The page with __NONCE__ where its nonce goes; "" without the console.
std::string_view index_text();

/// The page, with a nonce of its own and a policy that allows nothing else. 404 for what no browser's address bar asks
/// for.
api::Response page(const api::Request& request, Random& random);

}  // namespace manara::pages
