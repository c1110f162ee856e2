/// Go's module files: go.mod (go.dev/ref/mod, "go.mod files") and go.sum ("go.sum files").
///
/// go.mod. Out: one Component for each `require`, `// indirect` too, as its `replace` says; ecosystem "Go", paths and
/// versions as written. A `toolchain` line gives the standard library ("stdlib"); the `go` line does not: it says which
/// Go the source needs at least, not with which it is built (the program itself says that, formats/go_binary). A module
/// that a folder replaces is refused, with the line (lock_from_folder): its name says nothing of its code any more.
/// Before Go 1.17 a go.mod does not name what its modules need in turn; go.sum does.
///
/// go.sum. Out: one Component for each module whose content it has a hash of; not those of which only the go.mod is
/// ("v1.0.0/go.mod"). It may name versions that are no longer used: where a go.mod lies beside it, that counts. Refused
/// rows: lines that are no module (go_sum_unreadable).
///
/// Both files are written with a line break at their end and go.mod with its blocks closed; without, they were cut off:
/// go_mod_truncated, go_sum_truncated. Other errors: go_mod_not, go_sum_not, input_too_large, record_too_large,
/// too_many_components.
#pragma once

#include "formats/format.h"

namespace manara::formats {

bool looks_like_go_mod(const Probe& probe);
Result<Inventory> read_go_mod(io::Stream& stream, std::string_view path, const Limits& limits);
bool looks_like_go_sum(const Probe& probe);
Result<Inventory> read_go_sum(io::Stream& stream, std::string_view path, const Limits& limits);

inline constexpr InventoryFormat go_mod{"go-mod", Code{"format_go_mod"}, looks_like_go_mod, read_go_mod};
inline constexpr InventoryFormat go_sum{
    .name = "go-sum",
    .description = Code{"format_go_sum"},
    .looks_like = looks_like_go_sum,
    .read = read_go_sum,
    .gives_way_to = "go.mod",
};

}  // namespace manara::formats
