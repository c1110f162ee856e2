#include "app/targets.h"

#include "app/formats.h"
#include "formats/windows/windows.h"
#include "io/source.h"
#include "rootfs/rootfs.h"

namespace manara::app {
namespace {

using exposure::Target;

/// The format of an item. With `--map` a list that no other format claims is read by the columns that are named.
const formats::InventoryFormat* format_of(const io::Item& item, const formats::Probe& probe,
                                          const TargetOptions& options) {
  const auto* format = recognise_inventory(probe);
  if (format != nullptr || options.table_map.empty()) return format;
  const bool is_table = item.named ? !probe.head.empty() : formats::looks_like_mapped_table(probe, options.table_map);
  return is_table ? &formats::windows : nullptr;
}

Result<Inventory> read_inventory(const formats::InventoryFormat& format, io::Item& item, const TargetOptions& options) {
  if (format.read == formats::windows.read && !options.table_map.empty())
    return formats::read_table_inventory(*item.stream, item.path, options.limits, options.table_map);
  return format.read(*item.stream, item.path, options.limits);
}

Result<io::Visit> read_item(io::Item& item, const TargetOptions& options, ReadTargets& out) {
  MANARA_TRY(peeked, item.stream->peek(formats::probe_bytes));
  const auto head = peeked.substr(0, formats::probe_bytes);
  const auto* format = format_of(item, {.path = item.path, .head = head}, options);
  if (format == nullptr) {
    if (item.named) return fail(head.empty() ? Code{"target_empty"} : Code{"target_unknown"}, {item.name});
    ++out.passed_over;
    return io::Visit::go_on;
  }
  auto inventory = read_inventory(*format, item, options);
  if (!inventory) {
    out.refused.push_back(std::move(inventory).error().in(item.name));
    return io::Visit::go_on;
  }
  inventory->kind = format->name;
  out.targets.push_back({item.name, std::move(*inventory)});
  return io::Visit::go_on;
}

/// A root file system is one target, whatever inventories lie in it.
void read_system(const std::string& name, const TargetOptions& options, ReadTargets& out) {
  auto inventory = rootfs::read_rootfs(name, options.limits, {.progress = options.progress});
  if (!inventory) {
    out.refused.push_back(std::move(inventory).error().in(name));
  } else {
    out.targets.push_back({name, std::move(*inventory)});
  }
}

}  // namespace

ReadTargets read_targets(const std::vector<std::string>& names, const TargetOptions& options) {
  ReadTargets out;
  for (const auto& name : names) {
    if (rootfs::looks_like_rootfs(name, options.limits)) {
      read_system(name, options, out);
      continue;
    }
    const auto before = out.targets.size() + out.refused.size();
    const auto status =
        io::for_each_item(name, options.limits, [&](io::Item& item) { return read_item(item, options, out); });
    if (!status) {
      out.refused.push_back(Error(status.error()).in(name));
    } else if (out.targets.size() + out.refused.size() == before) {
      out.refused.push_back({Code{"target_has_no_inventory"}, {name}, {}});
    }
  }
  return out;
}

}  // namespace manara::app
