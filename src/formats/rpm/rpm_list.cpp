/// What `rpm -qa` prints. See rpm.h for the kinds of line.
#include <algorithm>
#include <array>
#include <optional>

#include "base/strings.h"
#include "base/utf8.h"
#include "formats/rows.h"
#include "formats/rpm/release_package.h"
#include "formats/rpm/rpm.h"
#include "formats/sbom/package_facts.h"

namespace manara::formats {
namespace {

/// rpm's architectures (rpmrc, "arch_compat"), those that distributions of the last twenty years were built for. A list
/// is needed to tell "bash-5.1.8-6.el9.x86_64" from a package printed without its architecture, and from other text.
constexpr std::array<std::string_view, 32> architectures = {
    "noarch",  "x86_64",  "x86_64_v2", "x86_64_v3", "x86_64_v4", "amd64",   "ia32e",       "i386",
    "i486",    "i586",    "i686",      "athlon",    "geode",     "aarch64", "arm64",       "armv5tel",
    "armv6l",  "armv6hl", "armv7l",    "armv7hl",   "armv7hnl",  "armv8l",  "ppc",         "ppc64",
    "ppc64le", "ppc64p7", "s390",      "s390x",     "riscv64",   "ia64",    "loongarch64", "mips64el"};

bool is_architecture(std::string_view text) {
  return std::ranges::find(architectures, text) != architectures.end();
}

/// rpm prints "(none)" for a tag that a package lacks.
std::string_view given(std::string_view text) {
  return text == "(none)" ? std::string_view() : text;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

/// "[epoch:]version-release" as Component.version has it; "" for a text that is none.
std::string version_of(std::string_view text) {
  std::string_view epoch = "0";
  if (const auto halves = cut(text, ':')) {
    epoch = halves->head == "(none)" ? "0" : halves->head;
    text = halves->tail;
  }
  const auto parts = cut_last(text, '-');
  if (!is_word(text) || text.find(':') != std::string_view::npos || !is_number(epoch) || !parts ||
      parts->head.empty() || parts->tail.empty())
    return {};
  const bool no_epoch = epoch.find_first_not_of('0') == std::string_view::npos;
  return no_epoch ? std::string(text) : std::string(epoch) + ":" + std::string(text);
}

/// NAME, EPOCHNUM:VERSION-RELEASE, ARCH and, if given, SOURCERPM, MODULARITYLABEL, VENDOR.
std::optional<Component> component_of_columns(std::string_view line) {
  const auto columns = split(line, '\t');
  const auto column = [&](std::size_t i) { return i < columns.size() ? given(trim(columns[i])) : std::string_view(); };
  if (columns.size() < 3 || columns.size() > 6) return std::nullopt;
  Component component;
  component.name = column(0);
  component.version = version_of(column(1));
  component.arch = column(2);
  if (!is_word(component.name) || component.version.empty()) return std::nullopt;
  if (!component.arch.empty() && !is_word(component.arch)) return std::nullopt;
  if (is_word(column(3))) component.source = parse_source_rpm(column(3)).value_or(SourcePackage{});
  component.module = module_of_label(column(4));
  if (is_utf8(column(5))) component.vendor = column(5);
  return component;
}

/// name-[epoch:]version-release[.arch], or the epoch before the name.
std::optional<Component> component_of_nevra(std::string_view line) {
  if (!is_word(line)) return std::nullopt;
  Component component;
  if (const auto halves = cut_last(line, '.'); halves && is_architecture(halves->tail)) {
    component.arch = halves->tail;
    line = halves->head;
  } else if (halves && halves->tail == "(none)") {
    line = halves->head;
  }
  std::string_view epoch;
  if (const auto halves = cut(line, ':'); halves && is_number(halves->head)) {
    epoch = halves->head;
    line = halves->tail;
  }
  const auto release = cut_last(line, '-');
  const auto name = release ? cut_last(release->head, '-') : std::nullopt;
  if (!name || name->head.empty()) return std::nullopt;
  component.name = name->head;
  const auto version = line.substr(name->head.size() + 1);
  component.version =
      version_of(epoch.empty() ? std::string(version) : std::string(epoch) + ":" + std::string(version));
  if (component.version.empty()) return std::nullopt;
  component.epoch_unknown = epoch.empty() && version.find(':') == std::string_view::npos;
  return component;
}

std::optional<Component> component_of_line(std::string_view line) {
  return line.find('\t') == std::string_view::npos ? component_of_nevra(line) : component_of_columns(line);
}

bool is_key(const Component& component) {
  return component.name == "gpg-pubkey";
}

}  // namespace

/// Four in five of the first whole lines must name an architecture of rpm's, or a key: there is no other mark.
bool looks_like_rpm_list(const Probe& probe) {
  constexpr std::size_t enough = 50;
  auto lines = split(probe.head, '\n');
  lines.pop_back();  // the rest of a line, or nothing
  std::size_t seen = 0, good = 0;
  for (const auto line : lines) {
    const auto text = trim(line);
    if (text.empty()) continue;
    const auto component = component_of_line(text);
    if (component && (is_key(*component) || is_architecture(component->arch))) ++good;
    if (++seen == enough) break;
  }
  return good > 0 && good * 5 >= seen * 4;
}

Result<Inventory> read_rpm_list(io::Stream& stream, std::string_view, const Limits& limits) {
  Inventory inventory;
  inventory.kind = rpm_list.name;
  io::Lines lines(stream, limits.record_bytes);
  bool any = false;
  for (;;) {
    MANARA_TRY(line, lines.next());
    if (!line) break;
    const auto text = trim(*line);
    if (text.empty()) continue;
    auto component = component_of_line(text);
    any = any || component.has_value();
    if (any && !lines.line_ended()) return fail(Code{"rpm_list_truncated"}, {}, {.line = lines.number()});
    if (!component) {
      refuse(inventory, lines.number(), {Code{"rpm_list_no_package"}}, limits);
    } else if (!is_key(*component)) {
      MANARA_CHECK(keep(inventory, std::move(*component), limits));
    }
  }
  if (!any) return fail(Code{"rpm_list_nothing"});
  name_system(inventory);
  return inventory;
}

}  // namespace manara::formats
