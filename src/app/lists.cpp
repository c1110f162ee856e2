#include "app/lists.h"

#include "api/access_log_part.h"
#include "api/grants_part.h"
#include "api/people_part.h"
#include "app/inventory_part.h"

namespace manara::app {

std::vector<const api::Listed*> lists() {
  return {&inventories_list, &api::people_list, &api::grants_list, &api::access_log_list};
}

}  // namespace manara::app
