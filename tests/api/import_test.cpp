// Lists come in as files and go out as files: scenario 1 of the console, what is refused and why, and that an import
// tells nothing of what its reader may not see.
#include <algorithm>
#include <map>
#include <set>

#include "api/columns.h"
#include "app/import_plan.h"
#include "app/lists.h"
#include "base/utf8.h"
#include "exported.h"
#include "imported.h"
#include "io/file.h"
#include "io/zip.h"
#include "xlsx/xlsx.h"

using namespace manara;
using namespace manara::made;
using access::Role;

namespace {

std::string workbook(const std::vector<std::vector<std::string>>& rows) {
  auto sheet = std::move(xlsx::Sheet::create("List", xlsx::Direction::left_to_right)).value();
  for (const auto& row : rows)
    REQUIRE(sheet.add(row));
  return std::move(sheet.finish()).value();
}

/// UTF-8 in Windows-1252, whose letters of Western Europe are the first 256 of Unicode.
std::string in_windows_1252(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto length = utf8_length(text);
    out.push_back(static_cast<char>(utf8_decode(text, length)));
    text.remove_prefix(length);
  }
  return out;
}

/// As an office in Tunis saves it from Excel. Three rows are good.
const std::string french_list = in_windows_1252(
    "Nom;Secteur;Type;Criticité;Région\r\n"
    "Hôpital régional de la Côte;Santé;Hôpital;Élevée;Côte\r\n"
    "Université du Nord;Éducation;;;Nord\r\n"
    "Régie des eaux;Plomberie;;;\r\n"
    ";Santé;Clinique;;\r\n"
    "\"Ministère de l'Agriculture;Agriculture;;;\r\n"
    "Banque; centrale;Finance;;;Nord\r\n"
    "Université du nord;Éducation;;;Sud\r\n"
    "Télécom publique;Télécommunications;;;\r\n");

}  // namespace

TEST_CASE("every field of a table has headings in three languages, every choice the word of the console") {
  std::map<text::Language, json::Document> documents;
  std::map<text::Language, json::Value> console;
  for (const auto language : text::languages) {
    const auto path = fmt::format("{}/console/src/text/{}.json", MANARA_SOURCE_DIR, text::tag(language));
    console[language] = documents[language].parse(io::read_file(path).value()).value();
  }
  std::vector<api::Table> tables;
  for (const auto& resource : app::resources()) {
    if (app::is_importable(resource)) tables.push_back(api::table_of(resource));
  }
  for (const auto* list : app::lists())
    tables.push_back(list->table);
  for (const auto& table : tables) {
    CAPTURE(table.name);
    for (const auto& field : table.fields) {
      CAPTURE(field.name);
      CHECK(split(field.headings, '|').size() >= text::languages.size());
      REQUIRE(field.labels.size() == field.choices.size());
      for (std::size_t i = 0; i < field.labels.size(); ++i) {
        auto key = std::string(field.labels[i].name());
        REQUIRE(key.ends_with("_" + std::string(field.choices[i])));
        key[key.size() - field.choices[i].size() - 1] = '.';
        for (const auto language : text::languages)
          CHECK(text::sentence(language, Message{field.labels[i], {}}) == console[language][key].string());
      }
      if (field.type == resource::FieldType::list) CHECK(field.columns.size() == field.items.front().choices.size());
    }
    for (const auto language : text::languages) {
      std::set<std::string> titles;
      for (const auto& column : api::columns_of(table))
        CHECK(titles.insert(column.titles[static_cast<std::size_t>(language)]).second);
    }
  }
}

TEST_CASE("a French list in Windows-1252 with five broken rows: the good ones are kept, once, the others listed") {
  Analyst node;
  const auto preview = import(node, "organisations", french_list, {{"mode", "preview"}});
  REQUIRE(preview.response.status == 200);
  CHECK(preview.counts() == "read 8 new 3 changed 0 same 0 refused 5 ");
  CHECK(preview.refused() ==
        "4 field_choice; 5 field_missing; 6 table_open_quote; 7 table_row_too_long; 8 import_repeated; ");
  CHECK(listed(node, "organisations").find("Hôpital") == std::string::npos);
  const auto applied = apply(node, "organisations", french_list);
  CHECK(applied.counts() == preview.counts());
  CHECK(applied.root["applied"].boolean() == true);
  CHECK(
      listed(node, "organisations", {{"q", "cote"}})
          .find(
              R"("names":{"fr":"Hôpital régional de la Côte"},"sector":"healthcare","kind":"Hôpital","criticality":"high","region":"Côte")") !=
      std::string::npos);
  const auto before = listed(node, "organisations");
  const auto again = apply(node, "organisations", french_list);
  CHECK(again.counts() == "read 8 new 0 changed 0 same 3 refused 5 ");
  CHECK(listed(node, "organisations") == before);
}

TEST_CASE("the preview shows what the columns were taken for, and the refused rows with their cells and as a file") {
  Analyst node;
  const auto preview = import(node, "organisations", french_list);
  std::string columns;
  for (const auto column : preview.root["columns"].elements())
    columns +=
        fmt::format("{}={} ({}); ", column["heading"].string(), column["field"].string(), column["samples"].size());
  CHECK(columns ==
        "Nom=names.fr (3); Secteur=sector (3); Type=kind (2); Criticité=criticality (1); Région=region (3); ");
  const auto first = *preview.root["refused"].elements().begin();
  CHECK(first["reason"].string() == "Sector: Plomberie is none of the choices");
  CHECK((*first["cells"].elements().begin()).string() == "Régie des eaux");
  const auto file = import(node, "organisations", french_list, {{"format", "csv"}}).response;
  CHECK(file.body.starts_with("\xef\xbb\xbfLine,Reason,Nom,Secteur,"));
  CHECK(file.body.find("\r\n5,Name: this is needed,,Santé,Clinique\r\n") != std::string::npos);
  CHECK(file.body.find("\"\"\"Ministère de l'Agriculture;Agriculture;;;") != std::string::npos);
}

TEST_CASE("only what stands in the file changes: a column that is missing and a cell that is empty leave what was") {
  Analyst node;
  REQUIRE(apply(node, "organisations", "name;nom;sector;region\nHarbour;Port;water;North\n").counts() ==
          "read 1 new 1 changed 0 same 0 refused 0 ");
  CHECK(apply(node, "organisations", "Name;Sector;Region\nHARBOUR;transport;\n").counts() ==
        "read 1 new 0 changed 1 same 0 refused 0 ");
  CHECK(listed(node, "organisations", {{"q", "port"}})
            .find(R"("names":{"en":"HARBOUR","fr":"Port"},"sector":"transport","region":"North")") !=
        std::string::npos);
  // Known by any of its names, in any language and writing.
  CHECK(apply(node, "organisations", "nom;القطاع\npört;المياه\n").counts() ==
        "read 1 new 0 changed 1 same 0 refused 0 ");
}

TEST_CASE("organisations that belong to others of the same file are made behind them; circles are refused") {
  Analyst node;
  const auto file =
      "name,sector,part of\nWard,healthcare,Hospital\nHospital,healthcare,Ministry\nMinistry,government,\n"
      "A,water,B\nB,water,A\nC,water,C\nD,water,Nobody\n";
  const auto preview = import(node, "organisations", file);
  CHECK(preview.counts() == "read 7 new 3 changed 0 same 0 refused 4 ");
  CHECK(apply(node, "organisations", file).counts() == preview.counts());
  CHECK(apply(node, "organisations", file).counts() == "read 7 new 0 changed 0 same 3 refused 4 ");
  CHECK(preview.refused() ==
        "5 import_link_circle; 6 import_link_circle; 7 import_link_circle; 8 import_link_unknown; ");
}

TEST_CASE("contacts come with several channels of a kind; a cell changes its kind alone") {
  Analyst node;
  const auto file =
      "Organisation;Name;Kind;Phone;E-mail;Telephone (out of hours)\n"
      "own hospital;Amal;person;+216 71 000 001; a@example.org ;\n"
      "Own hospital;Duty;Chef;112;;+216 71 000 009\n"
      "Own hospital;Samir;personne;\"1;2\n3 (hors heures ouvrées)\";;\n";
  const auto preview = import(node, "contacts", file);
  CHECK(preview.counts() == "read 3 new 2 changed 0 same 0 refused 1 ");
  CHECK(preview.refused() == "3 field_choice; ");
  CHECK(apply(node, "contacts", file).counts() == preview.counts());
  const auto all = listed(node, "contacts");
  CHECK(
      all.find(
          R"("channels":[{"kind":"mail","address":"a@example.org"},{"kind":"telephone","address":"+216 71 000 001"}])") !=
      std::string::npos);
  CHECK(
      all.find(
          R"({"kind":"telephone","address":"1"},{"kind":"telephone","address":"2"},{"kind":"telephone","address":"3","out_of_hours":true})") !=
      std::string::npos);
  CHECK(apply(node, "contacts", "Organisation,Name,Chat,Telephone (out of hours)\nOwn hospital,Amal,@amal,999\n")
            .counts() == "read 1 new 0 changed 1 same 0 refused 0 ");
  CHECK(
      listed(node, "contacts", {{"q", "amal"}})
          .find(
              R"({"kind":"telephone","address":"+216 71 000 001"},{"kind":"telephone","address":"999","out_of_hours":true},{"kind":"chat","address":"@amal"}])") !=
      std::string::npos);
}

TEST_CASE("what is exported, in every language and form, is imported again and nothing has changed") {
  Analyst node;
  REQUIRE(apply(node, "organisations",
                "name,nom,الاسم,sector,part of,region\n"
                "'=1+1,Formule,معادلة,water,,'+North\nChild,,\u200fطفل,other,Own hospital,\"a;b,\"\"c\"\"\"\n")
              .counts() == "read 2 new 2 changed 0 same 0 refused 0 ");
  REQUIRE(apply(node, "contacts",
                "organisation,name,kind,role,language,telephone,chat,letter,verified,notes\n"
                "Own hospital,Amal,person,=HYPERLINK(0),ar,+216 1 (out of hours);2,DOM\\amal,\"1, Port St\\; Tunis\","
                "2026-11-01,\"two\nlines\"\n")
              .counts() == "read 1 new 1 changed 0 same 0 refused 0 ");
  REQUIRE(apply(node, "networks", "organisation,value,since\nOwn hospital,10.0.0.1/8,2026-01-01\n").counts() ==
          "read 1 new 1 changed 0 same 0 refused 0 ");
  REQUIRE(apply(node, "assets", "organisation,name,kind,exposure\nOwn hospital,pc-1,poste de travail,internal\n")
              .counts() == "read 1 new 1 changed 0 same 0 refused 0 ");
  const std::pair<const char*, const char*> lists[] = {{"organisations", "read 4 new 0 changed 0 same 4 refused 0 "},
                                                       {"contacts", "read 1 new 0 changed 0 same 1 refused 0 "},
                                                       {"networks", "read 1 new 0 changed 0 same 1 refused 0 "},
                                                       {"assets", "read 1 new 0 changed 0 same 1 refused 0 "}};
  for (const auto& [resource, counts] : lists) {
    CAPTURE(resource);
    CHECK(import(node, resource, exported(node, resource, "csv")).counts() == counts);
    for (const auto* language : {"en", "fr", "ar"}) {
      CAPTURE(language);
      node.become(Role::analyst, Node::nation, language);
      const auto file = exported(node, resource, "xlsx");
      CHECK(import(node, resource, file).counts() == counts);
      // Without its ids it is known by its names.
      CHECK(import(node, resource, file, {{"map.id", ""}}).counts() == counts);
      const auto sheet = sheet_of(file);
      CHECK(sheet.find("<f>") == std::string::npos);
      CHECK((sheet.find("rightToLeft=\"1\"") != std::string::npos) == (std::string_view(language) == "ar"));
      CHECK(sheet.find("state=\"frozen\"") != std::string::npos);
    }
  }
  const auto csv = exported(node, "organisations", "csv");
  CHECK(csv.find(",'=1+1,") != std::string::npos);
  CHECK(csv.find(",=1+1") == std::string::npos);
}

TEST_CASE("columns that nobody knows are mapped by whoever does, or left out") {
  Analyst node;
  const auto file = "Établissement;Branche;Sector\nPort;water;x\n";
  const auto blind = import(node, "organisations", "Bezeichnung;Branche\nPort;water\n");
  CHECK(blind.counts() == "read 1 new 0 changed 0 same 0 refused 1 ");
  CHECK((*blind.root["columns"].elements().begin())["field"].kind() == json::Kind::null);
  const Query mapping{{"map.names.fr", "établissement"}, {"map.sector", "2"}};
  CHECK(import(node, "organisations", file, mapping).counts() == "read 1 new 1 changed 0 same 0 refused 0 ");
  CHECK(import(node, "organisations", "name;sector;kind\nPort;water;x\n", {{"map.kind", ""}})
            .response.body.find("\"kind\":\"x\"") == std::string::npos);
  const auto missing = import(node, "organisations", file, {{"map.sector", "Nowhere"}});
  CHECK(missing.response.status == 422);
  CHECK(missing.code() == "table_column_missing");
  CHECK(import(node, "organisations", file, {{"map.colour", "1"}}).code() == "table_map_unknown");
  CHECK(import(node, "organisations", file, {{"colour", "1"}}).response.status == 400);
}

TEST_CASE("a workbook is read as a list is, each broken cell in its row") {
  Analyst node;
  const auto file = workbook({{"الاسم", "القطاع", "الأهمية الحيوية"},
                              {"مستشفى الميناء", "الصحة", "حرجة"},
                              {"جامعة", "لا شيء", ""},
                              {"0012", "water", "low"}});
  const auto applied = apply(node, "organisations", file);
  CHECK(applied.counts() == "read 3 new 2 changed 0 same 0 refused 1 ");
  CHECK(listed(node, "organisations", {{"q", "الميناء"}}).find(R"("sector":"healthcare","criticality":"critical")") !=
        std::string::npos);
  CHECK(listed(node, "organisations").find(R"("ar":"0012")") != std::string::npos);
}

TEST_CASE("of what somebody else owns an import says what it says of nothing, and writes nothing there") {
  Node node;
  node.become(Role::organisation_officer, access::ScopeId{node.own.bytes});
  const auto id = to_string(node.foreign);
  const auto file = "organisation,name,kind\nOwn hospital,Mine,role\n" + id + ",Theirs,role\n" +
                    "ffffffffffffffffffffffffffffffff,Nobody's,role\nCANARY-7f3a,Named,role\nNowhere,Named,role\n";
  node.said.clear();
  const auto applied = apply(node, "contacts", file);
  CHECK(applied.counts() == "read 5 new 1 changed 0 same 0 refused 4 ");
  CHECK(applied.refused() ==
        "3 import_link_unknown; 4 import_link_unknown; 5 import_link_unknown; 6 import_link_unknown; ");
  // The canary comes back in the cells that were sent, and nowhere else.
  const auto foreign_asked = import(node, "contacts", "name,kind\nX,role\n", {{"organisation", id}});
  const auto nobody_asked =
      import(node, "contacts", "name,kind\nX,role\n", {{"organisation", "ffffffffffffffffffffffffffffffff"}});
  CHECK(foreign_asked.refused() == nobody_asked.refused());
  node.said.clear();
  CHECK(apply(node, "organisations", "id,name,sector\n" + id + ",X,water\n").refused() == "2 import_id_unknown; ");
  CHECK(apply(node, "organisations", "name,sector\nNew one,water\n").refused() == "2 access_denied; ");
  exported(node, "organisations", "xlsx");
  CHECK(sheet_of(exported(node, "organisations", "xlsx")).find(canary) == std::string::npos);
  CHECK(node.said.find(canary) == std::string::npos);
  node.become(Role::analyst, Node::nation);
  CHECK(listed(node, "contacts").find("Theirs") == std::string::npos);
  node.become(Role::auditor, Node::nation);
  CHECK(apply(node, "contacts", "organisation,name,kind\nOwn hospital,Y,role\n").refused() == "2 access_denied; ");
  node.become({}, Node::nation);
  CHECK(apply(node, "contacts", file).response.status == 403);
}

TEST_CASE("what was imported and removed is made anew when it is imported again") {
  Analyst node;
  const auto file = "organisation,name,kind\nOwn hospital,Duty,role\n";
  REQUIRE(apply(node, "contacts", file).counts() == "read 1 new 1 changed 0 same 0 refused 0 ");
  for (int round = 0; round < 2; ++round) {
    json::Document document;
    const auto body = listed(node, "contacts");
    const auto item = *(*document.parse(body))["items"].elements().begin();
    const auto path = "/api/contacts/" + item["id"].text();
    node.take_revision(path);
    REQUIRE(node.ask("DELETE", path).status == 204);
    CHECK(apply(node, "contacts", file).counts() == "read 1 new 1 changed 0 same 0 refused 0 ");
    CHECK(listed(node, "contacts").find("Duty") != std::string::npos);
    CHECK(apply(node, "contacts", file).counts() == "read 1 new 0 changed 0 same 1 refused 0 ");
  }
}

TEST_CASE("two of one name are told apart by their ids alone") {
  Analyst node;
  const auto first = to_string(node.add("organisation_saved", {R"({"names":{"en":"Twin"},"sector":"water"})"}));
  node.add("organisation_saved", {R"({"names":{"fr":"TWIN"},"sector":"water"})"});
  CHECK(import(node, "organisations", "name,sector\ntwin,water\n").refused() == "2 import_several; ");
  CHECK(import(node, "organisations", "name,sector,parent\nX,water,Twin\n").refused() == "2 import_link_several; ");
  CHECK(apply(node, "organisations", "id,name,sector\n" + first + ",First,\n").counts() ==
        "read 1 new 0 changed 1 same 0 refused 0 ");
  // By its name here, by its id there: the same row twice.
  CHECK(import(node, "organisations", "id,name,sector\n" + first + ",,energy\n,First,energy\n").refused() ==
        "3 import_repeated; ");
}

TEST_CASE("a network that ends before it begins is refused on its field, typed or imported, in three languages") {
  for (const auto& [language, sentence] : {std::pair{"en", "2026-01-31 lies before 2026-02-01"},
                                           std::pair{"fr", "le 2026-01-31 est antérieur au 2026-02-01"},
                                           std::pair{"ar", "التاريخ 2026-01-31 يسبق التاريخ 2026-02-01"}}) {
    CAPTURE(language);
    Analyst node;
    node.become(Role::analyst, Node::nation, language);
    const auto network = [&](std::string_view since, std::string_view until) {
      return node.ask("POST", "/api/networks",
                      fmt::format(R"({{"organisation":"{}","value":"10.0.0.0/8","since":"{}","until":"{}"}})",
                                  to_string(node.own), since, until));
    };
    const auto refused = network("2026-02-01", "2026-01-31");
    CHECK(refused.status == 422);
    CHECK(refused.body.find(R"("field":"until","code":"field_before")") != std::string::npos);
    CHECK(refused.body.find(sentence) != std::string::npos);
    CHECK(network("2026-02-01", "2026-02-01").status == 201);
    CHECK(network("", "2026-01-31").status == 201);
    CHECK(network("2026-02-01", "").status == 201);
    CHECK(network("soon", "2026-01-31").body.find("field_before") == std::string::npos);
    const auto imported = apply(node, "networks",
                                "organisation,value,since,until\nOwn hospital,10.1.0.0/16,2026-02-01,2026-01-31\n"
                                "Own hospital,10.2.0.0/16,2026-02-01,2026-03-01\n");
    CHECK(imported.counts() == "read 2 new 1 changed 0 same 0 refused 1 ");
    CHECK(imported.refused() == "2 field_before; ");
    CHECK(imported.response.body.find(sentence) != std::string::npos);
  }
}
