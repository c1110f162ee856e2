/// What the tests of io read: archives made by libarchive, a writer that shares nothing with our readers, and
/// compressed bytes made by the libraries; and what for_each_item gives of them, as text.
#pragma once

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <cstdlib>
#include <functional>
#include <lzma.h>
#include <string>
#include <string_view>
#include <vector>
#include <zlib.h>
#include <zstd.h>

#include "io/source.h"

namespace manara::io::testing {

struct File {
  std::string name{};
  std::string content{};
};

inline la_ssize_t append(archive*, void* out, const void* bytes, std::size_t size) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

/// `format` as archive_write_set_format_by_name(3) has it: "zip", "pax", "gnutar", "ustar", "v7tar".
inline std::string archive_of(const std::vector<File>& files, const char* format, const char* options = nullptr) {
  std::string out;
  archive* writer = ::archive_write_new();
  ::archive_write_set_format_by_name(writer, format);
  if (options != nullptr) ::archive_write_set_options(writer, options);
  ::archive_write_set_bytes_per_block(writer, 0);
  ::archive_write_open(writer, &out, nullptr, append, nullptr);
  archive_entry* entry = ::archive_entry_new();
  for (const auto& file : files) {
    ::archive_entry_clear(entry);
    ::archive_entry_set_pathname(entry, file.name.c_str());
    ::archive_entry_set_filetype(entry, file.name.ends_with('/') ? AE_IFDIR : AE_IFREG);
    ::archive_entry_set_perm(entry, 0644);
    ::archive_entry_set_size(entry, static_cast<la_int64_t>(file.content.size()));
    ::archive_write_header(writer, entry);
    ::archive_write_data(writer, file.content.data(), file.content.size());
  }
  ::archive_entry_free(entry);
  ::archive_write_close(writer);
  ::archive_write_free(writer);
  return out;
}

/// 15 + 16: gzip; -15: deflate alone. `flush` Z_FULL_FLUSH gives a piece that can be repeated.
inline std::string deflated(std::string_view bytes, int window_bits, int flush = Z_FINISH, int level = Z_BEST_SPEED) {
  z_stream state{};
  ::deflateInit2(&state, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string out(::deflateBound(&state, bytes.size()) + 64, '\0');
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  state.avail_in = static_cast<uInt>(bytes.size());
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  ::deflate(&state, flush);
  out.resize(state.total_out);
  ::deflateEnd(&state);
  return out;
}

inline std::string gzip_of(std::string_view bytes) {
  return deflated(bytes, 15 + 16);
}

/// `dictionary` 0: the preset's own.
inline std::string xz_of(std::string_view bytes, std::uint32_t dictionary = 0) {
  lzma_options_lzma options{};
  ::lzma_lzma_preset(&options, 6);
  if (dictionary != 0) options.dict_size = dictionary;
  lzma_filter filters[] = {{LZMA_FILTER_LZMA2, &options}, {LZMA_VLI_UNKNOWN, nullptr}};
  std::string out(::lzma_stream_buffer_bound(bytes.size()), '\0');
  std::size_t size = 0;
  const auto code = ::lzma_stream_buffer_encode(filters, LZMA_CHECK_CRC64, nullptr,
                                                reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(),
                                                reinterpret_cast<std::uint8_t*>(out.data()), &size, out.size());
  if (code != LZMA_OK) std::abort();
  out.resize(size);
  return out;
}

inline std::string zstd_of(std::string_view bytes, int window_log = 0) {
  ZSTD_CCtx* context = ::ZSTD_createCCtx();
  ::ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  if (window_log != 0) {
    ::ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
  }
  std::string out(::ZSTD_compressBound(bytes.size()), '\0');
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  ZSTD_outBuffer to{out.data(), out.size(), 0};
  // In one call the window would shrink to what there is.
  if (window_log != 0) ::ZSTD_compressStream2(context, &to, &in, ZSTD_e_continue);
  ::ZSTD_compressStream2(context, &to, &in, ZSTD_e_end);
  out.resize(to.pos);
  ::ZSTD_freeCCtx(context);
  return out;
}

/// A little-endian number of `size` bytes.
inline std::string number(std::uint64_t value, int size) {
  std::string bytes;
  for (int i = 0; i < size; ++i)
    bytes.push_back(static_cast<char>(value >> (8 * i)));
  return bytes;
}

/// A zip written by hand, for what no writer would make.
class ZipByHand {
 public:
  struct Member {
    std::string name{};
    std::string packed{};
    std::uint64_t size = 0;
    std::uint32_t crc = 0;
    std::uint16_t method = 0;
    std::uint16_t flags = 0;
    std::uint32_t attributes = 0;
    std::string local_name{};  ///< where the member's own header is to say another
  };
  void add(const Member& member) {
    const auto& local_name = member.local_name.empty() ? member.name : member.local_name;
    const auto middle = number(20, 2) + number(member.flags, 2) + number(member.method, 2) + number(0, 4) +
                        number(member.crc, 4) + number(member.packed.size(), 4) + number(member.size, 4);
    directory_ += "PK\1\2" + number(3 << 8 | 20, 2) + middle + number(member.name.size(), 2) + number(0, 8) +
                  number(member.attributes, 4) + number(bytes_.size(), 4) + member.name;
    bytes_ += "PK\3\4" + middle + number(local_name.size(), 2) + number(0, 2) + local_name + member.packed;
    ++count_;
  }
  /// With a zip64 end record where 16 bits don't hold the number of members.
  [[nodiscard]] std::string finish() const {
    auto out = bytes_ + directory_;
    const bool large = count_ > 0xffff;
    if (large) {
      const auto at = out.size();
      out += "PK\6\6" + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8) + number(count_, 8) +
             number(count_, 8) + number(directory_.size(), 8) + number(bytes_.size(), 8);
      out += "PK\6\7" + number(0, 4) + number(at, 8) + number(1, 4);
    }
    const auto count = number(large ? 0xffff : count_, 2);
    return out + "PK\5\6" + number(0, 4) + count + count + number(directory_.size(), 4) + number(bytes_.size(), 4) +
           number(0, 2);
  }

 private:
  std::string bytes_{}, directory_{};
  std::uint64_t count_ = 0;
};

/// All that a stream gives, or "!code".
inline std::string content_of(Stream& stream) {
  std::string bytes, buffer(4096, '\0');
  for (;;) {
    const auto count = stream.read(buffer);
    if (!count) return bytes + '!' + std::string(count.error().code.name());
    if (*count == 0) return bytes;
    bytes.append(buffer, 0, *count);
  }
}

using Walk = std::function<Status(const ItemVisitor&)>;

/// A line an item, "name [path] content"; at last "!code" where the walk ends with an error.
inline std::string listing(const Walk& walk) {
  std::string text;
  const auto status = walk([&](Item& item) -> Result<Visit> {
    text += item.name + " [" + item.path + "] " + content_of(*item.stream) + '\n';
    return Visit::go_on;
  });
  if (!status) text += '!' + std::string(status.error().code.name()) + '\n';
  return text;
}

inline std::string listing(std::string_view bytes, const Limits& limits = {}) {
  return listing([&](const ItemVisitor& visit) { return for_each_item(bytes, "in", limits, visit); });
}

/// Gives bytes a few at a time, as a pipe may.
class Trickle final : public Stream {
 public:
  Trickle(std::string_view bytes, std::size_t step) : rest_(bytes), step_(step) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const auto count = std::min({buffer.size(), rest_.size(), step_});
    std::copy_n(rest_.data(), count, buffer.data());
    rest_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view rest_;
  std::size_t step_;
};

}  // namespace manara::io::testing
