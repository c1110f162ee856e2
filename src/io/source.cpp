#include "io/source.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "base/strings.h"
#include "io/budget.h"
#include "io/file.h"
#include "io/folder.h"
#include "io/spool.h"
#include "io/tar.h"
#include "io/unpack.h"
#include "io/zip.h"

namespace manara::io {
namespace {

/// Below this a read into a buffer that stays costs less than to map and unmap (two system calls and the page faults).
constexpr std::uint64_t mapped_from = 64 << 10;

/// Members up to this size are unpacked before they are visited.
constexpr std::uint64_t small_member = 1 << 20;

/// Enough to know what it is: the header block of a tar.
constexpr std::size_t head_bytes = 512;

/// Archives in archives, and packings around or in them, counted apart.
constexpr int most_layers = 3;

struct Layers {
  Budget& budget;
  int archives = 0;
  int packings = 0;
};

std::unexpected<Error> nested_too_deep() {
  return fail(Code{"archive_nested"}, {std::to_string(most_layers)});
}

std::string without_packing(std::string_view path) {
  for (const std::string_view ending : {".gz", ".xz", ".zst", ".lz4"}) {
    if (take_suffix(path, ending)) break;
  }
  return std::string(path);
}

Item member_of(const Item& archive, const std::string& path) {
  return {archive.name + '!' + path, path};
}

/// A workbook is a zip, but one document to its reader. Its parts are some dozens: a feed's thousands need no look.
Result<bool> is_document(const Zip& zip) {
  constexpr std::uint64_t most_parts = 4096;
  if (zip.count() > most_parts) return false;
  MANARA_TRY(workbook, zip.find("xl/workbook.xml"));
  return workbook.has_value();
}

class FailedStream final : public Stream {
 public:
  explicit FailedStream(const Error& error) : error_(error) {}
  Result<std::size_t> read(std::span<char>) override { return std::unexpected(error_); }

 private:
  const Error& error_;
};

class Walk {
 public:
  Walk(const Limits& limits, const ItemVisitor& visit) : limits_(limits), visit_(visit) {}

  Result<Visit> source(const std::string& source) {
    if (source == "-") return standard_input();
    struct stat about{};
    if (::stat(source.c_str(), &about) != 0) return std::unexpected(read_error(errno).in(source));
    if (S_ISDIR(about.st_mode)) return folder(source);
    if (S_ISBLK(about.st_mode) || S_ISSOCK(about.st_mode)) return fail(Code{"not_a_file"}, {}, {.file = source});
    // A FIFO that is named is meant: the shell's <(…).
    OpenFile opened{Descriptor(::open(source.c_str(), O_RDONLY | O_CLOEXEC))};
    if (!opened.file) return std::unexpected(read_error(errno).in(source));
    if (S_ISREG(about.st_mode)) opened.size = static_cast<std::uint64_t>(about.st_size);
    const auto slash = source.rfind('/');
    return file(std::move(opened), {source, source.substr(slash + 1), nullptr, true});
  }

  Result<Visit> bytes(std::string_view bytes, const std::string& name) {
    const auto stream = from_memory(bytes);
    return open(*stream, {name, name, nullptr, true}, [&] { return bytes.size(); });
  }

 private:
  Result<Visit> standard_input() {
    OpenFile opened{Descriptor(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0))};
    if (!opened.file) return std::unexpected(read_error(errno).in("-"));
    struct stat about{};
    const bool at_head = ::lseek(opened.file.get(), 0, SEEK_CUR) == 0;
    if (at_head && ::fstat(opened.file.get(), &about) == 0 && S_ISREG(about.st_mode)) {
      opened.size = static_cast<std::uint64_t>(about.st_size);
    }
    return file(std::move(opened), {"-", "", nullptr, true});
  }

  Result<Visit> folder(const std::string& source) {
    const auto prefix = source.ends_with('/') ? source : source + '/';
    return for_each_file(source, limits_, [&](const std::string& path, Result<OpenFile> opened) {
      Item item{prefix + path, path};
      if (!opened) return refuse(std::move(item), std::move(opened).error());
      return file(std::move(*opened), std::move(item));
    });
  }

  /// Size 0: nobody knows; pipes, and files of /proc.
  Result<Visit> file(OpenFile opened, Item item) {
    if (opened.size >= mapped_from) {
      auto mapped = MappedFile::map(opened.file.get(), opened.size);
      if (!mapped) return refuse(std::move(item), std::move(mapped).error());
      const auto stream = from_memory(mapped->bytes());
      return open(*stream, std::move(item), [&] { return opened.size; });
    }
    DescriptorStream stream(std::move(opened.file));
    return open(stream, std::move(item), [&] { return stream.count(); });
  }

  /// What the outermost file holds, under a budget of its own.
  Result<Visit> open(Stream& stream, Item item, std::function<std::uint64_t()> packed) {
    Budget budget(limits_, std::move(packed));
    return open(stream, std::move(item), {budget});
  }

  Result<Visit> open(Stream& stream, Item item, Layers layers) {
    Ahead ahead(stream, item.name);
    auto next = contents(ahead, item, layers);
    if (next || visitor_failed_) return next;
    return refuse(std::move(item), std::move(next).error());
  }

  Result<Visit> contents(Ahead& ahead, Item& item, Layers layers) {
    MANARA_TRY(head, ahead.peek(head_bytes));
    const auto packing = packing_of(head);
    const bool zip = looks_like_zip(head);
    const bool tar = !zip && looks_like_tar(head);
    if (packing != Packing::none) {
      if (++layers.packings > most_layers) return nested_too_deep();
      const auto stream = unpack(packing, ahead, layers.budget);
      Ahead unpacked(*stream, item.name);
      Item inner = item;
      inner.path = without_packing(item.path);
      return contents(unpacked, inner, layers);
    }
    if ((zip || tar) && ++layers.archives > most_layers) return nested_too_deep();
    if (zip) return zip_members(ahead, item, layers);
    if (tar) return tar_members(ahead, item, layers);
    item.stream = &ahead;
    return visit(item);
  }

  Result<Visit> tar_members(Ahead& ahead, const Item& archive, Layers layers) {
    Tar tar(ahead);
    std::string small;
    for (;;) {
      MANARA_TRY(member, tar.next());
      if (!member) return Visit::go_on;
      MANARA_CHECK(layers.budget.member());
      if (!member->is_file) continue;
      MANARA_TRY(next, member->sparse
                           ? refuse(member_of(archive, member->path), {Code{"archive_sparse"}})
                           : open_member(tar.content(), member->size, small, member_of(archive, member->path), layers));
      if (next == Visit::stop) return Visit::stop;
    }
  }

  Result<Visit> zip_members(Ahead& ahead, Item& archive, Layers layers) {
    Spool spool;
    auto bytes = ahead.whole();
    if (!bytes) {
      MANARA_TRY(kept, Spool::of(ahead, limits_.unpacked_bytes));
      spool = std::move(kept);
      bytes = spool.bytes();
    }
    MANARA_TRY(zip, Zip::open(*bytes));
    MANARA_TRY(document, is_document(zip));
    if (document) {
      const auto stream = from_memory(*bytes);
      Ahead whole(*stream, archive.name);
      archive.stream = &whole;
      return visit(archive);
    }
    std::string small;
    for (;;) {
      MANARA_TRY(member, zip.next());
      if (!member) return Visit::go_on;
      MANARA_CHECK(layers.budget.member());
      if (!member->is_file) continue;
      auto content = zip.content(*member, layers.budget);
      MANARA_TRY(next, content ? open_member(**content, member->size, small, member_of(archive, member->path), layers)
                               : refuse(member_of(archive, member->path), std::move(content).error()));
      if (next == Visit::stop) return Visit::stop;
    }
  }

  /// Small members are unpacked at once into `small`, which stays from one to the next: their readers then get the
  /// bytes without a copy.
  Result<Visit> open_member(Stream& content, std::uint64_t size, std::string& small, Item item, Layers layers) {
    const bool at_hand = size > small_member || content.whole().has_value();
    if (at_hand) return open(content, std::move(item), layers);
    // One byte more than it says: only the read that finds the end knows that all is there and the check sum right.
    const auto room = static_cast<std::size_t>(size) + 1;
    if (small.size() < room) small.resize(room);
    std::size_t have = 0;
    for (;;) {
      auto count = content.read(std::span(small).subspan(have, room - have));
      if (!count) return refuse(std::move(item), std::move(count).error());
      if (*count == 0) break;
      have += *count;
    }
    const auto stream = from_memory(std::string_view(small).substr(0, have));
    return open(*stream, std::move(item), layers);
  }

  /// What can't be opened: an error where the command line named it, else the visitor hears of it and decides.
  Result<Visit> refuse(Item item, Error error) {
    error = std::move(error).in(item.name);
    if (item.named) return std::unexpected(std::move(error));
    FailedStream stream(error);
    Ahead ahead(stream, item.name);
    item.stream = &ahead;
    item.refusal = &error;
    return visit(item);
  }

  Result<Visit> visit(Item& item) {
    auto next = visit_(item);
    visitor_failed_ = !next;
    return next;
  }

  const Limits& limits_;
  const ItemVisitor& visit_;
  bool visitor_failed_ = false;  // the error on its way up is the visitor's own
};

}  // namespace

Status for_each_item(const std::string& source, const Limits& limits, const ItemVisitor& visit) {
  MANARA_CHECK(Walk(limits, visit).source(source));
  return {};
}

Status for_each_item(std::string_view bytes, const std::string& name, const Limits& limits, const ItemVisitor& visit) {
  MANARA_CHECK(Walk(limits, visit).bytes(bytes, name));
  return {};
}

}  // namespace manara::io
