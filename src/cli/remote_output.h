/// Where a `remote` command's list goes: standard output, or a file that takes its name when all of it has come.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "io/new_file.h"
#include "report/output.h"

namespace manara::cli {

class RemoteOutput final : public report::Output {
 public:
  /// `path` "": standard output. Error: file_unwritable.
  static Result<RemoteOutput> open(const std::string& path, io::Readers readers);

  void write(std::string_view text) override;
  /// The same of bytes that a node made: where a terminal would read them, each line is made harmless. Error:
  /// file_unwritable.
  Status pass_on(std::string_view bytes);
  /// Error: file_unwritable, also of what was written before.
  Status finish();
  /// A person reads it as it comes.
  [[nodiscard]] bool is_terminal() const { return is_terminal_; }

 private:
  std::optional<io::NewFile> file_{};
  Status written_{};
  bool is_terminal_ = false;
  std::string line_{};
};

}  // namespace manara::cli
