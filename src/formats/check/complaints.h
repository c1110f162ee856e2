/// Collects complaints while a document is walked; knows the place.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/check/check.h"

namespace manara::formats {

class Complaints {
 public:
  /// One step down for as long as it lives. The name must live that long too.
  class Step {
   public:
    Step(Complaints& complaints, std::string_view name) : complaints_(complaints) {
      complaints_.path_.push_back({name, 0});
    }
    Step(Complaints& complaints, std::size_t index) : complaints_(complaints) {
      complaints_.path_.push_back({{}, index});
    }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;
    ~Step() { complaints_.path_.pop_back(); }

   private:
    Complaints& complaints_;
  };

  void add(Code code, std::vector<std::string> args = {}) {
    if (!full()) found_.push_back({{code, std::move(args)}, {.line = line_, .path = path()}});
  }
  /// About a member of the object at hand.
  void add_at(std::string_view member, Code code, std::vector<std::string> args = {}) {
    const Step step(*this, member);
    add(code, std::move(args));
  }
  /// Where the notation has lines: of what is looked at now.
  void at_line(std::uint64_t line) { line_ = line; }
  [[nodiscard]] std::uint64_t line() const { return line_; }
  [[nodiscard]] bool full() const { return found_.size() >= max_complaints; }
  [[nodiscard]] std::size_t size() const { return found_.size(); }
  void drop_to(std::size_t size) { found_.erase(found_.begin() + static_cast<std::ptrdiff_t>(size), found_.end()); }
  std::vector<Complaint> take() { return std::move(found_); }
  [[nodiscard]] std::string path() const;

 private:
  struct Part {
    std::string_view name{};  ///< empty: the index
    std::size_t index = 0;
  };
  std::vector<Part> path_{};
  std::uint64_t line_ = 0;
  std::vector<Complaint> found_{};
};

/// A text where it stands in a sentence: cut, so that a huge one does not become a huge complaint.
std::string shown(std::string_view text);

}  // namespace manara::formats
