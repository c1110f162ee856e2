// Files and folders as the system has them. What needs another user runs as "nobody" where the tests run as root.
#include "io/file.h"

#include <csignal>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <filesystem>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "io/testdata/make_archives.h"

using namespace manara;
using namespace manara::io;
using namespace manara::io::testing;

namespace {

class Folder {
 public:
  Folder() {
    auto pattern = (std::filesystem::temp_directory_path() / "manara-io-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
    std::filesystem::permissions(path_, std::filesystem::perms::all);  // for "nobody"
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  [[nodiscard]] std::string path(std::string_view name = "") const {
    return name.empty() ? path_ : path_ + '/' + std::string(name);
  }
  void write(std::string_view name, std::string_view bytes) const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    REQUIRE(replace_file(path(name), bytes));
  }
  /// Every name below, sorted.
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path_))
      all.push_back(std::filesystem::relative(entry.path(), path_).string());
    std::sort(all.begin(), all.end());
    return all;
  }
  /// What for_each_item gives, with this folder's own path left out.
  [[nodiscard]] std::string listing_of(const std::string& source, const Limits& limits = {}) const {
    auto text = listing([&](const ItemVisitor& visit) { return for_each_item(source, limits, visit); });
    for (std::size_t at = 0; (at = text.find(path_)) != std::string::npos;)
      text.replace(at, path_.size(), "@");
    return text;
  }

 private:
  std::string path_;
};

/// The effective user is not root while this lives: root may read anything.
class AsNobody {
 public:
  AsNobody() : is_root_(::geteuid() == 0) {
    if (is_root_) REQUIRE(::seteuid(65534) == 0);
  }
  ~AsNobody() {
    if (is_root_) static_cast<void>(::seteuid(0));
  }

 private:
  bool is_root_;
};

/// Standard input is another file while this lives.
class StandardInput {
 public:
  explicit StandardInput(int file) : old_(::dup(STDIN_FILENO)) {
    ::dup2(file, STDIN_FILENO);
    ::close(file);
  }
  ~StandardInput() {
    ::dup2(old_, STDIN_FILENO);
    ::close(old_);
  }

 private:
  int old_;
};

}  // namespace

TEST_CASE("a file's bytes are mapped, an empty file's too") {
  const Folder folder;
  folder.write("a", "bytes");
  folder.write("empty", "");
  auto mapped = MappedFile::open(folder.path("a"));
  REQUIRE(mapped);
  CHECK(mapped->bytes() == "bytes");
  const MappedFile moved = std::move(*mapped);
  CHECK(moved.bytes() == "bytes");
  CHECK(MappedFile::open(folder.path("empty")).value().bytes().empty());
  CHECK(read_file(folder.path("a")).value() == "bytes");
  CHECK(read_file(folder.path("a"), 4).error().code == Code{"input_too_large"});
}

TEST_CASE("what isn't there, isn't a file or may not be read is named") {
  const Folder folder;
  folder.write("secret", "x");
  ::chmod(folder.path("secret").c_str(), 0);
  ::mkfifo(folder.path("fifo").c_str(), 0666);
  const AsNobody nobody;
  const std::pair<const char*, Code> cases[] = {{"none", Code{"file_not_found"}},
                                                {"secret/below", Code{"file_not_found"}},
                                                {".", Code{"not_a_file"}},
                                                {"fifo", Code{"not_a_file"}},
                                                {"secret", Code{"file_forbidden"}}};
  for (const auto& [name, code] : cases) {
    const auto mapped = MappedFile::open(folder.path(name));
    REQUIRE_FALSE(mapped);
    CHECK_MESSAGE(mapped.error().code == code, name);
    CHECK(mapped.error().place.file == folder.path(name));
    CHECK(read_file(folder.path(name)).error().code == code);
  }
}

TEST_CASE("a file is replaced whole, and keys are for their owner only") {
  const Folder folder;
  const auto path = folder.path("a");
  REQUIRE(replace_file(path, "old"));
  REQUIRE(replace_file(path, "new"));
  CHECK(read_file(path).value() == "new");
  REQUIRE(replace_file(folder.path("key"), "k", Readers::owner));
  struct stat about{};
  REQUIRE(::stat(folder.path("key").c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0600);
  CHECK(folder.names() == std::vector<std::string>{"a", "key"});
}

TEST_CASE("a failed replacement leaves the old file and nothing beside it") {
  const Folder folder;
  folder.write("a", "old");
  std::filesystem::create_directories(folder.path("folder/full"));
  CHECK(replace_file(folder.path("none/a"), "x").error().code == Code{"file_unwritable"});
  CHECK(replace_file(folder.path("folder"), "x").error().code == Code{"file_unwritable"});

  // The disk is full after 1,000 bytes.
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit old_limit{};
  ::getrlimit(RLIMIT_FSIZE, &old_limit);
  const rlimit limit{1000, old_limit.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  const auto status = replace_file(folder.path("a"), std::string(5000, 'x'));
  ::setrlimit(RLIMIT_FSIZE, &old_limit);
  std::signal(SIGXFSZ, old_handler);

  REQUIRE_FALSE(status);
  CHECK(status.error().code == Code{"file_unwritable"});
  CHECK(status.error().args == std::vector<std::string>{"EFBIG"});
  CHECK(status.error().place.file == folder.path("a"));
  CHECK(read_file(folder.path("a")).value() == "old");
  CHECK(folder.names() == std::vector<std::string>{"a", "folder", "folder/full"});
}

TEST_CASE("many writers of one file wait for each other: a reader sees one whole or another") {
  const Folder folder;
  const auto path = folder.path("a");
  REQUIRE(replace_file(path, std::string(10'000, 'a')));
  std::vector<std::thread> writers;
  int failed[3] = {};
  for (int i = 0; i < 3; ++i) {
    writers.emplace_back([&path, &failed, i] {
      for (int round = 0; round < 20; ++round) {
        if (!replace_file(path, std::string(10'000, static_cast<char>('a' + i)))) ++failed[i];
      }
    });
  }
  for (int i = 0; i < 100; ++i) {
    const auto bytes = read_file(path).value();
    REQUIRE(bytes == std::string(10'000, bytes.front()));
  }
  for (auto& writer : writers)
    writer.join();
  CHECK(failed[0] + failed[1] + failed[2] == 0);
  CHECK(folder.names() == std::vector<std::string>{"a"});
}

TEST_CASE("a writer killed at any moment leaves a whole file, and its remains don't pile up") {
  const Folder folder;
  const auto path = folder.path("a");
  REQUIRE(replace_file(path, std::string(200'000, 'x')));
  for (int i = 0; i < 12; ++i) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      for (char c = 'a';; c = c == 'z' ? 'a' : static_cast<char>(c + 1))
        if (!replace_file(path, std::string(200'000, c))) ::_exit(1);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(800 * i));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status));
    const auto bytes = read_file(path).value();
    REQUIRE(bytes.size() == 200'000);
    REQUIRE((bytes == std::string(200'000, bytes.front())));
    CHECK(folder.names().size() <= 2);
  }
  REQUIRE(replace_file(path, "last"));
  CHECK(folder.names() == std::vector<std::string>{"a"});
}

TEST_CASE("folders are made with those above them") {
  const Folder folder;
  CHECK(make_folders(folder.path("a/b/c")));
  CHECK(make_folders(folder.path("a/b/c")));
  CHECK(is_folder(folder.path("a/b/c")));
  folder.write("file", "x");
  CHECK_FALSE(is_folder(folder.path("file")));
  CHECK(exists(folder.path("file")));
  CHECK_FALSE(exists(folder.path("none")));
  CHECK(make_folders(folder.path("file/below")).error().code == Code{"file_unwritable"});
}

TEST_CASE("a folder gives its files in the order of names, archives in it opened") {
  const Folder folder;
  folder.write("b/2", "two");
  folder.write("b/1.gz", gzip_of("one"));
  folder.write("a", "first");
  folder.write("c.zip", archive_of({{"x/y", "inner"}}, "zip"));
  folder.write("large", std::string(100'000, 'l'));
  const auto large = std::string(100'000, 'l');
  const auto expected =
      "@/a [a] first\n@/b/1.gz [b/1] one\n@/b/2 [b/2] two\n@/c.zip!x/y [x/y] inner\n@/large [large] " + large + "\n";
  CHECK((folder.listing_of(folder.path()) == expected));
  CHECK((folder.listing_of(folder.path() + "/") == expected));
  CHECK(folder.listing_of(folder.path("b/1.gz")) == "@/b/1.gz [1] one\n");
  CHECK(folder.listing_of(folder.path("none")) == "!file_not_found\n");
}

TEST_CASE("links, FIFOs and devices in a folder are passed over; cycles can't hold us") {
  const Folder folder;
  folder.write("sub/file", "x");
  std::filesystem::create_symlink("..", folder.path("sub/up"));
  std::filesystem::create_symlink("file", folder.path("sub/link"));
  std::filesystem::create_symlink("loop", folder.path("loop"));
  std::filesystem::create_symlink("/etc/passwd", folder.path("out"));
  ::mkfifo(folder.path("fifo").c_str(), 0666);
  static_cast<void>(::mknod(folder.path("zero").c_str(), S_IFCHR | 0666, makedev(1, 5)));  // only as root
  CHECK(folder.listing_of(folder.path()) == "@/sub/file [sub/file] x\n");
  // One that is named is followed.
  std::filesystem::create_symlink("sub", folder.path("to_sub"));
  CHECK(folder.listing_of(folder.path("to_sub")) == "@/to_sub/file [file] x\n");
  CHECK(folder.listing_of(folder.path("sub/link")) == "@/sub/link [link] x\n");
  CHECK(folder.listing_of(folder.path("loop")) == "!file_unreadable\n");
}

TEST_CASE("what can't be read in a folder is named, and the rest is read") {
  const Folder folder;
  folder.write("a", "1");
  folder.write("b", "2");
  folder.write("c/file", "3");
  folder.write("d.gz", gzip_of("whole").substr(0, 15));
  folder.write("e.tar", archive_of({{"x", "4"}, {"y", "5"}}, "ustar").substr(0, 1024));
  folder.write("f", "6");
  ::chmod(folder.path("b").c_str(), 0);
  ::chmod(folder.path("c").c_str(), 0);
  {
    const AsNobody nobody;
    CHECK(folder.listing_of(folder.path()) ==
          "@/a [a] 1\n@/b [b] !file_forbidden\n@/c [c] !file_forbidden\n@/d.gz [d.gz] !archive_truncated\n"
          "@/e.tar!x [x] 4\n@/e.tar [e.tar] !archive_truncated\n@/f [f] 6\n");
    CHECK(folder.listing_of(folder.path("b")) == "!file_forbidden\n");
    CHECK(folder.listing_of(folder.path("c")) == "!file_forbidden\n");
    int refused = 0;
    CHECK(for_each_item(folder.path(), {}, [&](Item& item) -> Result<Visit> {
      if (item.refusal != nullptr) ++refused;
      if (item.refusal != nullptr) CHECK(item.refusal->place.file == item.name);
      CHECK_FALSE(item.named);
      return Visit::go_on;
    }));
    CHECK(refused == 4);
  }
  ::chmod(folder.path("c").c_str(), 0700);
}

TEST_CASE("folders beyond the depth limit are named") {
  const Folder folder;
  folder.write("1/2/3/file", "deep");
  folder.write("1/2/file", "there");
  CHECK(folder.listing_of(folder.path(), {.depth = 2}) ==
        "@/1/2/3 [1/2/3] !folder_too_deep\n@/1/2/file [1/2/file] there\n");
}

TEST_CASE("names that are not text come as they are") {
  const Folder folder;
  folder.write("\xff\n\xfe", "x");
  CHECK(folder.listing_of(folder.path()) == "@/\xff\n\xfe [\xff\n\xfe] x\n");
}

TEST_CASE("a visitor that stops ends the walk of a folder") {
  const Folder folder;
  folder.write("a/1", "");
  folder.write("a/2", "");
  folder.write("b", "");
  int calls = 0;
  CHECK(for_each_item(folder.path(), {}, [&](Item&) -> Result<Visit> {
    ++calls;
    return Visit::stop;
  }));
  CHECK(calls == 1);
  CHECK_FALSE(for_each_item(folder.path(), {}, [&](Item&) -> Result<Visit> {
    ++calls;
    return fail(Code{"json_syntax"});
  }));
  CHECK(calls == 2);
}

TEST_CASE("standard input is read from a pipe and from a file, archives too") {
  const Folder folder;
  const auto zip = archive_of({{"a", "1"}, {"b", "2"}}, "zip");
  folder.write("zip", zip);
  folder.write("large", std::string(70'000, 'x'));
  for (const auto& bytes :
       {std::string("plain"), gzip_of("plain"), xz_of("plain"), zstd_of("plain"), std::string(), zip}) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    REQUIRE(::write(ends[1], bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    ::close(ends[1]);
    const StandardInput input(ends[0]);
    const auto* content = bytes.empty() ? "" : "plain";
    CHECK(folder.listing_of("-") == (bytes == zip ? "-!a [a] 1\n-!b [b] 2\n" : fmt::format("- [] {}\n", content)));
  }
  {
    const StandardInput input(::open(folder.path("zip").c_str(), O_RDONLY));
    CHECK(folder.listing_of("-") == "-!a [a] 1\n-!b [b] 2\n");
  }
  {
    const int file = ::open(folder.path("large").c_str(), O_RDONLY);
    char first = 0;
    REQUIRE(::read(file, &first, 1) == 1);  // what another has read already is not ours
    const StandardInput input(file);
    CHECK((folder.listing_of("-") == "- [] " + std::string(69'999, 'x') + "\n"));
  }
}

TEST_CASE("a FIFO that is named is read") {
  const Folder folder;
  const auto path = folder.path("fifo");
  ::mkfifo(path.c_str(), 0666);
  std::thread writer([&] {
    const int file = ::open(path.c_str(), O_WRONLY);
    static_cast<void>(::write(file, "through", 7));
    ::close(file);
  });
  CHECK(folder.listing_of(path) == "@/fifo [fifo] through\n");
  writer.join();
}

TEST_CASE("files of which the system doesn't say the size are read") {
  const Folder folder;
  CHECK(folder.listing_of("/proc/self/comm").starts_with("/proc/self/comm [comm] test_io"));
}
