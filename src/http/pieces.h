/// What the server's reader of requests and the client's of answers share of Beast: a body that goes where it belongs
/// piece by piece, and texts out of it. Header only, for the two files that know Beast's parser.
#pragma once

#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/message.hpp>
#include <string>
#include <string_view>

namespace manara::http {

/// A body of Beast's ("Body" requirements). A Sink is what is put behind the message, and has
/// `error_code add(std::string_view)`: no error, or why nothing more is taken.
template <class Sink>
struct PieceBody {
  using value_type = Sink;

  class reader {
   public:
    template <bool is_request, class Fields>
    reader(boost::beast::http::header<is_request, Fields>&, value_type& sink) : sink_(sink) {}
    void init(const boost::optional<std::uint64_t>&, boost::beast::error_code& error) { error = {}; }
    template <class Buffers>
    std::size_t put(const Buffers& buffers, boost::beast::error_code& error) {
      std::size_t count = 0;
      error = {};
      for (const auto buffer : boost::beast::buffers_range_ref(buffers)) {
        error = sink_.add({static_cast<const char*>(buffer.data()), buffer.size()});
        if (error) break;
        count += buffer.size();
      }
      return count;
    }
    void finish(boost::beast::error_code& error) { error = {}; }

   private:
    value_type& sink_;
  };
};

inline std::string text(boost::beast::string_view piece) {
  return {piece.data(), piece.size()};
}

/// What a parser takes of what waits; the buffer keeps the rest.
template <class Parser, class Buffer>
std::size_t put(Parser& parser, Buffer& buffer, boost::beast::error_code& error) {
  // Beast 1.74 aborts where it is asked again with less of a first chunk that is the last; no chunked body ends with
  // less.
  constexpr std::size_t shortest_end = std::string_view("0\r\n\r\n").size();
  if (parser.is_header_done() && parser.chunked() && buffer.size() > 0 && buffer.size() < shortest_end &&
      *static_cast<const char*>(buffer.data().data()) == '0') {
    error = boost::beast::http::error::need_more;
    return 0;
  }
  const auto taken = parser.put(buffer.data(), error);
  buffer.consume(taken);
  return taken;
}

}  // namespace manara::http
