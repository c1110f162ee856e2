#include <algorithm>
#include <doctest/doctest.h>

#include "base/strings.h"
#include "exposure/scan_fixture.h"
#include "json/json.h"
#include "report/actions.h"
#include "report/inventory_report.h"
#include "report/scan_report.h"

using namespace manara;
using namespace manara::report;
using namespace manara::exposure::made;
using exposure::ScanResult;
using exposure::Target;

namespace {

class Text final : public Output {
 public:
  void write(std::string_view text) override {
    all += text;
    largest = std::max(largest, text.size());
  }
  std::string all{};
  std::size_t largest = 0;
};

/// One component of each kind of thing to do, and one that nothing can be said of.
struct Harbour {
  MadeIndex index;
  std::vector<Target> targets{{"port", {}}};
  ScanResult result{};
  Harbour() : index({feed()}) {
    auto& components = targets.front().inventory.components;
    components = {by_purl("lamp", "1.0", "pkg:pypi/lamp@1.0"),
                  by_purl("buoy", "1.0", "pkg:pypi/buoy@1.0"),
                  by_purl("crane", "1.0", "pkg:pypi/crane@1.0"),
                  by_product("adobe", "flash player", "32.0"),
                  {.name = "nameless", .version = "1"}};
    result = exposure::scan(*index, targets, as_of_today());
  }
  static Feed feed() {
    const auto about = [](std::string id, std::string name, std::vector<RangeEvent> events) {
      return advisory(std::move(id), {package("PyPI", std::move(name), std::move(events))});
    };
    Affected commits{.ecosystem = "PyPI", .name = "crane"};
    commits.ranges = {{.type = RangeType::git, .events = {introduced("0")}}};
    return {.advisories = {about("X-1", "lamp", {introduced("0"), fixed("1.2")}),
                           about("X-2", "lamp", {introduced("0"), fixed("1.4")}),
                           about("X-3", "buoy", {introduced("0"), last_affected("1.0")}), advisory("X-4", {commits}),
                           advisory("CVE-2030-0001", {product("Harbour", "Desk", {introduced("0"), fixed("2")})})}};
  }
};

std::vector<std::string> fields_of(std::string_view row) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char c : row) {
    if (c == '"') quoted = !quoted;
    if (c == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back().push_back(c);
    }
  }
  return fields;
}

std::string html_of(const ScanResult& result, text::Language language) {
  Text out;
  write_html(result, language, out);
  return out.all;
}

}  // namespace

TEST_CASE("rows are grouped by what to do about them, in the order of the worst") {
  const Harbour harbour;
  const auto actions = actions_of(harbour.result);
  const auto of = [&](std::string_view name) {
    return std::ranges::find_if(
        actions, [&](const Action& action) { return subject_name(harbour.result, *action.worst) == name; });
  };
  REQUIRE(actions.size() == 4);
  CHECK(of("lamp")->affected == 2);
  CHECK(of("lamp")->todo() == Action::Todo::upgrade);
  CHECK(of("lamp")->go_to == "1.4");
  CHECK(of("buoy")->todo() == Action::Todo::no_fix);
  CHECK(of("crane")->todo() == Action::Todo::check);
  CHECK(of("crane")->undecided == 1);
  CHECK(of("flash player")->todo() == Action::Todo::replace);
}

TEST_CASE("gaps are grouped by reason, the most frequent names first, and cut with a mark") {
  ScanResult result;
  result.not_assessed = {{Code{"gap_no_identity"}, "a", "rare", 1},
                         {Code{"gap_no_identity"}, "a", "often", 5},
                         {Code{"gap_no_identity"}, "b", "rare", 1},
                         {Code{"gap_rows_refused"}, "a", "", 3}};
  const auto groups = gap_groups(result);
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].count == 7);
  CHECK(groups[0].listed(4) == "often, rare");
  CHECK(groups[0].listed(1) == "often, …");
  CHECK(groups[1].count == 3);
  CHECK(groups[1].listed(4).empty());
}

TEST_CASE("every line of the CSV has as many fields as its heading") {
  const Harbour harbour;
  Text out;
  write_csv(harbour.result, text::Language::en, out);
  const auto lines = split(out.all, '\n');
  const auto fields = fields_of(lines.front()).size();
  CHECK(fields == 20);
  std::size_t rows = 0;
  for (const auto line : lines) {
    if (line.empty()) continue;
    CHECK(line.ends_with('\r'));
    CHECK_MESSAGE(fields_of(line).size() == fields, line);
    ++rows;
  }
  CHECK(rows == 1 + harbour.result.exposures.size() + harbour.result.not_assessed.size());
}

TEST_CASE("the table fits its width, and shows no more actions than it is asked for") {
  const Harbour harbour;
  for (const auto language : text::languages) {
    Text narrow;
    write_table(harbour.result, {.language = language, .width = 60, .most_actions = 1}, narrow);
    CHECK(narrow.all.find("lamp") != std::string::npos);
    CHECK(narrow.all.find("\x1b[") == std::string::npos);
    Text whole;
    write_table(harbour.result, {.language = language, .colour = true}, whole);
    CHECK(whole.all.find("\x1b[") != std::string::npos);
    CHECK(std::ranges::count(whole.all, '\n') > std::ranges::count(narrow.all, '\n'));
  }
}

TEST_CASE("the page opens and closes what it opens, in each language, and asks for nothing from outside") {
  const Harbour harbour;
  for (const auto language : text::languages) {
    const auto page = html_of(harbour.result, language);
    const auto count = [&](std::string_view piece) {
      std::size_t found = 0;
      for (auto at = page.find(piece); at != std::string::npos; at = page.find(piece, at + 1))
        ++found;
      return found;
    };
    for (const std::string tag : {"table", "tr", "td", "th", "bdi", "span", "ul", "li", "main", "body", "html", "p"}) {
      const auto opened = count("<" + tag + ">") + count("<" + tag + " ");
      CHECK_MESSAGE(opened == count("</" + tag + ">"), tag);
    }
    CHECK(count("lang=\"en\"") >= count("<span lang=\"ar\""));
    CHECK(count("<span lang=\"fr\"") == count("<span lang=\"ar\""));
    CHECK(page.find(R"(default-src 'none')") != std::string::npos);
    for (const auto* outside : {"src=", "@import", "url("})
      CHECK_MESSAGE(page.find(outside) == std::string::npos, outside);
    CHECK(page.find("nameless") != std::string::npos);
  }
}

TEST_CASE("the page keeps what comes from outside apart from the direction of its sentences") {
  const MadeIndex index(
      {{.advisories = {advisory("X-1", {package("PyPI", "lamp", {introduced("0")})}, {"CVE-2030-0001"})},
        .kev = {{"CVE-2030-0001", "Harbour", "Lamp", day("2026-01-01"), false}}}});
  std::vector<Target> targets{{"port/<quay>.json", {}}};
  targets.front().inventory.components = {by_purl("lamp", "1.0", "pkg:pypi/lamp@1.0"),
                                          {.name = "\uE000 {0} مصباح", .version = "1"}};
  const auto page = html_of(exposure::scan(*index, targets, as_of_today()), text::Language::ar);
  const auto has = [&](std::string_view piece) { return page.find(piece) != std::string::npos; };
  CHECK(has(R"(منذ <bdi dir="ltr">2026-01-01</bdi></span>)"));
  CHECK(has(R"(<td><bdi dir="ltr">lamp 1.0</bdi></td>)"));
  CHECK(has(R"(<bdi dir="ltr">port/<wbr>&lt;quay&gt;.json</bdi>)"));
  CHECK(has("<bdi>\uE000 {0} مصباح</bdi>"));
}

TEST_CASE("the same result gives the same bytes in every format, and a long one comes in pieces") {
  std::vector<Advisory> many;
  for (int i = 0; i < 3000; ++i)
    many.push_back(advisory(fmt::format("X-{}", i), {package("PyPI", "lamp", {introduced("0"), fixed("2")})}));
  const MadeIndex index(many);
  std::vector<Target> targets{{"port", {}}};
  targets.front().inventory.components = {by_purl("lamp", "1.0", "pkg:pypi/lamp@1.0")};
  const auto result = exposure::scan(*index, targets, as_of_today());
  Text first, second, vex;
  write_json(result, text::Language::en, first);
  write_json(result, text::Language::en, second);
  CHECK(first.all == second.all);
  for (const unsigned threads : {2U, 5U}) {
    Text shared;
    write_json(result, text::Language::en, shared, threads);
    CHECK(shared.all == first.all);
  }
  CHECK(first.all.size() > 1'000'000);
  CHECK(first.largest < 600'000);
  json::Document document;
  const auto parsed = document.parse(first.all);
  REQUIRE(parsed);
  CHECK((*parsed)["exposures"].size() == 3000);
  write_vex(result, vex);
  CHECK(vex.largest < 600'000);
  const auto statements = document.parse(vex.all);
  REQUIRE(statements);
  CHECK((*statements)["vulnerabilities"].size() == 3000);
}

TEST_CASE("VEX: rows of one vulnerability that say the same are one entry; what KEV lists is exploitable") {
  const MadeIndex index(
      {{.advisories = {advisory("X-1", {package("PyPI", "lamp", {introduced("0"), fixed("2")})}, {"CVE-2030-0001"})},
        .kev = {{"CVE-2030-0001", "Harbour", "Lamp", day("2026-01-01"), false}}}});
  std::vector<Target> targets{{"port", {}}};
  targets.front().inventory.components = {by_purl("lamp", "1.0", "pkg:pypi/lamp@1.0"),
                                          by_purl("lamp", "1.1", "pkg:pypi/lamp@1.1"),
                                          by_purl("lamp", "1.2", "pkg:pypi/lamp@1.2")};
  const std::vector<VexStatement> own{
      {.vulnerabilities = {"CVE-2030-0001"}, .products = {"pkg:pypi/lamp@1.2"}, .status = VexStatus::fixed}};
  const auto result = exposure::scan(*index, targets, {.as_of = today, .vex = own});
  Text out;
  write_vex(result, out);
  json::Document document;
  const auto parsed = document.parse(out.all);
  REQUIRE(parsed);
  std::vector<std::string> said;
  for (const auto entry : (*parsed)["vulnerabilities"].elements())
    said.push_back(
        fmt::format("{} {} x{}", entry["id"].string(), entry["analysis"]["state"].string(), entry["affects"].size()));
  CHECK(said == std::vector<std::string>{"X-1 exploitable x2", "X-1 resolved x1"});
}

TEST_CASE("VEX: components that are not affected for different reasons are different entries") {
  const MadeIndex index({advisory("X-1", {package("PyPI", "lamp", {introduced("0")})})});
  std::vector<Target> targets{{"port", {}}};
  targets.front().inventory.components = {by_purl("lamp", "1.0", "pkg:pypi/lamp@1.0"),
                                          by_purl("lamp", "1.1", "pkg:pypi/lamp@1.1")};
  const std::vector<VexStatement> own{
      {.vulnerabilities = {"X-1"},
       .products = {"pkg:pypi/lamp@1.0"},
       .status = VexStatus::not_affected,
       .justification = "component_not_present"},
      {.vulnerabilities = {"X-1"}, .products = {"pkg:pypi/lamp@1.1"}, .status = VexStatus::not_affected}};
  const auto result = exposure::scan(*index, targets, {.as_of = today, .vex = own});
  Text out;
  write_vex(result, out);
  json::Document document;
  const auto parsed = document.parse(out.all);
  REQUIRE(parsed);
  std::vector<std::string> said;
  for (const auto entry : (*parsed)["vulnerabilities"].elements())
    said.push_back(fmt::format("{} x{}", entry["analysis"]["justification"].string(), entry["affects"].size()));
  CHECK(said == std::vector<std::string>{"code_not_present x1", " x1"});
}

TEST_CASE("table and page give the same numbers, those of every state among them") {
  const Harbour harbour;
  Text table;
  write_table(harbour.result, {}, table);
  const auto page = html_of(harbour.result, text::Language::en);
  const auto lines = summary_of(harbour.result, actions_of(harbour.result));
  CHECK(lines.size() == 4);  // read, found, undecided, out of support
  for (const auto& line : lines) {
    const auto sentence = text::sentence(text::Language::en, line);
    CHECK_MESSAGE(table.all.find(sentence) != std::string::npos, sentence);
    CHECK_MESSAGE(page.find(sentence) != std::string::npos, sentence);
  }
}

TEST_CASE("the time that CISA gives is said in words") {
  const auto said = [](std::string_view label, std::optional<std::int32_t> days, text::Language language) {
    return text::sentence(language, time_given({.label = label, .days = days}));
  };
  CHECK(said("60 days", 60, text::Language::en) == "60 days");
  CHECK(said("3 days & forensic investigation", 3, text::Language::en) == "3 days & forensic investigation");
  CHECK(said("3 days", 3, text::Language::ar) == "3 أيام");
  CHECK(said("14 days", 14, text::Language::ar) == "14 يومًا");
  CHECK(said("fix on system upgrade", std::nullopt, text::Language::en) == "next upgrade");
  exposure::Exposure ended{.state = exposure::State::out_of_support, .due = {.label = "60 days", .days = 60}};
  CHECK(time_given(ended).code == Code{"due_next_upgrade"});
  ended.state = exposure::State::affected;
  CHECK(time_given(ended).code == Code{"due_days"});
}

TEST_CASE("an inventory's JSON has each component and each refusal with its line, null where there is none") {
  Inventory inventory;
  inventory.components = {by_product("Harbour", "Lamp", "1"), by_dpkg("liblamp1", "2", {"lamp", "1-2"})};
  inventory.refused = {{.line = 7, .reason = {Code{"osv_no_id"}, {}}}};
  const std::vector<Target> targets{{"port", inventory}};
  const std::vector<Error> refused{{Code{"target_empty"}, {}, {.file = "empty.json"}}};
  Text out;
  write_inventory_json(targets, refused, text::Language::en, out);
  json::Document document;
  const auto parsed = document.parse(out.all);
  REQUIRE(parsed);
  std::vector<std::string> rows;
  for (const auto row : (*parsed)["components"].elements()) {
    rows.push_back(fmt::format("{} {} {} {} {}", row["name"].string(), row["version"].string(), row["vendor"].string(),
                               row["source"]["name"].string(), row["purl"].kind() == json::Kind::null));
  }
  CHECK(rows == std::vector<std::string>{"Lamp 1 Harbour  true", "liblamp1 2  lamp true"});
  REQUIRE((*parsed)["refused"].size() == 2);
  std::vector<std::string> lines;
  for (const auto row : (*parsed)["refused"].elements())
    lines.push_back(fmt::format("{} {}", row["target"].string(), row["line"].integer().value_or(-1)));
  CHECK(lines == std::vector<std::string>{"port 7", "empty.json -1"});
}
