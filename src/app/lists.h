/// The explicit list of the lists that are no resource's (api/listed.h): a new one is a line here.
#pragma once

#include <vector>

#include "api/listed.h"

namespace manara::app {

std::vector<const api::Listed*> lists();

}  // namespace manara::app
