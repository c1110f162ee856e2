// Parser: parser.cpp request.cpp
//
// The bytes of a connection, in two ways of cutting them (the first byte says which), must give the same requests; and
// what a handler would see of them keeps the promises of api/http.h.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "base/strings.h"
#include "base/utf8.h"
#include "server/parser.h"

namespace {

using namespace manara;
using namespace manara::server;

constexpr std::size_t head_bytes = 4096;

void require(bool truth) {
  if (!truth) std::abort();
}

bool feed(Parser& parser, std::string_view& bytes, std::size_t piece) {
  const auto space = parser.space();
  const auto count = std::min({space.size(), bytes.size(), piece});
  if (count == 0) return false;
  std::copy_n(bytes.begin(), count, space.begin());
  parser.filled(count);
  bytes.remove_prefix(count);
  return true;
}

void check_promises(const api::Request& request) {
  require(request.path.starts_with('/') && is_utf8(request.path));
  if (request.path == "/") return;
  for (const auto part : split(std::string_view(request.path).substr(1), '/'))
    require(!part.empty() && part != ".." && part != ".");
  for (const char c : request.path)
    require(static_cast<unsigned char>(c) >= 0x20 && c != '\x7f');
  require(!route_of(request.path, 200).empty());
}

/// All that the connection says, written down.
std::string requests_of(std::string_view bytes, std::size_t piece, const Options& options) {
  std::string out;
  Parser parser(head_bytes);
  for (;;) {
    auto step = parser.head();
    while (step == Parser::Step::more && feed(parser, bytes, piece))
      step = parser.head();
    // Whether it is refused already, or waits for more, may depend on the pieces; that it is no request does not.
    if (step != Parser::Step::done) return out + "no request";
    auto head = parser.take_head();
    const bool has_body = head.has_body;
    api::Request request;
    const auto filled = fill(request, std::move(head), options, {.address = "192.0.2.1"});
    if (!filled) return out + std::string(filled.error().code.name());
    check_promises(request);
    Upload upload(body_limit(options.limits, request.path), 64 << 10, {});
    step = has_body ? parser.body(upload) : Parser::Step::done;
    while (step == Parser::Step::more && feed(parser, bytes, piece))
      step = parser.body(upload);
    out += request.method + " " + request.path + " " + request.address + " " + std::to_string(request.query.size());
    if (step != Parser::Step::done) return out + " broken body";
    out += " " + upload.take_text() + "\n";
    parser.next();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Options options{.proxy = (data[0] & 128) != 0 ? Proxy::trusted : Proxy::none,
                        .hosts = {"manara.example"},
                        .limits = {.body_bytes = 10'000}};
  const auto whole = requests_of(bytes, SIZE_MAX, options);
  // Where a body is too large, or its chunks are none, is found a piece earlier or later; the requests before it agree.
  const auto pieces = requests_of(bytes, 1 + data[0] % 127u, options);
  require(whole == pieces);
  return 0;
}
