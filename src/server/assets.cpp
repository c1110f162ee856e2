#include "server/assets.h"

#include <algorithm>

#include "base/strings.h"

namespace manara::server {
namespace {

/// Whether Accept-Encoding (RFC 9110 12.5.3) names the coding without refusing it. "*" is not taken for a yes: who
/// knows a coding says so.
bool accepts(std::string_view header, std::string_view coding) {
  return std::ranges::any_of(split(header, ','), [&](std::string_view part) {
    const auto parts = split(part, ';');
    if (!iequals(trim(parts.front()), coding)) return false;
    return std::ranges::none_of(parts, [](std::string_view parameter) {
      auto weight = trim(parameter);
      if (!take_prefix(weight, "q=")) return false;
      const auto number = parse_double(weight);
      return !number || *number <= 0;
    });
  });
}

/// If-None-Match (RFC 9110 13.1.2), compared weakly.
bool is_known(std::string_view header, std::string_view etag) {
  return std::ranges::any_of(split(header, ','), [&](std::string_view part) {
    auto tag = trim(part);
    take_prefix(tag, "W/");
    return tag == etag || tag == "*";
  });
}

struct Coded {
  std::string_view coding{};
  std::string_view bytes{};
};

/// The smallest that the browser understands.
Coded smallest(const Asset& asset, std::string_view accepted) {
  Coded best{"", asset.bytes};
  for (const auto& coded : {Coded{"br", asset.brotli}, Coded{"zstd", asset.zstd}, Coded{"gzip", asset.gzip}}) {
    if (!coded.bytes.empty() && coded.bytes.size() < best.bytes.size() && accepts(accepted, coded.coding)) best = coded;
  }
  return best;
}

}  // namespace

Assets::Assets(std::span<const Asset> assets) {
  for (const auto& asset : assets)
    by_path_.emplace(asset.path, &asset);
}

std::optional<AssetAnswer> Assets::answer(const api::Request& request) const {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  const auto found = by_path_.find(request.path);
  if (found == by_path_.end()) return std::nullopt;
  const auto& asset = *found->second;
  const auto coded = smallest(asset, request.header("accept-encoding"));
  // Each coding is a representation of its own, with a tag of its own.
  auto etag = '"' + std::string(asset.etag) + (coded.coding.empty() ? "" : "-") + std::string(coded.coding) + '"';
  AssetAnswer out;
  const bool known = is_known(request.header("if-none-match"), etag);
  out.response.status = known ? 304 : 200;
  out.response.route = std::string(asset.path);
  auto& headers = out.response.headers;
  headers.push_back({"ETag", std::move(etag)});
  headers.push_back(
      {"Cache-Control", asset.caching == Caching::forever ? "public, max-age=31536000, immutable" : "no-cache"});
  headers.push_back({"Vary", "Accept-Encoding"});
  if (known) return out;
  headers.push_back({"Content-Type", std::string(asset.type)});
  if (!coded.coding.empty()) headers.push_back({"Content-Encoding", std::string(coded.coding)});
  out.body = coded.bytes;
  return out;
}

}  // namespace manara::server
