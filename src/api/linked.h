/// The items that a link can lead to, by id and by name, as far as one reader sees them: what an export calls them, and
/// what an import finds by what people call them.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "api/caller.h"
#include "base/id.h"
#include "base/result.h"
#include "json/json.h"
#include "resource/resource.h"
#include "store/pool.h"
#include "store/reader.h"
#include "text/catalogue.h"

namespace manara::api {

/// Every item of a resource that the reader sees.
Status each_item(store::Reader& reader, const resource::Resource& resource,
                 const std::function<Status(const IdBytes& id, std::int64_t revision, const std::string& body)>& each);

/// The names of an item by its key: one text, or one a language. Folded as for search; none twice.
std::vector<std::string> folded_names(const resource::Resource& resource, json::Value item);

class Linked {
 public:
  /// All that the reader sees of the resource.
  static Result<Linked> read(store::Reader& reader, const resource::Resource& resource);

  /// What to call it in a table: its name in this language, or in another; its id where two have that name, or it isn't
  /// seen.
  [[nodiscard]] std::string name(std::string_view id, text::Language language) const;

  /// Those that are called so: by their id, or by any of their names.
  [[nodiscard]] std::vector<IdBytes> find(std::string_view text) const;
  [[nodiscard]] bool has(const IdBytes& id) const { return names_.contains(id_text(id)); }
  void add(const IdBytes& id, const resource::Resource& resource, json::Value item);

 private:
  struct Names {
    std::string any{};              ///< where it has none in a language
    std::vector<std::string> in{};  ///< by language; may be empty
  };
  std::unordered_map<std::string, Names> names_{};                 ///< by the id's text
  std::unordered_map<std::string, std::vector<IdBytes>> known_{};  ///< by folded name
};

/// What a link refers to that may be an organisation or the nation itself.
inline constexpr std::string_view scopes = "scopes";

/// Where the links of tables lead, for whoever reads them. What it stands on outlives it.
class LinkedLists {
 public:
  /// `nation_names`: {"en","fr","ar"}, as JSON.
  LinkedLists(std::span<const resource::Resource> resources, store::Pool& readers, const access::ScopeId& nation = {},
              std::string nation_names = "{}")
      : resources_(resources), readers_(&readers), nation_(nation), nation_names_(std::move(nation_names)) {}

  /// Those of a resource, or of "scopes", that the caller sees; none of what is no resource.
  [[nodiscard]] Result<Linked> of(std::string_view refers_to, const Caller& caller) const;

 private:
  std::span<const resource::Resource> resources_;
  store::Pool* readers_;
  access::ScopeId nation_;
  std::string nation_names_;
};

}  // namespace manara::api
