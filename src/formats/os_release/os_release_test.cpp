#include "formats/os_release/os_release.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::formats;

namespace {

/// "id|id_like|version|name", or the error's code.
std::string read(std::string_view text, const Limits& limits = {}) {
  const auto stream = io::from_memory(text);
  const auto os = read_os_release(*stream, limits);
  if (!os) return std::string(os.error().code.name());
  return os->id + "|" + os->id_like + "|" + os->version + "|" + os->name;
}

}  // namespace

TEST_CASE("values stand bare, in double or in single quotes") {
  CHECK(read("PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian "
             "GNU/Linux\"\nVERSION_ID=\"12\"\nID=debian\n") == "debian||12|Debian GNU/Linux 12 (bookworm)");
  CHECK(read("NAME='AlmaLinux'\nID='almalinux'\nID_LIKE=\"rhel centos fedora\"\nVERSION_ID=9.3\n") ==
        "almalinux|rhel centos fedora|9.3|AlmaLinux");
}

TEST_CASE("escapes are undone in double quotes only; what follows the quote is no value") {
  CHECK(read(R"(ID=x
PRETTY_NAME="a \"b\" \$c \\ d" # note)") == R"(x|||a "b" $c \ d)");
  CHECK(read("ID=x\nPRETTY_NAME='a \\b'\n") == "x|||a \\b");
  CHECK(read("ID=x y\n") == "x|||");
  CHECK(read("ID=\"x") == "x|||");
  CHECK(read("ID=x\\") == "x\\|||");
}

TEST_CASE("comments, blank lines and lines that are no assignment are passed over; the last assignment wins") {
  CHECK(read("# ID=no\n\n  garbage\nID=a\r\nID=b\r\nVERSION_ID=\n") == "b|||");
}

TEST_CASE("a rolling release has no version; without ID it is linux") {
  CHECK(read("ID=arch\nNAME=\"Arch Linux\"\n") == "arch|||Arch Linux");
  CHECK(read("NAME=Something\n") == "linux|||Something");
}

TEST_CASE("what says nothing of a system is refused") {
  CHECK(read("") == "os_release_nothing");
  CHECK(read("\x7f"
             "ELF=1\n\n") == "os_release_nothing");
  CHECK(read(std::string(1000, 'a'), {.record_bytes = 100}) == "record_too_large");
}

TEST_CASE("values with control characters or broken encoding are not taken") {
  CHECK(read("ID=debian\nPRETTY_NAME=\"a\x1b[2Jb\"\nVERSION_ID=\"\xff\"\n") == "debian|||");
}
