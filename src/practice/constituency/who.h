/// Who must know: from an address, a domain, a product or a sector to the organisations, each with the reason. Only of
/// what the readers see, each of its own resource: whoever may not see networks is told nothing by them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/id.h"
#include "base/result.h"
#include "practice/constituency/address.h"
#include "store/reader.h"

namespace manara::constituency {

enum class AskedKind : std::uint8_t { address, domain, product, sector, name };
std::string_view name_of(AskedKind kind);

struct Asked {
  AskedKind kind = AskedKind::name;
  std::string value{};               ///< as it was understood: "192.0.2.7/32", "example.org", "healthcare"
  std::optional<Network> network{};  ///< of an address or a domain
  bool may_be_name = false;          ///< a domain that may be what a product is called: "node.js"
};

/// What somebody typed or pasted: an address or range, an AS number, a host, a mail address, a URL (also where its dots
/// were put in brackets, and http written hxxp, to make it harmless), a sector's name in any language; else a name or
/// product.
Asked read_asked(std::string_view text);

struct Sight {
  store::Reader& organisations;
  store::Reader& networks;
  store::Reader& assets;
  store::Reader& inventories;
};

struct MustKnow {
  IdBytes organisation{};
  std::string body{};  ///< of the organisation, JSON
  Message why{};
};
struct WhoMustKnow {
  Asked asked{};
  std::vector<MustKnow> organisations{};  ///< each once, by its first reason
  std::vector<Message> notes{};           ///< what could not be known
  bool more = false;                      ///< there are more than `most`
};

/// `day`: networks that were an organisation's on this day count.
Result<WhoMustKnow> who_must_know(const Sight& sight, std::string_view text, std::string_view day, std::size_t most);

}  // namespace manara::constituency
