/// Passes on what a JSON writer has gathered when it is worth a write, so that memory does not grow with the list.
#pragma once

#include "json/writer.h"
#include "report/output.h"

namespace manara::report {

class Drain {
 public:
  Drain(json::Writer& writer, Output& out) : writer_(writer), out_(out) {}
  void now() {
    out_.write(writer_.text());
    writer_.clear();
  }
  void if_full() {
    constexpr std::size_t full = 256 << 10;
    if (writer_.text().size() > full) now();
  }

 private:
  json::Writer& writer_;
  Output& out_;
};

}  // namespace manara::report
