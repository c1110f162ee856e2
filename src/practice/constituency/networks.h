/// Networks: the addresses, autonomous systems and domains of an organisation, and from when until when they are its.
/// Entries: network_saved (part 0: the network as JSON), network_removed.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "practice/constituency/address.h"
#include "resource/resource.h"
#include "store/kinds.h"
#include "store/reader.h"

namespace manara::constituency {

/// Its table and statements: networks.sql, embedded.
std::string_view networks_sql();

store::Practice networks_practice();
resource::Resource networks_resource();

/// A network as it was noted.
struct NotedNetwork {
  IdBytes id{};
  IdBytes organisation{};
  std::string value{};
};

/// Of those that hold all of `asked` on `day` ("2026-11-28"), the narrowest: several where several organisations noted
/// the same one.
Result<std::vector<NotedNetwork>> narrowest_holders(store::Reader& reader, const Network& asked, std::string_view day);

/// Those within `asked`, itself too, at most `most`.
Result<std::vector<NotedNetwork>> networks_within(store::Reader& reader, const Network& asked, std::string_view day,
                                                  std::int64_t most);

/// Two networks of two organisations at the same time, of which `wide` holds `narrow` (or they are equal).
struct Overlap {
  NotedNetwork wide{};
  NotedNetwork narrow{};
};
struct OverlapsAsked {
  const IdBytes* organisation = nullptr;  ///< of either of the two; nullptr: of any
  const Overlap* behind = nullptr;        ///< the last one of the page before
  std::int64_t most = 50;
};
Result<std::vector<Overlap>> overlaps(store::Reader& reader, const OverlapsAsked& asked);

}  // namespace manara::constituency
