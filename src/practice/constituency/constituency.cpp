#include "practice/constituency/constituency.h"

#include <array>

#include "practice/constituency/assets.h"
#include "practice/constituency/contacts.h"
#include "practice/constituency/inventories.h"
#include "practice/constituency/networks.h"
#include "practice/constituency/organisations.h"

namespace manara::constituency {

std::span<const store::Practice> practices() {
  static const std::array all{organisations_practice(), contacts_practice(), networks_practice(), assets_practice(),
                              inventories_practice()};
  return all;
}

std::span<const resource::Resource> resources() {
  static const std::array all{organisations_resource(), contacts_resource(), networks_resource(), assets_resource()};
  return all;
}

}  // namespace manara::constituency
