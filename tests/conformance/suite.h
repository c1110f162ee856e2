/// A public suite of test cases and how this build fares on it. `conformance SUITE PATH` runs one; add a suite with a
/// file <name>.cpp and a line in main.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace manara::conformance {

/// Counts every case; known differences count as failed too, they only carry their reason.
class Tally {
 public:
  void pass() {
    ++passed_;
    ++total_;
  }
  /// `reason` is empty for a failure that nobody has explained yet.
  void fail(const std::string& what, const std::string& reason = {});
  /// A case that is not counted (a kind that is not supported yet), said before the last line.
  void postpone() { ++postponed_; }
  /// An extra line, printed before the last one.
  void note(std::string line) { notes_.push_back(std::move(line)); }
  void check(bool good, const std::string& what) { good ? pass() : fail(what); }

  [[nodiscard]] std::size_t passed() const { return passed_; }
  [[nodiscard]] std::size_t total() const { return total_; }
  /// First failures, notes, then "passed N of M". Exit code: 0 if N = M > 0, else 1.
  int report() const;

 private:
  std::size_t passed_ = 0, total_ = 0, postponed_ = 0;
  std::vector<std::string> failures_{};  // the first 20
  std::vector<std::string> known_{};     // with their reason
  std::vector<std::string> notes_{};
};

struct Suite {
  std::string_view name;
  std::string_view where;  ///< below the reference data: the default PATH
  /// `path`: a folder as unpacked, or one file of it.
  void (*run)(const std::string& path, Tally& tally);
};

/// Files below `path` (or the file itself) in the order of names.
std::vector<std::string> files_below(const std::string& path, std::string_view suffix);
std::string read_text(const std::string& path);

// One line a suite.
void pypi_ranges(const std::string& path, Tally& tally);
void csaf(const std::string& path, Tally& tally);
void version_order(const std::string& path, Tally& tally);
void purl(const std::string& path, Tally& tally);
void cvss(const std::string& path, Tally& tally);
void ssvc(const std::string& path, Tally& tally);
void vers(const std::string& path, Tally& tally);
void cyclonedx(const std::string& path, Tally& tally);
void merkle(const std::string& path, Tally& tally);
void spdx(const std::string& path, Tally& tally);

}  // namespace manara::conformance
