/// Items of a node's lists at the command line: field=value as JSON, checked here by the table that the node checks
/// with, and shown again the way they are typed.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "json/copy.h"
#include "json/json.h"
#include "json/writer.h"
#include "resource/resource.h"

namespace manara::cli {

/// What was typed of an item.
class TypedItem {
 public:
  explicit TypedItem(const resource::Resource& resource) : resource_(resource) {}

  /// "sector=water", "names.fr=Hôpital", "channels=[…]"; nothing behind the sign empties the field. Errors:
  /// remote_assignment, remote_field_unknown, remote_names, remote_list, remote_flag.
  Status set(std::string_view assignment);
  /// All members of a JSON object; `path` as remote_file takes it. Errors: those of remote_file and of JSON,
  /// remote_file_no_item.
  Status set_file(const std::string& path);

  /// As JSON: `before` with what was typed in it. Members of `before` that this program doesn't know stay.
  [[nodiscard]] std::string over(json::Value before) const;
  /// Whether a complaint about this field ("channels.1.kind") is about something that was typed.
  [[nodiscard]] bool has(std::string_view field) const;
  [[nodiscard]] bool empty() const { return values_.empty(); }

 private:
  void write_names(json::Writer& out, std::string_view field, json::Value before) const;

  const resource::Resource& resource_;
  std::map<std::string, std::string, std::less<>> values_{};  ///< JSON by field, or "names.fr"; "": emptied
};

/// What the command line says of an item: --file, and its words from `first` on, which count for more.
Result<TypedItem> typed_item(const resource::Resource& resource, const Arguments& arguments, std::size_t first);

/// Checks what would be sent, and says what is wrong with what was typed, all of it. `whole`: what is missing too.
bool remote_check(const resource::Resource& resource, const TypedItem& typed, std::string_view json, bool whole,
                  Session& session);

/// "low, medium, high"
std::string remote_list_of(std::span<const std::string_view> names);
/// `channels='[{"kind":"mail","address":"…"}]'`: how a list is typed, from its own fields.
std::string example_of(const resource::Field& list);
std::string remote_field_names(const resource::Resource& resource);

std::string json_text(json::Value value);
/// On standard output, a line; made harmless for a terminal, where nobody parses it.
void print_remote_json(json::Value value, Session& session);
/// As a line on a terminal shows it: texts as they are, all else as JSON.
std::string typed_text(json::Value value);

}  // namespace manara::cli
