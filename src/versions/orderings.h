/// The table's rows, one a file. Add a row: a file <name>.cpp that defines `const Ordering <name>`, a line here and a
/// line in version.cpp.
#pragma once

#include "versions/version.h"

namespace manara::versions {

extern const Ordering semver;
extern const Ordering pep440;
extern const Ordering debian;
extern const Ordering rpm;
extern const Ordering apk;
extern const Ordering maven;
extern const Ordering nuget;
extern const Ordering gem;
extern const Ordering packagist;
extern const Ordering cran;
extern const Ordering hackage;
extern const Ordering alpm;
extern const Ordering conan;
extern const Ordering dotted;
extern const Ordering generic;
extern const Ordering pub;
extern const Ordering gentoo;
extern const Ordering nginx;
extern const Ordering openssl;
extern const Ordering datetime;
extern const Ordering lexicographic;
extern const Ordering homebrew;

}  // namespace manara::versions
