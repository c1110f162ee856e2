/// Lists and items of resources over HTTP: /api/<resource> and /api/<resource>/<id>, made from the table alone.
///
///   GET  /api/R?q&limit&after&sort&<filter>   {"items":[…],"next":cursor|null,"total":N}
///                     "total_is":"at_least" too where nobody counted further; format=csv, xlsx: all of it as a file
///   GET  /api/R/ID                            the item; ETag: its revision
///   POST /api/R       Idempotency-Key         201; the same key again gives the same item
///   PUT  /api/R/ID    If-Match                200; 412 with the item as it is now where somebody was quicker
///   DELETE /api/R/ID  If-Match                204
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "api/caller.h"
#include "api/export.h"
#include "api/http.h"
#include "api/item_links.h"
#include "api/problem.h"
#include "resource/resource.h"
#include "store/pool.h"
#include "store/writer.h"

namespace manara::api {

/// Something was written, or removed: then `revision` is the last that it had.
struct Change {
  std::string_view resource{};
  IdBytes id{};
  std::int64_t revision = 0;
  access::ScopeId scope{};   ///< whose it is
  ledger::ActorId person{};  ///< who asked for it, where they see it whatever their role
};
/// Told of a change when it is durable.
using Changed = std::function<void(const Change&)>;

class Items {
 public:
  /// `changed` is told of each change when it is durable, on the thread of whoever asked for it.
  Items(std::span<const resource::Resource> resources, store::Pool& readers, store::Writer& writer,
        access::ScopeId nation, Changed changed = {}, std::shared_ptr<Exports> exports = {})
      : resources_(resources),
        readers_(readers),
        writer_(writer),
        nation_(nation),
        links_(resources, readers, nation),
        changed_(std::move(changed)),
        exports_(exports ? std::move(exports) : std::make_shared<Exports>(LinkedLists(resources, readers))) {}

  /// nullptr for a path that is none of a resource's.
  [[nodiscard]] const resource::Resource* find(std::string_view path) const;
  /// Answers a request whose path `find` knew.
  Response handle(const resource::Resource& resource, const Request& request, const Caller& caller);

 private:
  struct Item {
    IdBytes id{};
    std::int64_t revision = 0;
    std::string body{};
    std::string key{};
    access::ScopeId scope{};
  };
  struct Page {
    std::vector<Item> items{};
    std::string next{};  ///< ""; the last page
  };
  struct Question;

  Result<Question> question_of(const resource::Resource& resource, const Request& request) const;
  static void add_filters(const Question& question, std::vector<store::Value>& values);
  static access::Scope scope_of(const Question& question, const Caller& caller);
  Result<Page> page(const Question& question, store::Reader& reader) const;
  static void add_owners(const resource::Resource& resource, const std::vector<Item>& items,
                         std::vector<access::ScopeId>& to);
  Result<Response> exported(Question& question, store::Reader& reader, const Caller& caller) const;
  Result<Response> list(const resource::Resource& resource, const Request& request, const Caller& caller);
  Result<Response> read(const resource::Resource& resource, const IdBytes& id, const Caller& caller);
  Result<Response> create(const resource::Resource& resource, const Request& request, const Caller& caller);
  /// `target`: an item of `resource`, by its id.
  struct Target {
    const resource::Resource& resource;
    const IdBytes& id;
  };
  /// A change that was allowed, and the item as it is before it.
  struct Allowed {
    store::Draft draft{};
    Item before{};
  };
  Result<Response> edit(const Target& target, const Request& request, const Caller& caller);
  Result<Response> remove(const Target& target, const Request& request, const Caller& caller);
  Result<Response> save(const resource::Resource& resource, Allowed change, const Request& request,
                        const Caller& caller, int status);
  Result<Allowed> draft_of(const Target& target, Verb verb, const Request& request, const Caller& caller) const;
  Result<std::optional<Response>> write(const resource::Resource& resource, store::Draft draft, const Caller& caller);
  static Result<access::ScopeId> owner_in(const resource::Resource& resource, std::string_view body);
  Result<Item> item(const resource::Resource& resource, const IdBytes& id, const Caller& caller) const;
  void tell_hidden(const resource::Resource& resource, const IdBytes& id, Response& response) const;
  static void tell(const resource::Resource& resource, const Item& item, Response& response);
  static Response answer(int status, const resource::Resource& resource, const Item& item);
  static std::string json_of(const Item& item);

  std::span<const resource::Resource> resources_;
  store::Pool& readers_;
  store::Writer& writer_;
  access::ScopeId nation_;
  ItemLinks links_;
  Changed changed_;
  std::shared_ptr<Exports> exports_;
};

}  // namespace manara::api
