/// Everything that the tables of a database hold, as one text: what a store shows is right where it is the same after
/// everything that follows from the entries was made anew.
#pragma once

#include <string>

namespace manara::sim {

/// "" where the database can't be read. `vfs`: nullptr for the system's.
std::string rows_of(const std::string& path, const char* vfs);

}  // namespace manara::sim
