#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("Conan: items compare as numbers or texts, pre-releases before, builds after") {
  check_ascending(Scheme::conan, {"1.0-alpha.3", "1.0-alpha.22", "1.0-pre1", "1.0", "1.0+b.3", "1.0+b.22", "1.1",
                                  "1.1.a", "1.1.b", "1.2-alpha1", "1.2", "1.10", "1.a"});
  check_ascending(Scheme::conan, {"1.0-a", "1.0-a+1", "1.0-b", "1.0", "1.0+1-x", "1.0+1"});
}

TEST_CASE("Conan: zeros at the end of a list do not count") {
  check_equal(Scheme::conan, {"1", "1.0", "1.0.0.0"});
  check_equal(Scheme::conan, {"1-pre1", "1.0-pre1.0", "1.0.0-pre1"});
  check_equal(Scheme::conan, {"1+b1", "1.0+b1.0"});
}

TEST_CASE("Conan: an item that begins with a digit and is no number has no consistent place, and no key") {
  CHECK(compare(Scheme::conan, "1.9", "1.10") == std::strong_ordering::less);
  CHECK(compare(Scheme::conan, "1.10", "1.1a") == std::strong_ordering::less);
  CHECK(compare(Scheme::conan, "1.1a", "1.9") == std::strong_ordering::less);
  check_ascending(Scheme::conan, {"1.0.2", "1.0.2a", "1.0.2k", "1.0.2za"});
  std::string key;
  CHECK(append_key(Scheme::conan, "1.0.2k", key) == Key::none);
  CHECK(key.empty());
}

TEST_CASE("Conan: what is no version is said, not ordered") {
  check_invalid(Scheme::conan, {"", "latest", "master", "system", "[>1.0]", "1.0+a+b", "1.0 2"});
}
