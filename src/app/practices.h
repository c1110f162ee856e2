/// The explicit list of practices and their resources: a new one is a line here.
#pragma once

#include <string>
#include <vector>

#include "resource/resource.h"
#include "store/kinds.h"

namespace manara::app {

std::vector<store::Practice> practices();
std::vector<resource::Resource> resources();

/// Where the key that opens a node's secrets lies: what the option says, else MANARA_KEY_FILE, else the service's own
/// credential (CREDENTIALS_DIRECTORY/manara.key, systemd), else /etc/manara/node.key (root) or
/// ~/.config/manara/node.key.
std::string key_path(const std::string& option);

}  // namespace manara::app
