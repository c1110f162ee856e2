#include "authority/certificate.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <ctime>
#include <fmt/format.h>
#include <memory>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <span>

#include "base/strings.h"
#include "base/utf8.h"
#include "crypto/sha256.h"
#include "text/domain.h"

namespace manara::authority {
namespace {

constexpr std::int64_t day_seconds = 24LL * 60 * 60;
constexpr std::int64_t authority_seconds = 10 * 365 * day_seconds;
constexpr std::int64_t server_seconds = 365 * day_seconds;
constexpr std::int64_t slow_clock_seconds = 60LL * 60;  // of who looks at it the moment it was made
constexpr std::size_t most_hosts = 50;
constexpr std::size_t most_owner = 40;  // bytes; a common name has 64 characters (RFC 5280, appendix A.1)

template <auto free>
struct Free {
  template <typename T>
  void operator()(T* what) const {
    free(what);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Free<::EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<::X509_free>>;
using Memory = std::unique_ptr<BIO, Free<::BIO_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, Free<::GENERAL_NAMES_free>>;
using Constraints = std::unique_ptr<NAME_CONSTRAINTS, Free<::NAME_CONSTRAINTS_free>>;

std::unexpected<Error> failed() {
  const auto* why = ::ERR_reason_error_string(::ERR_get_error());
  return fail(Code{"authority_failed"}, {why == nullptr ? "?" : why});
}

/// An address's 4 or 16 bytes; none for a name.
std::string address_bytes(const std::string& host) {
  std::array<char, 16> bytes{};
  if (::inet_pton(AF_INET, host.c_str(), bytes.data()) == 1) return {bytes.data(), 4};
  if (::inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1) return {bytes.data(), 16};
  return {};
}

/// A name without a dot, as small networks have them.
bool is_label(std::string_view name) {
  const auto allowed = [](char c) { return is_lower(c) || is_digit(c) || c == '-'; };
  return !name.empty() && name.size() <= 63 && std::ranges::all_of(name, allowed) && name.front() != '-' &&
         name.back() != '-' && !std::ranges::all_of(name, is_digit);
}

template <typename Write>
Result<std::string> pem_of(const Write& write) {
  const Memory memory(::BIO_new(::BIO_s_mem()));
  if (!memory || write(memory.get()) != 1) return failed();
  char* bytes = nullptr;
  const auto size = ::BIO_get_mem_data(memory.get(), &bytes);
  return std::string(bytes, static_cast<std::size_t>(size));
}

Memory memory_of(std::string_view pem) {
  return Memory(::BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

Certificate read_certificate(std::string_view pem) {
  const auto memory = memory_of(pem);
  return Certificate(::PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
}

GENERAL_NAME* general_name(int type, std::string_view bytes) {
  auto* string = ::ASN1_STRING_type_new(type == GEN_DNS ? V_ASN1_IA5STRING : V_ASN1_OCTET_STRING);
  ::ASN1_STRING_set(string, bytes.data(), static_cast<int>(bytes.size()));
  auto* name = ::GENERAL_NAME_new();
  ::GENERAL_NAME_set0_value(name, type, string);
  return name;
}

bool add_extension(X509& certificate, int what, const char* value) {
  ::X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  ::X509V3_set_ctx(&context, &certificate, &certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, Free<::X509_EXTENSION_free>> made(
      ::X509V3_EXT_conf_nid(nullptr, &context, what, value));
  return made && ::X509_add_ext(&certificate, made.get(), -1) == 1;
}

void push(STACK_OF(GENERAL_SUBTREE) * &trees, int type, std::string_view bytes) {
  if (trees == nullptr) trees = sk_GENERAL_SUBTREE_new_null();
  auto* tree = ::GENERAL_SUBTREE_new();
  ::GENERAL_NAME_free(tree->base);
  tree->base = general_name(type, bytes);
  sk_GENERAL_SUBTREE_push(trees, tree);
}

/// What is permitted, and of each kind of which nothing is, all excluded: a kind that no constraint names would be
/// free.
bool constrain(X509& certificate, const std::vector<std::string>& hosts) {
  const Constraints constraints(::NAME_CONSTRAINTS_new());
  bool names = false, four = false, six = false;
  for (const auto& host : hosts) {
    const auto address = address_bytes(host);
    names = names || address.empty();
    four = four || address.size() == 4;
    six = six || address.size() == 16;
    if (address.empty()) {
      push(constraints->permittedSubtrees, GEN_DNS, host);
    } else {
      push(constraints->permittedSubtrees, GEN_IPADD, address + std::string(address.size(), '\xff'));
    }
  }
  if (!names) push(constraints->excludedSubtrees, GEN_DNS, "");
  if (!four) push(constraints->excludedSubtrees, GEN_IPADD, std::string(8, '\0'));
  if (!six) push(constraints->excludedSubtrees, GEN_IPADD, std::string(32, '\0'));
  return ::X509_add1_ext_i2d(&certificate, NID_name_constraints, constraints.get(), 1, 0) == 1;
}

bool name_hosts(X509& certificate, const std::vector<std::string>& hosts) {
  const Names names(::GENERAL_NAMES_new());
  for (const auto& host : hosts) {
    const auto address = address_bytes(host);
    sk_GENERAL_NAME_push(names.get(), address.empty() ? general_name(GEN_DNS, host) : general_name(GEN_IPADD, address));
  }
  return ::X509_add1_ext_i2d(&certificate, NID_subject_alt_name, names.get(), 0, 0) == 1;
}

bool set_name(X509& certificate, const std::string& name) {
  return ::X509_NAME_add_entry_by_txt(::X509_get_subject_name(&certificate), "CN", MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(name.data()),
                                      static_cast<int>(name.size()), -1, 0) == 1;
}

/// What both kinds begin with: version 3, a random serial number, from an hour ago.
bool begin(X509& certificate, EVP_PKEY& key, std::int64_t now, std::int64_t until) {
  const std::unique_ptr<BIGNUM, Free<::BN_free>> serial(::BN_new());
  // 127 bits, never 0: the highest one is set.
  return ::BN_rand(serial.get(), 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
         ::BN_to_ASN1_INTEGER(serial.get(), ::X509_get_serialNumber(&certificate)) != nullptr &&
         ::X509_set_version(&certificate, X509_VERSION_3) == 1 &&
         ::ASN1_TIME_set(::X509_getm_notBefore(&certificate), now - slow_clock_seconds) != nullptr &&
         ::ASN1_TIME_set(::X509_getm_notAfter(&certificate), until) != nullptr &&
         ::X509_set_pubkey(&certificate, &key) == 1;
}

Result<Pair> pair_of(X509& certificate, EVP_PKEY& key) {
  MANARA_TRY(public_part, pem_of([&](BIO* to) { return ::PEM_write_bio_X509(to, &certificate); }));
  MANARA_TRY(secret_part, pem_of([&](BIO* to) {
               return ::PEM_write_bio_PrivateKey(to, &key, nullptr, nullptr, 0, nullptr, nullptr);
             }));
  return Pair{.certificate = std::move(public_part), .key = std::move(secret_part)};
}

/// The head of a name, to a whole character.
std::string_view cut_name(std::string_view name, std::size_t most) {
  std::size_t end = 0;
  while (end < name.size()) {
    const auto length = std::max<std::size_t>(1, utf8_length(name.substr(end)));
    if (end + length > most) break;
    end += length;
  }
  return name.substr(0, end);
}

std::int64_t seconds_of(const ASN1_TIME& time) {
  ::tm when{};
  return ::ASN1_TIME_to_tm(&time, &when) == 1 ? static_cast<std::int64_t>(::timegm(&when)) : 0;
}

}  // namespace

Result<std::vector<std::string>> canonical_hosts(const std::vector<std::string>& typed) {
  if (typed.empty()) return fail(Code{"authority_hosts_missing"});
  if (typed.size() > most_hosts) return fail(Code{"authority_hosts_many"}, {std::to_string(most_hosts)});
  std::vector<std::string> hosts;
  for (const auto& one : typed) {
    const auto lower = to_lower(trim(one));
    auto host = text::canonical_domain(lower);
    if (const auto bytes = address_bytes(lower); !bytes.empty()) {
      std::array<char, INET6_ADDRSTRLEN> text{};
      ::inet_ntop(bytes.size() == 4 ? AF_INET : AF_INET6, bytes.data(), text.data(), text.size());
      host = text.data();
    } else if (is_label(lower)) {
      host = lower;
    }
    if (!host) return fail(Code{"authority_host_malformed"}, {one});
    if (std::ranges::find(hosts, *host) == hosts.end()) hosts.push_back(*host);
  }
  return hosts;
}

Result<Pair> make_authority(std::string_view owner, const std::vector<std::string>& hosts, std::int64_t now_ms) {
  ::ERR_clear_error();
  const Key key(::EVP_EC_gen("P-256"));
  const Certificate certificate(::X509_new());
  if (!key || !certificate) return failed();
  const auto now = now_ms / 1000;
  const auto name = fmt::format("{} (Manara)", cut_name(owner, most_owner));
  const bool made = begin(*certificate, *key, now, now + authority_seconds) && set_name(*certificate, name) &&
                    ::X509_set_issuer_name(certificate.get(), ::X509_get_subject_name(certificate.get())) == 1 &&
                    add_extension(*certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
                    add_extension(*certificate, NID_key_usage, "critical,keyCertSign") &&
                    add_extension(*certificate, NID_ext_key_usage, "serverAuth") &&
                    add_extension(*certificate, NID_subject_key_identifier, "hash") && constrain(*certificate, hosts) &&
                    ::X509_sign(certificate.get(), key.get(), ::EVP_sha256()) > 0;
  if (!made) return failed();
  return pair_of(*certificate, *key);
}

Result<Pair> issue(const Pair& authority, const std::vector<std::string>& hosts, std::int64_t now_ms) {
  ::ERR_clear_error();
  const auto above = read_certificate(authority.certificate);
  const auto memory = memory_of(authority.key);
  const Key above_key(::PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr));
  const Key key(::EVP_EC_gen("P-256"));
  const Certificate certificate(::X509_new());
  if (!above || !above_key || !key || !certificate || hosts.empty()) return failed();
  const auto now = now_ms / 1000;
  const auto until = std::min(now + server_seconds, seconds_of(*::X509_get0_notAfter(above.get())));
  // Of which authority it is, by the authority's own key: two of one name are told apart.
  const auto* own = ::X509_get0_subject_key_id(above.get());
  const std::unique_ptr<AUTHORITY_KEYID, Free<::AUTHORITY_KEYID_free>> of(::AUTHORITY_KEYID_new());
  if (own == nullptr) return failed();
  of->keyid = ::ASN1_OCTET_STRING_dup(own);
  const bool made = begin(*certificate, *key, now, until) && set_name(*certificate, hosts.front().substr(0, 64)) &&
                    ::X509_set_issuer_name(certificate.get(), ::X509_get_subject_name(above.get())) == 1 &&
                    add_extension(*certificate, NID_basic_constraints, "critical,CA:FALSE") &&
                    add_extension(*certificate, NID_key_usage, "critical,digitalSignature") &&
                    add_extension(*certificate, NID_ext_key_usage, "serverAuth") &&
                    add_extension(*certificate, NID_subject_key_identifier, "hash") &&
                    ::X509_add1_ext_i2d(certificate.get(), NID_authority_key_identifier, of.get(), 0, 0) == 1 &&
                    name_hosts(*certificate, hosts) &&
                    ::X509_sign(certificate.get(), above_key.get(), ::EVP_sha256()) > 0;
  if (!made) return failed();
  return pair_of(*certificate, *key);
}

Status check_hosts(const std::vector<std::string>& constrained_to, const std::vector<std::string>& hosts) {
  for (const auto& host : hosts) {
    const bool holds = std::ranges::any_of(constrained_to, [&](const std::string& one) {
      return host == one || (address_bytes(one).empty() && host.ends_with("." + one));
    });
    if (!holds) return fail(Code{"authority_host_outside"}, {host});
  }
  return {};
}

std::string fingerprint(std::string_view certificate) {
  const auto read = read_certificate(certificate);
  unsigned char* bytes = nullptr;
  const int size = read ? ::i2d_X509(read.get(), &bytes) : 0;
  if (size <= 0) return {};
  const auto digest = crypto::sha256({reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)});
  ::OPENSSL_free(bytes);
  std::string out;
  for (const auto byte : digest)
    out += fmt::format("{}{:02X}", out.empty() ? "" : ":", byte);
  return out;
}

std::int64_t good_until_ms(std::string_view certificate) {
  const auto read = read_certificate(certificate);
  return read ? seconds_of(*::X509_get0_notAfter(read.get())) * 1000 : 0;
}

}  // namespace manara::authority
