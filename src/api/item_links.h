/// What the links of an item may say: they lead to items that the caller sees, never round about to the item itself;
/// and one that leads to what the caller doesn't see was set by others, and stays as it is.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "api/caller.h"
#include "api/problem.h"
#include "resource/resource.h"
#include "store/pool.h"

namespace manara::api {

class ItemLinks {
 public:
  /// `nation`: holds all scopes; the way up from an item is looked for there.
  ItemLinks(std::span<const resource::Resource> resources, store::Pool& readers, access::ScopeId nation)
      : resources_(resources), readers_(readers), nation_(nation) {}

  struct Change {
    const resource::Resource& resource;
    const IdBytes& id;
    std::string_view before{};  ///< the body as it is; "": it is new
    std::string_view after{};
  };
  /// The fields that may not be so: field_link, field_kept, field_circle.
  [[nodiscard]] Result<std::vector<FieldError>> refused(const Change& change, const Caller& caller) const;

 private:
  [[nodiscard]] Result<bool> sees(std::string_view resource, std::string_view id, const Caller& caller) const;
  [[nodiscard]] Result<bool> leads_back(const resource::Resource& resource, const resource::Field& field,
                                        std::string_view from, const IdBytes& to) const;

  std::span<const resource::Resource> resources_;
  store::Pool& readers_;
  access::ScopeId nation_;
};

}  // namespace manara::api
