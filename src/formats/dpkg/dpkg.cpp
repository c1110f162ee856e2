#include "formats/dpkg/dpkg.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "formats/deb822/deb822.h"
#include "formats/rows.h"

namespace manara::formats {
namespace {

constexpr std::array<std::string_view, 7> fields = {"Package", "Status", "Version",   "Architecture",
                                                    "Source",  "Origin", "Maintainer"};

/// The third word of Status (dpkg(1), "Package states") that means: files are there.
constexpr std::array<std::string_view, 6> states_on_disk = {"installed",       "triggers-awaited", "triggers-pending",
                                                            "half-configured", "unpacked",         "half-installed"};

enum class State : std::uint8_t { on_disk, not_on_disk, unknown };

State state_of(std::string_view status) {
  if (status.empty()) return State::on_disk;
  const auto state = status.substr(status.find_last_of(" \t") + 1);
  if (std::ranges::find(states_on_disk, state) != states_on_disk.end()) return State::on_disk;
  return state == "not-installed" || state == "config-files" ? State::not_on_disk : State::unknown;
}

std::string_view without_rebuild_mark(std::string_view version) {
  const auto mark = version.rfind("+b");
  if (mark == std::string_view::npos || mark == 0) return version;
  const auto digits = version.substr(mark + 2);
  return !digits.empty() && std::ranges::all_of(digits, is_digit) ? version.substr(0, mark) : version;
}

/// The component of a stanza, or the reason why it is none.
std::expected<Component, Message> component_of(const Stanza& stanza) {
  const auto name = stanza["Package"];
  const auto version = stanza["Version"];
  if (name.empty()) return std::unexpected(Message{Code{"stanza_without_name"}});
  if (version.empty()) return std::unexpected(Message{Code{"package_without_version"}, {shown(name)}});
  if (!is_word(name) || !is_word(version)) return std::unexpected(Message{Code{"package_not_readable"}});
  Component component;
  component.name = name;
  component.version = version;
  if (is_word(stanza["Architecture"])) component.arch = stanza["Architecture"];
  component.source = source_of_deb(stanza["Source"], name, version);
  const auto origin = stanza["Origin"];
  if (origin == "Debian" || origin == "Ubuntu") component.ecosystem = origin;
  return component;
}

bool is_complete(const Stanza& stanza) {
  return stanza.broken_line() == 0 && !stanza["Package"].empty() && !stanza["Version"].empty();
}

/// Whether the text was cut off inside this, its last stanza. dpkg ends each with a blank line; one that lacks it but
/// says all that is needed is taken, for those who write such a file by hand.
bool is_cut(const Stanza& stanza) {
  return !stanza.line_ended() || (!stanza.closed() && !is_complete(stanza));
}

}  // namespace

SourcePackage source_of_deb(std::string_view source, std::string_view name, std::string_view version) {
  SourcePackage package{std::string(name), std::string(without_rebuild_mark(version))};
  const auto halves = cut(source, '(');
  const auto source_name = trim(halves ? halves->head : source);
  if (is_word(source_name)) package.name = source_name;
  if (halves) {
    const auto source_version = trim(halves->tail.substr(0, halves->tail.find(')')));
    if (is_word(source_version)) package.version = source_version;
  }
  return package;
}

/// A list of what a repository offers (Packages) has the same stanzas, but says where the file is; what a source
/// package would build (debian/control) has no Version.
bool looks_like_dpkg(const Probe& probe) {
  const auto head = probe.head.substr(std::min(probe.head.find_first_not_of("\r\n"), probe.head.size()));
  if (!head.starts_with("Package:")) return false;
  const auto stream = io::from_memory(head);
  constexpr std::array<std::string_view, 5> telling = {"Package", "Status", "Version", "Filename", "SHA256"};
  Stanzas stanzas(*stream, telling, {.record_bytes = probe_bytes});
  const auto stanza = stanzas.next();
  if (!stanza || *stanza == nullptr) return false;
  const auto& first = **stanza;
  if (!first["Filename"].empty() || !first["SHA256"].empty()) return false;
  return !first["Status"].empty() || !first["Version"].empty() || probe.file_name() == "status";
}

Result<Inventory> read_dpkg(io::Stream& stream, std::string_view, const Limits& limits) {
  return read_dpkg_with_maintainers(stream, {}, limits);
}

Result<Inventory> read_dpkg_with_maintainers(io::Stream& stream, const DebMaintainerVisitor& visit,
                                             const Limits& limits) {
  Inventory inventory;
  inventory.kind = dpkg.name;
  Stanzas stanzas(stream, fields, limits);
  bool any_package = false;
  for (;;) {
    MANARA_TRY(next, stanzas.next());
    if (next == nullptr) break;
    const auto& stanza = *next;
    any_package = any_package || !stanza["Package"].empty();
    if (is_cut(stanza)) {
      return fail(any_package ? Code{"dpkg_truncated"} : Code{"dpkg_not_status"}, {}, {.line = stanza.line()});
    }
    if (stanza.broken_line() != 0) {
      refuse(inventory, stanza.broken_line(), {Code{"stanza_broken"}, {shown(stanza["Package"])}}, limits);
      continue;
    }
    const auto state = state_of(stanza["Status"]);
    if (state == State::not_on_disk) continue;
    if (state == State::unknown) {
      refuse(inventory, stanza.line(), {Code{"dpkg_unknown_state"}, {shown(stanza["Package"])}}, limits);
      continue;
    }
    auto component = component_of(stanza);
    if (component) {
      if (visit) visit(component->name, stanza["Maintainer"]);
      MANARA_CHECK(keep(inventory, std::move(*component), limits));
    } else {
      refuse(inventory, stanza.line(), std::move(component).error(), limits);
    }
  }
  if (!any_package) return fail(Code{"dpkg_not_status"});
  return inventory;
}

}  // namespace manara::formats
