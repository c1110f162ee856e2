#include "formats/apt_lists/apt_lists.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::formats;

namespace {

constexpr const char* security =
    "deb.example.org_debian-security_dists_bookworm-security_main_binary-amd64_Packages.lz4";
constexpr const char* security_release = "deb.example.org_debian-security_dists_bookworm-security_InRelease";

Component installed(std::string_view name, std::string_view version, std::string_view arch = "amd64") {
  Component component;
  component.name = name;
  component.version = version;
  component.arch = arch;
  component.source = {"src-" + std::string(name), std::string(version)};
  return component;
}

std::string offer(std::string_view name, std::string_view version, std::string_view arch = "amd64") {
  return "Package: " + std::string(name) + "\nVersion: " + std::string(version) +
         "\nArchitecture: " + std::string(arch) + "\nDescription: x\n y\n\n";
}

class Machine {
 public:
  explicit Machine(std::vector<Component> components, const Limits& limits = {}) : updates_(limits) {
    inventory_.components = std::move(components);
  }
  Machine& expect() {
    updates_.expect(inventory_.components);
    return *this;
  }
  Machine& release(std::string_view file, std::string_view text) {
    const auto stream = io::from_memory(text);
    CHECK(updates_.add_release(parse_apt_list_name(file), *stream));
    return *this;
  }
  Machine& packages(std::string_view file, std::string_view text) {
    const auto stream = io::from_memory(text);
    const auto status = updates_.add_packages(parse_apt_list_name(file), *stream);
    if (!status) errors_ += std::string(status.error().code.name()) + "; ";
    return *this;
  }
  /// "name installed -> candidate (origin)" of each pending update, and the errors on the way.
  std::string pending() {
    inventory_.pending = updates_.pending(inventory_.components);
    std::string out;
    for (const auto& update : inventory_.pending)
      out += update.name + " " + update.installed + " -> " + update.candidate + " (" + update.origin + "); ";
    return out + errors_;
  }
  [[nodiscard]] const Inventory& inventory() const { return inventory_; }

 private:
  AptUpdates updates_;
  Inventory inventory_{};
  std::string errors_{};
};

}  // namespace

TEST_CASE("the name of a list tells its kind, its suite and whether that is one of security updates") {
  const auto list = parse_apt_list_name(security);
  CHECK(list.kind == AptListKind::packages);
  CHECK(list.suite_key == "deb.example.org_debian-security_dists_bookworm-security");
  CHECK(list.says_security);
  CHECK(parse_apt_list_name(security_release).kind == AptListKind::release);
  CHECK(parse_apt_list_name(security_release).suite_key == list.suite_key);
  const auto main = parse_apt_list_name("deb.example.org_debian_dists_bookworm_main_binary-amd64_Packages");
  CHECK(main.kind == AptListKind::packages);
  CHECK_FALSE(main.says_security);
  CHECK(parse_apt_list_name("esm.ubuntu.com_apps_ubuntu_dists_jammy-apps-security_main_binary-amd64_Packages")
            .says_security);
  CHECK(parse_apt_list_name("x_dists_y_main_dep11_Components-amd64.yml.gz").kind == AptListKind::other);
  CHECK(parse_apt_list_name("x_dists_y_main_i18n_Translation-en").kind == AptListKind::other);
  CHECK(parse_apt_list_name("lock").kind == AptListKind::other);
  CHECK(parse_apt_list_name("").kind == AptListKind::other);
}

TEST_CASE("what a security suite offers at a greater version is pending, with the origin as apt writes it") {
  Machine machine({installed("openssl", "3.0.11-1~deb12u2"), installed("bash", "5.2.15-2"), installed("own", "1")});
  machine.release(security_release,
                  "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nOrigin: Debian\nLabel: Debian-Security\n"
                  "Suite: stable-security\nVersion: 12\nCodename: bookworm-security\nSHA256:\n 00 1 main\n"
                  "-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n");
  machine.packages(security, offer("openssl", "3.0.13-1~deb12u1") + offer("bash", "5.2.15-2") + offer("other", "9"));
  CHECK(machine.pending() == "openssl 3.0.11-1~deb12u2 -> 3.0.13-1~deb12u1 (Debian-Security:12/stable-security); ");
  CHECK(machine.inventory().pending[0].source == SourcePackage{"src-openssl", "3.0.11-1~deb12u2"});
}

TEST_CASE("an installed version that is newer, as a backport or an epoch makes it, is not pending") {
  Machine machine({installed("a", "1:1.0-1"), installed("b", "2.0-1~bpo12+1"), installed("c", "1.0-1")});
  machine.packages(security, offer("a", "1.5-1") + offer("b", "1.9-1") + offer("c", "1.0-1~deb12u1"));
  CHECK(machine.pending().empty());
}

TEST_CASE("a suite that is not for security is passed over; its Release file may say that it is") {
  constexpr auto plain = "mirror_x_dists_buster_main_binary-amd64_Packages";
  CHECK(Machine({installed("a", "1")}).packages(plain, offer("a", "2")).pending().empty());
  CHECK(Machine({installed("a", "1")})
            .release("mirror_x_dists_buster_Release", "Label: Debian-Security\nSuite: old\n")
            .packages(plain, offer("a", "2"))
            .pending() == "a 1 -> 2 (Debian-Security/old); ");
}

TEST_CASE("architectures are kept apart; the greatest of several offers counts") {
  Machine machine({installed("libc6", "2.36-9"), installed("libc6", "2.36-9", "i386"), installed("tz", "1", "all")});
  machine.packages(security, offer("libc6", "2.36-9+deb12u4") + offer("libc6", "2.36-9+deb12u7") +
                                 offer("libc6", "2.36-9+deb12u3") + offer("tz", "2", "all"));
  CHECK(machine.pending() ==
        "libc6 2.36-9 -> 2.36-9+deb12u7 (deb.example.org_debian-security_dists_bookworm-security); "
        "tz 1 -> 2 (deb.example.org_debian-security_dists_bookworm-security); ");
}

TEST_CASE("told what is installed, it keeps nothing else and answers the same") {
  const auto run = [](bool expecting) {
    Machine machine({installed("a", "1"), installed("b", "1")}, {.components = expecting ? 2U : 5'000'000U});
    if (expecting) machine.expect();
    std::string list;
    for (int i = 0; i < 1000; ++i)
      list += offer("p" + std::to_string(i), "2");
    return machine.packages(security, list + offer("b", "2")).pending();
  };
  CHECK(run(true) == run(false));
  CHECK(run(true).starts_with("b 1 -> 2"));
}

TEST_CASE("a list that was cut off is said, and what was whole in it still counts; what is no list is said") {
  const auto list = offer("a", "2") + offer("b", "2");
  CHECK(Machine({installed("a", "1")})
            .packages(security, list.substr(0, list.size() - 6))
            .pending()
            .ends_with("apt_list_truncated; "));
  CHECK(Machine({installed("a", "1")})
            .packages(security, list.substr(0, list.size() - 6))
            .pending()
            .starts_with("a 1 -> 2"));
  CHECK(Machine({installed("a", "1")})
            .packages(security,
                      "\x7f"
                      "ELF\n")
            .pending() == "apt_list_nothing; ");
  CHECK(Machine({installed("a", "1")}).packages(security, "").pending().empty());
  CHECK(Machine({installed("a", "1")})
            .packages(security, "Package: a\nVersion: \x01\nArchitecture: x\n\n" + list)
            .pending()
            .starts_with("a 1 -> 2"));
}
