#include "app/sample_software.h"

#include <fmt/core.h>

#include "json/writer.h"

namespace manara::app {
namespace {

constexpr SampleProgram web_server_programs[] = {
    {"linux-image-amd64", {"6.1.55-1", "6.1.99-1", "6.1.140-1"}},
    {"libc6", {"2.36-9+deb12u3", "2.36-9+deb12u7", "2.36-9+deb12u10"}},
    {"openssl", {"3.0.11-1~deb12u2", "3.0.14-1~deb12u2", "3.0.16-1~deb12u1"}},
    {"libssl3", {"3.0.11-1~deb12u2", "3.0.14-1~deb12u2", "3.0.16-1~deb12u1"}},
    {"openssh-server", {"1:9.2p1-2+deb12u1", "1:9.2p1-2+deb12u3", "1:9.2p1-2+deb12u6"}},
    {"nginx", {"1.22.1-9", "1.22.1-9", "1.22.1-9+deb12u2"}},
    {"php8.2-fpm", {"8.2.7-1~deb12u1", "8.2.20-1~deb12u1", "8.2.28-1~deb12u1"}},
    {"mariadb-server", {"1:10.11.4-1~deb12u1", "1:10.11.6-0+deb12u1", "1:10.11.11-0+deb12u1"}},
    {"curl", {"7.88.1-10+deb12u4", "7.88.1-10+deb12u8", "7.88.1-10+deb12u12"}},
    {"libxml2", {"2.9.14+dfsg-1.3~deb12u1", "2.9.14+dfsg-1.3~deb12u1", "2.9.14+dfsg-1.3~deb12u2"}},
    {"libwebp7", {"1.2.4-0.2+deb12u1", "1.2.4-0.2+deb12u1", "1.2.4-0.2+deb12u1"}},
    {"sudo", {"1.9.13p3-1+deb12u1", "1.9.13p3-1+deb12u1", "1.9.13p3-1+deb12u2"}},
    {"rsync", {"3.2.7-1", "3.2.7-1", "3.2.7-1+deb12u2"}},
    {"certbot", {"", "2.1.0-4", "2.1.0-4"}},
    {"proftpd-core", {"1.3.8+dfsg-4+deb12u1", "", ""}},
    {"phpmyadmin", {"4:5.2.1+dfsg-1", "4:5.2.1+dfsg-1", ""}, false},
    {"git", {"1:2.39.2-1.1", "1:2.39.2-1.1", "1:2.39.5-0+deb12u2"}, false}};

constexpr SampleProgram mail_server_programs[] = {
    {"kernel", {"5.14.0-284.11.1.el9_2", "5.14.0-427.13.1.el9_4", "5.14.0-503.11.1.el9_5"}},
    {"glibc", {"2.34-60.el9", "2.34-100.el9_4.2", "2.34-125.el9_5.8"}},
    {"openssl", {"3.0.7-16.el9_2", "3.0.7-27.el9", "3.2.2-6.el9_5"}},
    {"openssh-server", {"8.7p1-30.el9_2", "8.7p1-38.el9_4.1", "8.7p1-43.el9"}},
    {"postfix", {"3.5.9-19.el9", "3.5.9-24.el9", "3.5.25-1.el9"}},
    {"dovecot", {"2.3.16-8.el9", "2.3.16-11.el9", "2.3.16-14.el9"}},
    {"bind-utils", {"9.16.23-11.el9_2.2", "9.16.23-18.el9_4.1", "9.16.23-24.el9_5"}},
    {"curl", {"7.76.1-23.el9_2.1", "7.76.1-29.el9_4", "7.76.1-31.el9"}},
    {"expat", {"2.5.0-1.el9", "2.5.0-2.el9_4", "2.5.0-3.el9_5.1"}},
    {"python3", {"3.9.16-1.el9_2.1", "3.9.18-3.el9_4.1", "3.9.21-1.el9_5"}},
    {"sudo", {"1.9.5p2-9.el9", "1.9.5p2-10.el9_3", "1.9.5p2-10.el9_3"}},
    {"clamav", {"0.103.8-3.el9", "1.0.6-1.el9", "1.0.7-1.el9"}},
    {"spamassassin", {"3.4.6-5.el9", "3.4.6-5.el9", ""}},
    {"rspamd", {"", "", "3.8.4-1.el9"}},
    {"telnet", {"0.17-85.el9", "", ""}, false},
    {"roundcubemail", {"", "1.5.6-1.el9", "1.5.9-1.el9"}, false}};

constexpr SampleProgram office_programs[] = {
    {"Mozilla Firefox ESR (x64 en-US)", {"115.3.1", "128.4.0", "140.2.0"}},
    {"Google Chrome", {"117.0.5938.92", "126.0.6478.127", "138.0.7204.97"}},
    {"Microsoft Edge", {"117.0.2045.47", "126.0.2592.87", "138.0.3351.65"}},
    {"Microsoft Office Professional Plus 2016 - en-us", {"16.0.4266.1001", "16.0.4266.1001", "16.0.4266.1001"}},
    {"Adobe Acrobat (64-bit)", {"23.006.20320", "24.002.20857", "25.001.20531"}},
    {"VLC media player", {"3.0.18", "3.0.20", "3.0.21"}},
    {"7-Zip 19.00 (x64)", {"19.00", "", ""}},
    {"7-Zip 24.07 (x64)", {"", "24.07", "24.07"}},
    {"WinRAR 6.02 (64-bit)", {"6.02.0", "6.02.0", ""}},
    {"Notepad++ (64-bit x64)", {"8.5.7", "8.6.8", "8.8.1"}},
    {"Java 8 Update 371 (64-bit)", {"8.0.3710.11", "8.0.3710.11", ""}},
    {"LibreOffice 24.8.4.2", {"", "", "24.8.4.2"}},
    {"Zoom Workplace (64-bit)", {"5.16.0", "6.1.0", "6.4.3"}, false},
    {"TeamViewer", {"15.46.5", "15.55.3", ""}, false},
    {"AnyDesk", {"ad 7.0.14", "", ""}, false},
    {"PuTTY release 0.78 (64-bit)", {"0.78.0.0", "0.78.0.0", "0.78.0.0"}, false}};

constexpr SampleProgram patient_records_programs[] = {
    {"org.apache.logging.log4j/log4j-core", {"2.14.1", "2.17.1", "2.24.3"}},
    {"org.springframework/spring-core", {"5.3.17", "5.3.39", "6.1.14"}},
    {"org.springframework/spring-webmvc", {"5.3.17", "5.3.39", "6.1.14"}},
    {"org.apache.tomcat.embed/tomcat-embed-core", {"9.0.62", "9.0.90", "10.1.34"}},
    {"com.fasterxml.jackson.core/jackson-databind", {"2.13.2", "2.15.4", "2.17.3"}},
    {"org.yaml/snakeyaml", {"1.30", "2.2", "2.2"}},
    {"org.apache.commons/commons-text", {"1.9", "1.10.0", "1.12.0"}},
    {"org.postgresql/postgresql", {"42.3.3", "42.6.1", "42.7.4"}},
    {"ca.uhn.hapi.fhir/hapi-fhir-base", {"5.7.2", "6.10.5", "7.4.5"}},
    {"ch.qos.logback/logback-classic", {"1.2.11", "1.4.14", "1.5.12"}},
    {"org.bouncycastle/bcprov-jdk15on", {"1.70", "", ""}},
    {"org.bouncycastle/bcprov-jdk18on", {"", "1.78.1", "1.79"}},
    {"com.h2database/h2", {"2.1.214", "2.1.214", ""}},
    {"commons-fileupload/commons-fileupload", {"1.4", "1.5", "1.5"}, false}};

constexpr SampleProgram student_portal_programs[] = {{"express", {"4.17.1", "4.19.2", "4.21.2"}},
                                                     {"body-parser", {"1.19.0", "1.20.2", "1.20.3"}},
                                                     {"path-to-regexp", {"0.1.7", "0.1.7", "0.1.12"}},
                                                     {"cookie", {"0.4.0", "0.6.0", "0.7.1"}},
                                                     {"lodash", {"4.17.20", "4.17.21", "4.17.21"}},
                                                     {"axios", {"0.21.1", "1.6.8", "1.7.9"}},
                                                     {"jsonwebtoken", {"8.5.1", "9.0.2", "9.0.2"}},
                                                     {"ws", {"7.4.5", "8.17.1", "8.18.0"}},
                                                     {"ejs", {"3.1.6", "3.1.10", "3.1.10"}},
                                                     {"semver", {"7.3.5", "7.5.4", "7.6.3"}},
                                                     {"mysql2", {"2.3.3", "3.9.7", "3.12.0"}},
                                                     {"multer", {"1.4.4", "1.4.5-lts.1", "1.4.5-lts.1"}},
                                                     {"tough-cookie", {"4.0.0", "4.1.3", "4.1.4"}},
                                                     {"request", {"2.88.2", "2.88.2", ""}},
                                                     {"moment", {"2.29.1", "", ""}},
                                                     {"dayjs", {"", "1.11.10", "1.11.13"}},
                                                     {"@sentry/node", {"", "7.114.0", "8.47.0"}, false}};

constexpr SampleProgram civil_registry_programs[] = {{"symfony/http-kernel", {"v5.4.20", "v6.4.8", "v6.4.17"}},
                                                     {"symfony/security-http", {"v5.4.20", "v6.4.8", "v6.4.15"}},
                                                     {"twig/twig", {"v3.4.3", "v3.8.0", "v3.18.0"}},
                                                     {"guzzlehttp/guzzle", {"7.4.5", "7.8.1", "7.9.2"}},
                                                     {"guzzlehttp/psr7", {"2.4.0", "2.6.2", "2.7.0"}},
                                                     {"monolog/monolog", {"2.8.0", "3.5.0", "3.8.1"}},
                                                     {"doctrine/dbal", {"3.4.5", "3.8.4", "3.9.3"}},
                                                     {"phpseclib/phpseclib", {"3.0.14", "3.0.37", "3.0.43"}},
                                                     {"dompdf/dompdf", {"v2.0.0", "v2.0.7", "v3.0.0"}},
                                                     {"phpoffice/phpspreadsheet", {"1.24.1", "1.29.0", "1.29.4"}},
                                                     {"swiftmailer/swiftmailer", {"v6.3.0", "", ""}},
                                                     {"symfony/mailer", {"", "v6.4.7", "v6.4.13"}},
                                                     {"tecnickcom/tcpdf", {"6.5.0", "6.5.0", ""}},
                                                     {"endroid/qr-code", {"", "5.0.7", "5.0.7"}, false}};

using Each = void (*)(std::string& out, const SampleProgram& program, std::string_view version);

void dpkg_stanza(std::string& out, const SampleProgram& program, std::string_view version) {
  out += fmt::format("Package: {}\nStatus: install ok installed\nArchitecture: amd64\nVersion: {}\n\n", program.name,
                     version);
}

void rpm_line(std::string& out, const SampleProgram& program, std::string_view version) {
  out += fmt::format("{}-{}.x86_64\n", program.name, version);
}

void windows_row(std::string& out, const SampleProgram& program, std::string_view version) {
  out += fmt::format("{},{}\r\n", program.name, version);
}

template <typename Write>
void each_installed(const SampleSoftware& software, std::size_t state, bool wished, const Write& write) {
  for (const auto& program : software.programs) {
    if (const auto version = program.versions.at(state); !version.empty() && (wished || program.everywhere))
      write(program, version);
  }
}

std::string lines_of(const SampleSoftware& software, std::size_t state, bool wished, std::string out, Each each) {
  each_installed(software, state, wished, [&](const auto& program, auto version) { each(out, program, version); });
  return out;
}

/// package-lock.json, version 3.
std::string npm_lock_of(const SampleSoftware& software, std::size_t state, bool wished) {
  json::Writer out;
  out.begin_object().member("name", "portal").member("lockfileVersion", std::uint64_t{3});
  out.key("packages").begin_object();
  each_installed(software, state, wished, [&](const auto& program, auto version) {
    out.key("node_modules/" + std::string(program.name)).begin_object().member("version", version).end_object();
  });
  out.end_object().end_object();
  return out.take();
}

std::string cyclonedx_of(const SampleSoftware& software, std::size_t state, bool wished, std::string_view type) {
  json::Writer out;
  out.begin_object().member("bomFormat", "CycloneDX").member("specVersion", "1.5").key("components").begin_array();
  each_installed(software, state, wished, [&](const auto& program, auto version) {
    const auto slash = program.name.find('/');
    out.begin_object().member("type", "library").member("group", program.name.substr(0, slash));
    out.member("name", program.name.substr(slash + 1)).member("version", version);
    out.member("purl", fmt::format("pkg:{}/{}@{}", type, program.name, version)).end_object();
  });
  out.end_array().end_object();
  return out.take();
}

}  // namespace

constexpr SampleSoftware web_server{"status", ListForm::dpkg, web_server_programs};
constexpr SampleSoftware mail_server{"rpm-qa.txt", ListForm::rpm, mail_server_programs};
constexpr SampleSoftware office_computers{"programs.csv", ListForm::windows, office_programs};
constexpr SampleSoftware patient_records{"records.cdx.json", ListForm::maven, patient_records_programs};
constexpr SampleSoftware student_portal{"package-lock.json", ListForm::npm, student_portal_programs};
constexpr SampleSoftware civil_registry{"registry.cdx.json", ListForm::composer, civil_registry_programs};

std::string list_of(const SampleSoftware& software, std::size_t state, bool wished) {
  switch (software.form) {
    case ListForm::dpkg: return lines_of(software, state, wished, {}, dpkg_stanza);
    case ListForm::rpm: return lines_of(software, state, wished, {}, rpm_line);
    case ListForm::windows: return lines_of(software, state, wished, "DisplayName,DisplayVersion\r\n", windows_row);
    case ListForm::npm: return npm_lock_of(software, state, wished);
    case ListForm::maven: return cyclonedx_of(software, state, wished, "maven");
    case ListForm::composer: break;
  }
  return cyclonedx_of(software, state, wished, "composer");
}

}  // namespace manara::app
