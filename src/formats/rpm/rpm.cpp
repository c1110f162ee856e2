#include "formats/rpm/rpm.h"

#include "base/strings.h"
#include "base/utf8.h"
#include "formats/rows.h"
#include "formats/rpm/header.h"
#include "formats/rpm/packages_table.h"
#include "formats/rpm/release_package.h"
#include "formats/sbom/package_facts.h"

namespace manara::formats {
namespace {

constexpr std::string_view sqlite_magic("SQLite format 3\0", 16);

/// The component of a header, or the reason why it is none.
std::expected<Component, Message> component_of(const RpmHeader& header) {
  const auto name = header.string(RpmTag::name);
  const auto version = header.string(RpmTag::version);
  const auto release = header.string(RpmTag::release);
  if (name.empty()) return std::unexpected(Message{Code{"stanza_without_name"}});
  if (version.empty() || release.empty())
    return std::unexpected(Message{Code{"package_without_version"}, {shown(name)}});
  if (!is_word(name) || !is_word(version) || !is_word(release))
    return std::unexpected(Message{Code{"package_not_readable"}});
  Component component;
  component.name = name;
  const auto epoch = header.number(RpmTag::epoch).value_or(0);
  if (epoch != 0) component.version = std::to_string(epoch) + ":";
  component.version.append(version).append("-").append(release);
  if (is_word(header.string(RpmTag::arch))) component.arch = header.string(RpmTag::arch);
  if (is_utf8(header.string(RpmTag::vendor))) component.vendor = header.string(RpmTag::vendor);
  component.module = module_of_label(header.string(RpmTag::modularity_label));
  const auto source = header.string(RpmTag::source_rpm);
  if (is_word(source)) component.source = parse_source_rpm(source).value_or(SourcePackage{});
  return component;
}

}  // namespace

std::string module_of_label(std::string_view label) {
  if (!is_word(label)) return {};
  const auto parts = split(label, ':');
  if (parts.size() < 2 || parts[0].empty() || parts[1].empty()) return {};
  return std::string(parts[0]) + ":" + std::string(parts[1]);
}

bool looks_like_rpm(const Probe& probe) {
  if (!probe.head.starts_with(sqlite_magic)) return false;
  // The schema stands on the first page.
  return probe.file_name() == "rpmdb.sqlite" || (probe.head.find("Packages") != std::string_view::npos &&
                                                 probe.head.find("hnum INTEGER") != std::string_view::npos);
}

Result<Inventory> read_rpm_with_files(io::Stream& stream, const RpmFileVisitor& visit, const Limits& limits) {
  const bool in_memory = stream.whole().has_value();
  MANARA_TRY(input, io::WholeInput::read(stream, in_memory ? limits.unpacked_bytes : limits.document_bytes));
  if (!input.bytes().starts_with(sqlite_magic)) return fail(Code{"rpm_not_sqlite"});
  Inventory inventory;
  inventory.kind = rpm.name;
  std::uint64_t row = 0;
  const auto take = [&](std::string_view blob) -> Status {
    ++row;
    const auto header = RpmHeader::parse(blob);
    if (!header) {
      refuse(inventory, row, header.error().message(), limits);
      return {};
    }
    if (header->string(RpmTag::name) == "gpg-pubkey") return {};
    auto component = component_of(*header);
    if (!component) {
      refuse(inventory, row, std::move(component).error(), limits);
      return {};
    }
    if (visit) {
      header->for_each_file(
          [&](std::string_view folder, std::string_view file) { visit(component->name, folder, file); });
    }
    return keep(inventory, std::move(*component), limits);
  };
  MANARA_CHECK(for_each_header(input.bytes(), limits, take));
  return inventory;
}

Result<Inventory> read_rpm(io::Stream& stream, std::string_view, const Limits& limits) {
  MANARA_TRY(inventory, read_rpm_with_files(stream, {}, limits));
  name_system(inventory);
  return inventory;
}

}  // namespace manara::formats
