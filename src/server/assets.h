/// Files that never change while the program runs: the console's scripts, styles and fonts, compressed beforehand. They
/// are answered without a handler and without a copy.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "api/http.h"

namespace manara::server {

/// `forever`: the path changes with the content. `ask`: the browser keeps it, and asks whether it changed.
enum class Caching : std::uint8_t { forever, ask };

struct Asset {
  std::string_view path{};  ///< "/assets/index-4f1d.js"
  std::string_view type{};  ///< "text/javascript; charset=utf-8"
  std::string_view etag{};  ///< without quotes: the content's digest
  Caching caching = Caching::forever;
  std::string_view bytes{};
  std::string_view gzip{}, brotli{}, zstd{};  ///< the same compressed; "": not there
};

/// An answer whose body stands somewhere else already.
struct AssetAnswer {
  api::Response response{};  ///< without body
  std::string_view body{};
};

class Assets {
 public:
  explicit Assets(std::span<const Asset> assets);
  /// nullopt: no asset, or no request for one.
  [[nodiscard]] std::optional<AssetAnswer> answer(const api::Request& request) const;

 private:
  std::unordered_map<std::string_view, const Asset*> by_path_{};
};

}  // namespace manara::server
