// What nearly every source includes, compiled once: a quarter of a test's compile time (docs/decisions/0012). Sources
// still include what they use: the fuzzers' and the thread sanitizer's builds have no such header.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <expected>
#include <fmt/core.h>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
