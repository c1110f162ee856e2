#include "vfs.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <sqlite3.h>

namespace manara::sim {
namespace {

struct Open;

/// What the connections of one file hold of it; gone with the process, as memory is.
struct Shared {
  std::map<const Open*, int> levels{};  // SQLITE_LOCK_…
  std::vector<std::unique_ptr<std::array<char, 32768>>> regions{};
  std::array<int, SQLITE_SHM_NLOCK> readers{};
  std::array<const Open*, SQLITE_SHM_NLOCK> writers{};
  int mapped = 0;
};

}  // namespace

struct Vfs::State {
  Disk& disk;
  std::string name{};
  sqlite3_vfs vfs{};
  std::map<const File*, Shared> shared{};
};

namespace {

struct Open {
  Vfs::State* state = nullptr;
  std::shared_ptr<File> file{};
  std::string name{};
  bool is_temporary = false;  // has no name: not on the disk
  bool is_new_journal = false;
  bool goes_when_closed = false;
  bool is_mapped = false;
  std::array<bool, SQLITE_SHM_NLOCK> reads{};
};

/// What SQLite allocates for a file.
struct Handle {
  sqlite3_file base;
  Open* open;
};

Open& open_of(sqlite3_file* file) {
  return *reinterpret_cast<Handle*>(file)->open;
}
Shared& shared_of(const Open& open) {
  return open.state->shared[open.file.get()];
}

int code_of(Answer answer, int failed) {
  switch (answer) {
    case Answer::done: return SQLITE_OK;
    case Answer::full: return SQLITE_FULL;
    case Answer::failed: break;
  }
  return failed;
}

int close(sqlite3_file* file) {
  auto& open = open_of(file);
  shared_of(open).levels.erase(&open);
  if (open.goes_when_closed) open.state->disk.remove(open.name);
  delete &open;
  reinterpret_cast<Handle*>(file)->open = nullptr;
  return SQLITE_OK;
}

int read(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
  const auto& open = open_of(file);
  if (open.state->disk.is_off()) return SQLITE_IOERR_READ;
  const std::string_view bytes = open.file->now;
  const auto from = std::min(bytes.size(), static_cast<std::size_t>(at));
  const auto there = bytes.substr(from, static_cast<std::size_t>(size));
  std::memset(to, 0, static_cast<std::size_t>(size));
  std::ranges::copy(there, static_cast<char*>(to));
  return there.size() == static_cast<std::size_t>(size) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
  auto& open = open_of(file);
  const std::string_view bytes(static_cast<const char*>(from), static_cast<std::size_t>(size));
  if (open.is_temporary) {
    auto& now = open.file->now;
    now.resize(std::max(now.size(), static_cast<std::size_t>(at) + bytes.size()));
    std::ranges::copy(bytes, now.begin() + at);
    return SQLITE_OK;
  }
  return code_of(open.state->disk.write(*open.file, static_cast<std::uint64_t>(at), bytes), SQLITE_IOERR_WRITE);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  auto& open = open_of(file);
  if (open.is_temporary) {
    open.file->now.resize(static_cast<std::size_t>(size));
    return SQLITE_OK;
  }
  return code_of(open.state->disk.truncate(*open.file, static_cast<std::uint64_t>(size)), SQLITE_IOERR_TRUNCATE);
}

int sync(sqlite3_file* file, int) {
  auto& open = open_of(file);
  if (open.is_temporary) return SQLITE_OK;
  const int code = code_of(open.state->disk.sync(*open.file), SQLITE_IOERR_FSYNC);
  if (code != SQLITE_OK || !open.is_new_journal) return code;
  open.is_new_journal = false;
  return code_of(open.state->disk.sync_names(folder_of(open.name)), SQLITE_IOERR_DIR_FSYNC);
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  const auto& open = open_of(file);
  if (open.state->disk.is_off()) return SQLITE_IOERR_FSTAT;
  *size = static_cast<sqlite3_int64>(open.file->now.size());
  return SQLITE_OK;
}

bool another_has(const Shared& shared, const Open& open, int level) {
  return std::ranges::any_of(shared.levels, [&](const auto& one) { return one.first != &open && one.second >= level; });
}

int lock(sqlite3_file* file, int level) {
  const auto& open = open_of(file);
  auto& shared = shared_of(open);
  auto& held = shared.levels[&open];
  if (held >= level) return SQLITE_OK;
  const int refused_by = level == SQLITE_LOCK_SHARED ? SQLITE_LOCK_PENDING : SQLITE_LOCK_RESERVED;
  if (another_has(shared, open, refused_by)) return SQLITE_BUSY;
  if (level == SQLITE_LOCK_EXCLUSIVE && another_has(shared, open, SQLITE_LOCK_SHARED)) {
    held = SQLITE_LOCK_PENDING;
    return SQLITE_BUSY;
  }
  held = level;
  return SQLITE_OK;
}

int unlock(sqlite3_file* file, int level) {
  const auto& open = open_of(file);
  auto& held = shared_of(open).levels[&open];
  held = std::min(held, level);
  return SQLITE_OK;
}

int is_reserved(sqlite3_file* file, int* answer) {
  const auto& open = open_of(file);
  const auto& levels = shared_of(open).levels;
  *answer = std::ranges::any_of(levels, [](const auto& one) { return one.second >= SQLITE_LOCK_RESERVED; }) ? 1 : 0;
  return SQLITE_OK;
}

int control(sqlite3_file*, int, void*) {
  return SQLITE_NOTFOUND;
}
int sector_size(sqlite3_file*) {
  return 4096;
}
int characteristics(sqlite3_file*) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int map_region(sqlite3_file* file, int region, int, int extend, void volatile** to) {
  auto& open = open_of(file);
  auto& shared = shared_of(open);
  if (!open.is_mapped) {
    open.is_mapped = true;
    ++shared.mapped;
  }
  const auto number = static_cast<std::size_t>(region);
  *to = nullptr;
  if (shared.regions.size() <= number && extend == 0) return SQLITE_OK;
  while (shared.regions.size() <= number)
    shared.regions.push_back(std::make_unique<std::array<char, 32768>>());
  *to = shared.regions[number]->data();
  return SQLITE_OK;
}

int lock_region(sqlite3_file* file, int first, int count, int flags) {
  auto& open = open_of(file);
  auto& shared = shared_of(open);
  const auto all = [&](const auto& good) {
    for (int i = first; i < first + count; ++i) {
      if (!good(static_cast<std::size_t>(i))) return false;
    }
    return true;
  };
  if ((flags & SQLITE_SHM_UNLOCK) != 0) {
    all([&](std::size_t i) {
      if (shared.writers[i] == &open) shared.writers[i] = nullptr;
      if (open.reads[i]) --shared.readers[i];
      open.reads[i] = false;
      return true;
    });
    return SQLITE_OK;
  }
  const bool alone = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
  const bool free = all([&](std::size_t i) {
    const int others = shared.readers[i] - (open.reads[i] ? 1 : 0);
    return (shared.writers[i] == nullptr || shared.writers[i] == &open) && (!alone || others == 0);
  });
  if (!free) return SQLITE_BUSY;
  all([&](std::size_t i) {
    if (alone) {
      shared.writers[i] = &open;
    } else if (!open.reads[i]) {
      open.reads[i] = true;
      ++shared.readers[i];
    }
    return true;
  });
  return SQLITE_OK;
}

void barrier(sqlite3_file*) {}

int unmap(sqlite3_file* file, int) {
  auto& open = open_of(file);
  auto& shared = shared_of(open);
  if (!open.is_mapped) return SQLITE_OK;
  open.is_mapped = false;
  if (--shared.mapped == 0) shared.regions.clear();
  return SQLITE_OK;
}

const sqlite3_io_methods* methods() {
  static const sqlite3_io_methods table = [] {
    sqlite3_io_methods made{};
    made.iVersion = 2;
    made.xClose = close;
    made.xRead = read;
    made.xWrite = write;
    made.xTruncate = truncate;
    made.xSync = sync;
    made.xFileSize = file_size;
    made.xLock = lock;
    made.xUnlock = unlock;
    made.xCheckReservedLock = is_reserved;
    made.xFileControl = control;
    made.xSectorSize = sector_size;
    made.xDeviceCharacteristics = characteristics;
    made.xShmMap = map_region;
    made.xShmLock = lock_region;
    made.xShmBarrier = barrier;
    made.xShmUnmap = unmap;
    return made;
  }();
  return &table;
}

Vfs::State& state_of(sqlite3_vfs* vfs) {
  return *static_cast<Vfs::State*>(vfs->pAppData);
}

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* given) {
  auto& state = state_of(vfs);
  auto* handle = reinterpret_cast<Handle*>(file);
  handle->base.pMethods = nullptr;
  auto open = std::make_unique<Open>();
  open->state = &state;
  if (name == nullptr) {
    open->is_temporary = true;
    open->file = std::make_shared<File>();
  } else {
    constexpr int journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
    const bool create = (flags & SQLITE_OPEN_CREATE) != 0;
    open->name = name;
    open->is_new_journal = create && (flags & journals) != 0;
    open->goes_when_closed = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
    open->file = state.disk.open(name, create);
  }
  if (!open->file) return SQLITE_CANTOPEN;
  if (given != nullptr) *given = flags;
  handle->open = open.release();
  handle->base.pMethods = methods();
  return SQLITE_OK;
}

int remove_file(sqlite3_vfs* vfs, const char* name, int sync_folder) {
  auto& disk = state_of(vfs).disk;
  if (disk.is_off()) return SQLITE_IOERR_DELETE;
  if (!disk.exists(name)) return SQLITE_IOERR_DELETE_NOENT;
  const int code = code_of(disk.remove(name), SQLITE_IOERR_DELETE);
  if (code != SQLITE_OK || sync_folder == 0) return code;
  return code_of(disk.sync_names(folder_of(name)), SQLITE_IOERR_DIR_FSYNC);
}

int access(sqlite3_vfs* vfs, const char* name, int, int* answer) {
  const auto& disk = state_of(vfs).disk;
  if (disk.is_off()) return SQLITE_IOERR_ACCESS;
  *answer = disk.exists(name) ? 1 : 0;
  return SQLITE_OK;
}

int full_name(sqlite3_vfs*, const char* name, int size, char* to) {
  sqlite3_snprintf(size, to, "%s", name);
  return SQLITE_OK;
}

int randomness(sqlite3_vfs* vfs, int size, char* to) {
  for (int i = 0; i < size; ++i)
    to[i] = static_cast<char>(state_of(vfs).disk.random());
  return size;
}

/// Nobody else runs: waiting changes nothing.
int sleep(sqlite3_vfs*, int microseconds) {
  return microseconds;
}

int time_now(sqlite3_vfs*, sqlite3_int64* julian_ms) {
  *julian_ms = 212'000'000'000'000;
  return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) {
  return 0;
}

}  // namespace

Vfs::Vfs(Disk& disk) : state_(new State{.disk = disk}) {
  static int made = 0;
  state_->name = "simulated-" + std::to_string(++made);
  auto& vfs = state_->vfs;
  vfs.iVersion = 2;
  vfs.szOsFile = sizeof(Handle);
  vfs.mxPathname = 512;
  vfs.zName = state_->name.c_str();
  vfs.pAppData = state_.get();
  vfs.xOpen = open_file;
  vfs.xDelete = remove_file;
  vfs.xAccess = access;
  vfs.xFullPathname = full_name;
  vfs.xRandomness = randomness;
  vfs.xSleep = sleep;
  vfs.xGetLastError = last_error;
  vfs.xCurrentTimeInt64 = time_now;
  ::sqlite3_vfs_register(&vfs, 0);
}

Vfs::~Vfs() {
  ::sqlite3_vfs_unregister(&state_->vfs);
}

const char* Vfs::name() const {
  return state_->name.c_str();
}

}  // namespace manara::sim
