// Windows by caption and build. The table of builds is content: a release is a number and the names that Microsoft's
// records give it.
#include <algorithm>
#include <utility>

#include "base/strings.h"
#include "products/products.h"
#include "products/tables.h"
#include "products/words.h"

namespace manara::products {
namespace {

using Kind = BuildRow::Kind;

/// Server or client by the caption's words; `any` where it has none; nullopt where it is no Windows at all.
std::optional<Kind> kind_of(std::string_view caption) {
  if (trim(caption).empty()) return Kind::any;
  if (caption.size() > max_name_bytes) return std::nullopt;
  const auto words = words_of(caption);
  const auto has = [&words](std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  if (!has("windows")) return std::nullopt;
  return has("server") || has("serveur") ? Kind::server : Kind::client;
}

struct Build {
  std::uint32_t number = 0;
  std::string version{};  ///< "10.0.19045.3803"
};

/// Windows' own first two numbers by build.
std::string_view kernel_of(std::uint32_t build) {
  if (build >= 10240) return "10.0";
  if (build >= 9600) return "6.3";
  if (build >= 9200) return "6.2";
  if (build >= 7600) return "6.1";
  if (build >= 6000) return "6.0";
  return build >= 3790 ? "5.2" : "5.1";
}

std::optional<Build> read_build(std::string_view text) {
  text = trim(text);
  text = text.substr(0, text.find_first_of(" \t"));
  const auto parts = split(text, '.');
  if (parts.size() > 4) return std::nullopt;
  for (const auto part : parts) {
    const auto number = parse_unsigned(part);
    if (!number || *number > 9'999'999) return std::nullopt;
  }
  // "10.0.19045.3803" and "10.0.19045" begin with the kernel's two numbers; "19045.3803" and "19045" don't.
  const bool whole = parts.size() > 2;
  const auto build = parts[whole ? 2 : 0];
  const auto update = parts.size() == 4 ? parts[3] : parts.size() == 2 ? parts[1] : std::string_view{};
  Build made{static_cast<std::uint32_t>(*parse_unsigned(build)), {}};
  made.version.append(kernel_of(made.number)).append(".").append(build);
  if (!update.empty()) made.version.append(".").append(update);
  return made;
}

}  // namespace

std::optional<Recognised> Catalogue::recognise_windows(std::string_view caption, std::string_view build) const {
  const auto kind = kind_of(caption);
  const auto installed = read_build(build);
  if (!kind || !installed) return std::nullopt;
  const auto fits = [&installed](const BuildRow& row) {
    return row.lowest <= installed->number && installed->number <= row.highest;
  };
  // A release is a row for one build; the rows for ranges only add names that several share.
  bool client = false;
  bool server = false;
  for (const auto& row : tables_->builds) {
    if (row.lowest != row.highest || !fits(row)) continue;
    client = client || row.kind != Kind::server;
    server = server || row.kind != Kind::client;
  }
  auto meant = *kind;
  if (meant == Kind::any && client == server) return std::nullopt;  // 17763 is both Windows 10 1809 and Server 2019
  if (meant == Kind::any) meant = client ? Kind::client : Kind::server;
  if (meant == Kind::client ? !client : !server) return std::nullopt;
  auto names = std::make_shared<std::vector<Name>>();
  for (const auto& row : tables_->builds) {
    if (fits(row) && (row.kind == Kind::any || row.kind == meant)) {
      names->insert(names->end(), row.shown.names.begin(), row.shown.names.end());
    }
  }
  return Recognised{std::move(names), "dotted", installed->version, Precision::exact};
}

}  // namespace manara::products
