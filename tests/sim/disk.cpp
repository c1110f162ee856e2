#include "disk.h"

#include <algorithm>

namespace manara::sim {

std::string folder_of(const std::string& name) {
  const auto end = name.rfind('/');
  return end == 0 || end == std::string::npos ? "/" : name.substr(0, end);
}

namespace {

constexpr std::uint64_t block = 512;

void put(std::string& to, std::uint64_t at, std::string_view bytes) {
  if (to.size() < at + bytes.size()) to.resize(at + bytes.size());
  std::ranges::copy(bytes, to.begin() + static_cast<std::ptrdiff_t>(at));
}

void apply(const Change& change, std::string& to) {
  if (change.is_truncate) {
    to.resize(change.at);
  } else {
    put(to, change.at, change.bytes);
  }
}

/// Of a write only some of the blocks that it touches.
void apply_in_part(const Change& change, std::string& to, std::mt19937_64& random) {
  const std::string_view bytes = change.bytes;
  for (std::uint64_t done = 0; done < bytes.size();) {
    const auto until = std::min<std::uint64_t>(bytes.size(), done + block - (change.at + done) % block);
    if (random() % 2 == 0) put(to, change.at + done, bytes.substr(done, until - done));
    done = until;
  }
}

void apply_some(std::vector<Change> changes, std::string& to, std::mt19937_64& random) {
  std::ranges::shuffle(changes, random);
  for (const auto& change : changes) {
    const auto chance = random() % 3;
    if (chance == 0) continue;
    if (chance == 1 || change.is_truncate) {
      apply(change, to);
    } else {
      apply_in_part(change, to, random);
    }
  }
}

/// Whether every folder above it is there.
bool is_found(const std::map<std::string, std::shared_ptr<File>>& names, const std::string& name) {
  for (auto folder = folder_of(name); folder != "/"; folder = folder_of(folder)) {
    if (!names.contains(folder)) return false;
  }
  return true;
}

}  // namespace

Disk& Disk::operator=(const Disk& other) {
  if (this == &other) return *this;
  std::map<const File*, std::shared_ptr<File>> copies;
  const auto copy_of = [&](const std::shared_ptr<File>& file) -> std::shared_ptr<File> {
    if (!file) return nullptr;
    auto& copy = copies[file.get()];
    if (!copy) copy = std::make_shared<File>(*file);
    return copy;
  };
  names_.clear();
  safe_names_.clear();
  names_since_.clear();
  for (const auto& [name, file] : other.names_)
    names_[name] = copy_of(file);
  for (const auto& [name, file] : other.safe_names_)
    safe_names_[name] = copy_of(file);
  for (const auto& change : other.names_since_)
    names_since_.push_back({change.name, copy_of(change.file), change.from});
  random_ = other.random_;
  steps_ = other.steps_;
  cut_at_ = other.cut_at_;
  fault_ = other.fault_;
  room_ = other.room_;
  lies_ = other.lies_;
  off_ = other.off_;
  return *this;
}

bool Disk::step() {
  if (cut_at_ && steps_ == *cut_at_) off_ = true;
  ++steps_;
  return !off_;
}

bool Disk::fails(Fault fault) {
  if (!fault_ || fault_->has_come || fault_->fault != fault || steps_ != fault_->step + 1) return false;
  fault_->has_come = true;
  return true;
}

std::uint64_t Disk::used() const {
  std::uint64_t used = 0;
  for (const auto& [name, file] : names_)
    used += file->now.size();
  return used;
}

std::uint64_t Disk::room_left() const {
  const auto in_use = used();
  if (!room_) return UINT64_MAX;
  return *room_ > in_use ? *room_ - in_use : 0;
}

std::shared_ptr<File> Disk::open(const std::string& name, bool create) {
  if (off_) return nullptr;
  if (const auto found = names_.find(name); found != names_.end()) return found->second;
  if (!create) return nullptr;
  const bool on = step();
  auto file = std::make_shared<File>();
  names_[name] = file;
  names_since_.push_back({name, file});
  return on ? file : nullptr;
}

Answer Disk::remove(const std::string& name) {
  if (off_) return Answer::failed;
  const bool on = step();
  names_.erase(name);
  names_since_.push_back({name, nullptr});
  return on ? Answer::done : Answer::failed;
}

Answer Disk::write(File& file, std::uint64_t at, std::string_view bytes) {
  if (off_) return Answer::failed;
  const bool on = step();
  auto answer = on ? Answer::done : Answer::failed;
  const bool half = fails(Fault::full);
  const auto grows = at + bytes.size() > file.now.size() ? at + bytes.size() - file.now.size() : 0;
  if (half || fails(Fault::short_write)) {
    answer = half ? Answer::full : Answer::failed;
    bytes = bytes.substr(0, bytes.size() / 2);
  } else if (grows > room_left()) {
    answer = Answer::full;
    bytes = bytes.substr(0, bytes.size() - std::min<std::uint64_t>(bytes.size(), grows - room_left()));
  }
  put(file.now, at, bytes);
  file.since.push_back({.at = at, .bytes = std::string(bytes)});
  return answer;
}

Answer Disk::truncate(File& file, std::uint64_t size) {
  if (off_) return Answer::failed;
  const bool on = step();
  file.now.resize(size);
  file.since.push_back({.is_truncate = true, .at = size});
  return on ? Answer::done : Answer::failed;
}

void Disk::lose_some_of(File& file) {
  apply_some(std::move(file.since), file.safe, random_);
  file.since.clear();
}

Answer Disk::sync(File& file) {
  if (off_ || !step()) return Answer::failed;
  if (fails(Fault::failed_sync)) {
    lose_some_of(file);
    return Answer::failed;
  }
  if (lies_) return Answer::done;
  for (const auto& change : file.since)
    apply(change, file.safe);
  file.since.clear();
  return Answer::done;
}

/// What is in a folder goes with its name.
void Disk::change(Names& names, const NameChange& change) {
  const auto& below = change.from.empty() ? change.name : change.from;
  std::vector<std::pair<std::string, std::shared_ptr<File>>> moved;
  if (!change.from.empty() || !change.file) {
    for (auto one = names.lower_bound(below + "/"); one != names.end() && one->first.starts_with(below + "/");) {
      if (change.file) moved.emplace_back(change.name + one->first.substr(below.size()), one->second);
      one = names.erase(one);
    }
  }
  names.erase(below);
  if (change.file) names[change.name] = change.file;
  for (auto& [name, file] : moved)
    names[name] = std::move(file);
}

Answer Disk::rename(const std::string& from, const std::string& to) {
  if (off_) return Answer::failed;
  const bool on = step();
  const NameChange renamed{to, names_.at(from), from};
  change(names_, renamed);
  // What was not safe in the folder is looked for where the folder is now.
  for (auto& one : names_since_) {
    if (one.name.starts_with(from + "/")) one.name.replace(0, from.size(), to);
  }
  names_since_.push_back(renamed);
  return on ? Answer::done : Answer::failed;
}

Answer Disk::make_folder(const std::string& name) {
  const auto folder = open(name, true);
  if (folder) folder->is_folder = true;
  return folder ? Answer::done : Answer::failed;
}

Answer Disk::sync_names(const std::string& folder) {
  if (off_ || !step()) return Answer::failed;
  return make_names_safe(folder);
}

Answer Disk::sync_folder(const std::string& folder) {
  if (off_ || !step() || fails(Fault::failed_folder_sync)) return Answer::failed;
  return make_names_safe(folder);
}

Answer Disk::make_names_safe(const std::string& folder) {
  if (lies_) return Answer::done;
  std::vector<NameChange> left;
  for (auto& one : names_since_) {
    if (folder_of(one.name) != folder) {
      left.push_back(std::move(one));
      continue;
    }
    change(safe_names_, one);
    if (!one.from.empty()) std::erase_if(left, [&](const NameChange& other) { return other.name == one.from; });
  }
  names_since_ = std::move(left);
  return Answer::done;
}

Disk Disk::after_cut(Loss loss, std::uint64_t seed) const {
  Disk disk(*this);
  disk.random_.seed(seed);
  disk.cut_at_.reset();
  disk.fault_.reset();
  disk.room_.reset();
  disk.off_ = false;
  auto names = disk.safe_names_;
  for (const auto& change : disk.names_since_) {
    if (loss == Loss::some && disk.random_() % 2 != 0) Disk::change(names, change);
  }
  std::erase_if(names, [&](const auto& named) { return !is_found(names, named.first); });
  for (auto& [name, file] : names) {
    if (loss == Loss::some) apply_some(std::move(file->since), file->safe, disk.random_);
    file->since.clear();
    file->now = file->safe;
  }
  disk.names_ = names;
  disk.safe_names_ = std::move(names);
  disk.names_since_.clear();
  return disk;
}

}  // namespace manara::sim
