#include "json/writer.h"
#include "server/options.h"

namespace manara::server {

std::string access_line(const Access& access) {
  json::Writer out;
  out.begin_object();
  out.member("method", access.method).member("route", access.route).member("status", access.status);
  // A tenth of a millisecond is what a reader can use.
  out.member("ms", static_cast<double>(static_cast<std::int64_t>(access.ms * 10)) / 10);
  out.member("in", access.bytes_in).member("out", access.bytes_out);
  out.end_object();
  return out.take();
}

}  // namespace manara::server
