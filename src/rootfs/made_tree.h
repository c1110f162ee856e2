/// A folder of files that tests make and that goes away with them; and the same files as a tar.
#pragma once

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <unistd.h>

namespace manara::rootfs::made {

class Tree {
 public:
  Tree() {
    auto name = (std::filesystem::temp_directory_path() / "manara-rootfs-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~Tree() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  Tree& file(const std::string& path, std::string_view bytes) {
    std::filesystem::create_directories((folder_ / path).parent_path());
    std::ofstream(folder_ / path, std::ios::binary) << bytes;
    files_[path] = bytes;
    return *this;
  }
  Tree& link(const std::string& path, const std::string& target) {
    std::filesystem::create_directories((folder_ / path).parent_path());
    std::filesystem::create_symlink(target, folder_ / path);
    return *this;
  }
  [[nodiscard]] std::string path() const { return folder_.string(); }
  [[nodiscard]] std::string path(const std::string& inside) const { return (folder_ / inside).string(); }

  /// All files so far in a tar (POSIX ustar), sorted by name or the other way round.
  [[nodiscard]] std::string tar(bool backwards = false) const {
    std::string out;
    const auto add = [&](const auto& entry) { out += member(entry.first, entry.second); };
    if (backwards) {
      for (auto entry = files_.rbegin(); entry != files_.rend(); ++entry)
        add(*entry);
    } else {
      for (const auto& entry : files_)
        add(entry);
    }
    return out + std::string(1024, '\0');
  }

 private:
  static std::string member(const std::string& path, const std::string& bytes) {
    std::string header(512, '\0');
    const auto put = [&](std::size_t at, std::string_view text) { header.replace(at, text.size(), text); };
    std::array<char, 16> size{};
    std::snprintf(size.data(), size.size(), "%011zo", bytes.size());
    put(0, path);
    put(100, "0000755");
    put(124, size.data());
    put(148, "        ");
    put(156, "0");
    put(257, "ustar");
    put(263, "00");
    unsigned sum = 0;
    for (const char c : header)
      sum += static_cast<unsigned char>(c);
    std::snprintf(size.data(), size.size(), "%06o", sum);
    put(148, size.data());
    header[154] = '\0';
    const auto padding = (512 - bytes.size() % 512) % 512;
    return header + bytes + std::string(padding, '\0');
  }

  std::filesystem::path folder_{};
  std::map<std::string, std::string> files_{};
};

/// A zip with stored members, as the smallest that holds what tests need.
inline std::string zip(const std::map<std::string, std::string>& members) {
  const auto number = [](std::uint64_t value, unsigned bytes) {
    std::string out;
    for (unsigned i = 0; i < bytes; ++i)
      out += i < sizeof value ? static_cast<char>(value >> (8 * i) & 0xffU) : '\0';
    return out;
  };
  const auto crc = [](std::string_view bytes) {
    std::uint32_t sum = 0xffffffff;
    for (const char c : bytes) {
      sum ^= static_cast<unsigned char>(c);
      for (int bit = 0; bit < 8; ++bit)
        sum = sum >> 1U ^ ((sum & 1U) != 0 ? 0xedb88320U : 0U);
    }
    return ~sum;
  };
  std::string out, directory;
  for (const auto& [path, bytes] : members) {
    const auto facts = number(20, 2) + number(0, 8) + number(crc(bytes), 4) + number(bytes.size(), 4) +
                       number(bytes.size(), 4) + number(path.size(), 2) + number(0, 2);
    directory += "PK\x01\x02" + number(20, 2) + facts + number(0, 10) + number(out.size(), 4) + path;
    out += "PK\x03\x04" + facts + path + bytes;
  }
  const auto at = out.size();
  return out + directory + "PK\x05\x06" + number(0, 4) + number(members.size(), 2) + number(members.size(), 2) +
         number(directory.size(), 4) + number(at, 4) + number(0, 2);
}

}  // namespace manara::rootfs::made
