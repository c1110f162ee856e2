#include "app/targets.h"

#include <map>
#include <set>

#include "app/formats.h"
#include "formats/go_binary/go_binary.h"
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

/// A list that lacks the mapped columns and that nobody named is read by the headings that are known.
Result<Inventory> read_inventory(const formats::InventoryFormat& format, io::Item& item, const formats::Probe& probe,
                                 const TargetOptions& options) {
  const bool is_list = format.read == formats::windows.read && !options.table_map.empty();
  if (is_list && (item.named || formats::looks_like_mapped_table(probe, options.table_map)))
    return formats::read_table_inventory(*item.stream, item.path, options.limits, options.table_map);
  return format.read(*item.stream, item.path, options.limits);
}

/// Targets whose format gives way to a file beside them, and that file.
using GivingWay = std::map<std::string, std::string>;

std::string beside(const std::string& name, std::string_view file) {
  return name.substr(0, name.find_last_of("/!") + 1).append(file);
}

/// In an archive that file may come later, so that this is done at the end.
void drop_what_gives_way(const GivingWay& giving_way, ReadTargets& out) {
  if (giving_way.empty()) return;
  std::set<std::string> names;
  for (const auto& target : out.targets)
    names.insert(target.name);
  out.passed_over += std::erase_if(out.targets, [&](const Target& target) {
    const auto found = giving_way.find(target.name);
    return found != giving_way.end() && names.contains(found->second);
  });
}

Result<io::Visit> read_item(io::Item& item, const TargetOptions& options, GivingWay& giving_way, ReadTargets& out) {
  const auto peeked = item.stream->peek(formats::probe_bytes);
  if (!peeked) {
    // It can't be opened, or not be unpacked: said, and the rest is read.
    out.refused.push_back(Error(peeked.error()).in(item.name));
    return io::Visit::go_on;
  }
  const auto head = peeked->substr(0, formats::probe_bytes);
  const formats::Probe probe{.path = item.path, .head = head};
  const auto* format = format_of(item, probe, options);
  if (format == nullptr) {
    if (item.named) return fail(head.empty() ? Code{"target_empty"} : Code{"target_unknown"});
    ++out.passed_over;
    return io::Visit::go_on;
  }
  auto inventory = read_inventory(*format, item, probe, options);
  if (!inventory && !item.named && inventory.error().code == format->not_one) {
    ++out.passed_over;
    return io::Visit::go_on;
  }
  if (!inventory) {
    out.refused.push_back(std::move(inventory).error().in(item.name));
    return io::Visit::go_on;
  }
  if (!item.named && !format->gives_way_to.empty()) giving_way[item.name] = beside(item.name, format->gives_way_to);
  inventory->kind = format->name;
  out.targets.push_back({item.name, std::move(*inventory)});
  return io::Visit::go_on;
}

/// A root file system is one target, whatever inventories lie in it.
void read_system(const std::string& source, const std::string& name, const TargetOptions& options, ReadTargets& out) {
  auto inventory =
      rootfs::read_rootfs(source, options.limits, {.progress = options.progress, .program = &formats::go_binary});
  if (!inventory) {
    out.refused.push_back(std::move(inventory).error().in(name));
  } else {
    out.targets.push_back({name, std::move(*inventory)});
  }
}

/// What `walk` visits: files, folders and archives whose inventories are targets each.
void read_items(const std::string& name, const TargetOptions& options, ReadTargets& out,
                const std::function<Status(const io::ItemVisitor&)>& walk) {
  const auto before = out.targets.size() + out.refused.size();
  GivingWay giving_way;
  const auto status = walk([&](io::Item& item) { return read_item(item, options, giving_way, out); });
  drop_what_gives_way(giving_way, out);
  if (!status) {
    out.refused.push_back(Error(status.error()).in(name));
  } else if (out.targets.size() + out.refused.size() == before) {
    out.refused.push_back({Code{"target_has_no_inventory"}, {}, {.file = name}});
  }
}

}  // namespace

ReadTargets read_targets(const std::vector<std::string>& names, const TargetOptions& options) {
  ReadTargets out;
  if (auto status = formats::check_mapping(options.table_map); !status) {
    out.refused.push_back(std::move(status).error());
    return out;
  }
  for (const auto& name : names) {
    if (rootfs::looks_like_rootfs(name, options.limits)) {
      read_system(name, name, options, out);
    } else {
      read_items(name, options, out,
                 [&](const io::ItemVisitor& visit) { return io::for_each_item(name, options.limits, visit); });
    }
  }
  return out;
}

ReadTargets read_sent(const SentFile& sent, const TargetOptions& options) {
  ReadTargets out;
  if (!sent.file.empty() && rootfs::looks_like_rootfs(sent.file, options.limits)) {
    read_system(sent.file, sent.name, options, out);
  } else {
    read_items(sent.name, options, out, [&](const io::ItemVisitor& visit) {
      return io::for_each_item(sent.bytes, sent.name, options.limits, visit);
    });
  }
  return out;
}

}  // namespace manara::app
