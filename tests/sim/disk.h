/// A disk in memory that keeps what it promised and no more: a write is safe once its file was synced, a name once its
/// folder was (a folder's own name too: without it nothing in it is found). When the power is cut, whatever was not
/// safe is there, is not there, or is there in part (whole blocks of 512 bytes), in any order. SIGKILL shows nothing of
/// this: the kernel still has every page.
///
/// Everything that changes the disk is a step; the power can be cut in any of them, and any can go wrong.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace manara::sim {

/// One change of a file that is not safe yet.
struct Change {
  bool is_truncate = false;
  std::uint64_t at = 0;  ///< of a write: its offset; else the new size
  std::string bytes{};
};

struct File {
  std::string now{};   ///< what programs see
  std::string safe{};  ///< what the medium has for sure
  std::vector<Change> since{};
  bool is_folder = false;
};

/// What goes wrong in a step: no room for half of a write; an error in the middle of one; a sync that fails, after
/// which the kernel holds the pages for clean although some never arrived; a sync of a folder that fails (below files
/// only: SQLite takes no notice of it).
enum class Fault : std::uint8_t { full, short_write, failed_sync, failed_folder_sync };

enum class Answer : std::uint8_t { done, full, failed };

/// What the power takes: everything that was not safe, or some of it, as chance will have it.
enum class Loss : std::uint8_t { all, some };

/// "/" of "/a" and of "a", "/a" of "/a/b".
std::string folder_of(const std::string& name);

class Disk {
 public:
  explicit Disk(std::uint64_t seed) : random_(seed) {}
  /// Files are copied too: the copy is another disk.
  Disk(const Disk& other) { *this = other; }
  Disk& operator=(const Disk& other);
  ~Disk() = default;

  std::shared_ptr<File> open(const std::string& name, bool create);
  [[nodiscard]] bool exists(const std::string& name) const { return names_.contains(name); }
  Answer remove(const std::string& name);
  /// As on a disk with a journal: whoever had the new name before is there until the new one is, and a rename is there
  /// or is not, of a folder with all that is in it.
  Answer rename(const std::string& from, const std::string& to);
  Answer make_folder(const std::string& name);
  [[nodiscard]] const std::map<std::string, std::shared_ptr<File>>& names() const { return names_; }
  Answer write(File& file, std::uint64_t at, std::string_view bytes);
  Answer truncate(File& file, std::uint64_t size);
  Answer sync(File& file);
  Answer sync_names(const std::string& folder = "/");
  /// The same, and it may be the one that fails.
  Answer sync_folder(const std::string& folder);

  /// The power is cut in the step of this number, counted from now, from 0.
  void cut_at(std::uint64_t step) { cut_at_ = steps_ + step; }
  void fail_at(std::uint64_t step, Fault fault) { fault_ = {steps_ + step, fault}; }
  void set_room(std::optional<std::uint64_t> bytes) { room_ = bytes; }
  /// A disk that says "synced" and does nothing.
  void lie_about_syncs() { lies_ = true; }

  [[nodiscard]] bool is_off() const { return off_; }
  /// Whether the fault that was asked for has come.
  [[nodiscard]] bool has_failed() const { return fault_ && fault_->has_come; }
  [[nodiscard]] std::uint64_t steps() const { return steps_; }
  [[nodiscard]] std::uint64_t used() const;
  [[nodiscard]] std::uint64_t random() { return random_(); }

  /// The disk when the power is back.
  [[nodiscard]] Disk after_cut(Loss loss, std::uint64_t seed) const;

 private:
  struct NameChange {
    std::string name{};
    std::shared_ptr<File> file{};  ///< nullptr: removed
    std::string from{};            ///< of a rename
  };
  using Names = std::map<std::string, std::shared_ptr<File>>;
  static void change(Names& names, const NameChange& change);
  struct Coming {
    std::uint64_t step = 0;
    Fault fault{};
    bool has_come = false;
  };

  /// Counts a step. False where the power is off afterwards.
  bool step();
  bool fails(Fault fault);
  Answer make_names_safe(const std::string& folder);
  std::uint64_t room_left() const;
  void lose_some_of(File& file);

  std::map<std::string, std::shared_ptr<File>> names_{};
  std::map<std::string, std::shared_ptr<File>> safe_names_{};
  std::vector<NameChange> names_since_{};
  std::mt19937_64 random_{};
  std::uint64_t steps_ = 0;
  std::optional<std::uint64_t> cut_at_{};
  std::optional<Coming> fault_{};
  std::optional<std::uint64_t> room_{};
  bool lies_ = false;
  bool off_ = false;
};

}  // namespace manara::sim
