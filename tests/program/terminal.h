/// `manara` at a terminal of its own (a pseudo-terminal), for a test that types and reads. What it waits for ends after
/// half a minute: a test fails, it does not hang.
#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace manara::program_test {

class Terminal {
 public:
  explicit Terminal(const std::vector<std::string>& arguments);
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal();

  /// Reads until this has come since the last time; false where the program ends before, or nothing comes.
  bool shows(std::string_view text);
  void type(std::string_view keys);
  /// Everything that came, with LF for CR LF.
  [[nodiscard]] const std::string& all() const { return all_; }
  /// Reads to the end and returns the exit code; -1: ended by a signal, or not at all.
  int ended();

 private:
  bool more();

  int descriptor_ = -1;
  pid_t process_ = -1;
  std::string all_{};
  std::size_t seen_ = 0;
};

}  // namespace manara::program_test
