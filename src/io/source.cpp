#include "io/source.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "io/file.h"
#include "io/folder.h"

namespace manara::io {
namespace {

/// Below this a read into a buffer that stays costs less than to map and unmap (two system calls and the page faults).
constexpr std::uint64_t mapped_from = 64 << 10;

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
    return item(*stream, {name, name, nullptr, true});
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
      return this->item(*stream, std::move(item));
    }
    DescriptorStream stream(std::move(opened.file));
    return this->item(stream, std::move(item));
  }

  Result<Visit> item(Stream& stream, Item item) {
    Ahead ahead(stream, item.name);
    item.stream = &ahead;
    return visit(item);
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
