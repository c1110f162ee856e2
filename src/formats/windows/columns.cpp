// A new heading is a word in this table. Case, accents, blanks and punctuation don't matter (table/headings.h). Of two
// columns with headings of one field the earlier word wins: "Name" is last, since it may be the machine's.
#include "formats/windows/columns.h"

#include <algorithm>

#include "formats/table/headings.h"

namespace manara::formats {

const std::array<table::Field, column_count> estate_columns{{
    {"name",
     "DisplayName|Software|Software Name|Application|Application Name|Program|Program Name|Installed Software|"
     "Product Name|Name|"
     "Logiciel|Nom du logiciel|Nom de l'application|Programme|Nom du programme|Nom d'affichage|Nom complet|Nom|"
     "البرنامج|اسم البرنامج|التطبيق|اسم التطبيق|البرمجية|اسم البرمجية|اسم المنتج|اسم العرض|الاسم المعروض|الاسم"},
    {"vendor",
     "Publisher|Vendor|Manufacturer|Software Publisher|Software Vendor|Vendor Name|"
     "Éditeur|Editeur du logiciel|Nom de l'éditeur|Fabricant|Fournisseur|Constructeur|"
     "الناشر|اسم الناشر|جهة النشر|المورد|المورّد|الشركة|الشركة المصنعة|المصنّع|الشركة المطورة|المطوّر"},
    {"version",
     "DisplayVersion|Version|Software Version|Product Version|Application Version|Version Number|Installed Version|"
     "Numéro de version|Version du logiciel|Version installée|"
     "الإصدار|رقم الإصدار|إصدار البرنامج|إصدار العرض|النسخة|رقم النسخة"},
    {"host",
     "PSComputerName|ComputerName|Host|Hostname|Host Name|Computer|Machine|Machine Name|Device|Device Name|Workstation|"
     "Server|Server Name|Asset|Asset Name|Endpoint|CSName|SystemName|System Name|__SERVER|DNSHostName|"
     "Poste|Poste de travail|Nom du poste|Ordinateur|Nom de l'ordinateur|Nom de la machine|Nom d'hôte|Hôte|Serveur|"
     "Équipement|Appareil|"
     "الجهاز|اسم الجهاز|الحاسوب|اسم الحاسوب|الحاسب|اسم الحاسب|الكمبيوتر|اسم الكمبيوتر|المضيف|اسم المضيف|الخادم|اسم "
     "الخادم"},
    {"product", "Product|Produit|Nom du produit|المنتج"},
    {"purl", "purl|Package URL"},
    {"cpe", "CPE|CPE 2.3|CPE23|CPE Name|CPE URI"},
    {"ecosystem", "Ecosystem|Package Manager|Package Type|Écosystème|Gestionnaire de paquets|المنظومة|مدير الحزم"},
    {"os",
     "OS|OS Name|Operating System|Operating System Name|Windows Edition|"
     "Système d'exploitation|SE|Nom du système d'exploitation|Système|"
     "نظام التشغيل|اسم نظام التشغيل|النظام"},
    {"build",
     "Build|Build Number|BuildNumber|CurrentBuild|CurrentBuildNumber|OS Build|OS Build Number|OS Version|"
     "Operating System Version|"
     "Numéro de build|Version du système|Version de l'OS|Version du système d'exploitation|Numéro de compilation|"
     "رقم البناء|البنية|إصدار النظام|إصدار نظام التشغيل"},
    {"ubr", "UBR|Update Build Revision"},
    // Every class of WMI has a Caption, programs too; a row says whether it is a system's.
    {"caption", "Caption"},
}};

bool certain_columns(const table::Columns& found, table::Cells row, table::Form form) {
  const auto has = [&found](Column column) { return found[at(column)] != table::no_column; };
  const auto heading = [&row, &found](Column column) {
    const auto place = found[at(column)];
    return place < row.size() ? table::fold_heading(row[place].text) : std::string();
  };
  // EPSS, KEV and findings of scanners are lists of vulnerabilities, though with products in them.
  const auto is_cve = [](const table::Cell& cell) { return table::fold_heading(cell.text).starts_with("cve"); };
  if (std::ranges::any_of(row, is_cve)) return false;
  const bool system = (has(Column::os) || has(Column::caption)) && (has(Column::build) || has(Column::ubr));
  if (heading(Column::name) == "displayname" || system) return true;
  if (form == table::Form::json) return false;
  const bool program = has(Column::name) && (has(Column::version) || has(Column::vendor));
  const bool product = has(Column::product) && has(Column::vendor) && has(Column::version);
  const bool package = has(Column::purl) || has(Column::cpe);
  return program || product || package;
}

bool usable_columns(const table::Columns& found) {
  constexpr std::array<Column, 6> telling{Column::name, Column::product, Column::purl,
                                          Column::cpe,  Column::os,      Column::caption};
  return std::ranges::any_of(telling, [&](Column column) { return found[at(column)] != table::no_column; });
}

}  // namespace manara::formats
