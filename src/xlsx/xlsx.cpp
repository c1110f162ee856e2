#include "xlsx/xlsx.h"

#include <algorithm>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

namespace manara::xlsx {
namespace {

/// The library writes to a path only: a file in memory has one while it is open, and nothing of it is ever on a disk.
class MemoryFile {
 public:
  MemoryFile() = default;
  void make() { file_ = ::memfd_create("workbook", MFD_CLOEXEC); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() {
    if (file_ >= 0) ::close(file_);
  }
  [[nodiscard]] bool open() const { return file_ >= 0; }
  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }
  [[nodiscard]] Result<std::string> bytes() const {
    const auto size = ::lseek(file_, 0, SEEK_END);
    if (size < 0) return fail(Code{"xlsx_failed"});
    std::string all(static_cast<std::size_t>(size), '\0');
    for (std::size_t at = 0; at < all.size();) {
      const auto count = ::pread(file_, all.data() + at, all.size() - at, static_cast<off_t>(at));
      if (count <= 0) return fail(Code{"xlsx_failed"});
      at += static_cast<std::size_t>(count);
    }
    return all;
  }

 private:
  int file_ = -1;
};

std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

}  // namespace

struct Sheet::State {
  Place place{};
  MemoryFile file{};
  lxw_workbook* workbook = nullptr;
  lxw_worksheet* sheet = nullptr;
  lxw_format* heading = nullptr;
  lxw_format* cell = nullptr;
  lxw_row_t rows = 0;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (workbook != nullptr) lxw_workbook_free(workbook);
  }
};

Sheet::Sheet(std::unique_ptr<State> state) : state_(std::move(state)) {}
Sheet::Sheet(Sheet&&) noexcept = default;
Sheet& Sheet::operator=(Sheet&&) noexcept = default;
Sheet::~Sheet() = default;

Result<Sheet> Sheet::create(const std::string& name, Direction direction, Place place) {
  auto state = std::make_unique<State>();
  state->place = std::move(place);
  if (state->place.path.empty()) {
    state->file.make();
    if (!state->file.open()) return fail(Code{"xlsx_failed"});
  }
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  if (!state->place.scratch.empty()) options.tmpdir = state->place.scratch.data();
  const auto path = state->file.open() ? state->file.path() : state->place.path;
  state->workbook = workbook_new_opt(path.c_str(), &options);
  if (state->workbook == nullptr) return fail(Code{"xlsx_failed"});
  state->sheet = workbook_add_worksheet(state->workbook, name.c_str());
  state->heading = workbook_add_format(state->workbook);
  state->cell = workbook_add_format(state->workbook);
  if (state->sheet == nullptr || state->heading == nullptr || state->cell == nullptr) return fail(Code{"xlsx_failed"});
  format_set_bold(state->heading);
  for (auto* format : {state->heading, state->cell}) {
    format_set_num_format(format, "@");  // text, also when somebody edits the cell
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  }
  if (direction == Direction::right_to_left) worksheet_right_to_left(state->sheet);
  worksheet_freeze_panes(state->sheet, 1, 0);
  return Sheet(std::move(state));
}

Status Sheet::add(std::span<const std::string> cells) {
  auto& state = *state_;
  if (state.rows >= most_rows) return fail(Code{"xlsx_too_many_rows"}, {std::to_string(most_rows)});
  const bool is_heading = state.rows == 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    if (is_heading) {
      // Before any cell: in this mode what is written can't be changed. Names and addresses want some 20 characters.
      const auto width = static_cast<double>(std::clamp<std::size_t>(characters(cells[i]) + 2, 20, 60));
      worksheet_set_column(state.sheet, column, column, width, state.cell);
    }
    if (cells[i].empty()) continue;
    if (characters(cells[i]) > most_characters)
      return fail(Code{"xlsx_cell_too_long"}, {std::to_string(most_characters)});
    auto* format = is_heading ? state.heading : state.cell;
    if (worksheet_write_string(state.sheet, state.rows, column, cells[i].c_str(), format) != LXW_NO_ERROR)
      return fail(Code{"xlsx_failed"});
  }
  ++state.rows;
  return {};
}

Result<std::string> Sheet::finish() {
  auto* workbook = std::exchange(state_->workbook, nullptr);
  if (workbook == nullptr || workbook_close(workbook) != LXW_NO_ERROR) return fail(Code{"xlsx_failed"});
  if (!state_->place.path.empty()) return std::string();
  return state_->file.bytes();
}

}  // namespace manara::xlsx
