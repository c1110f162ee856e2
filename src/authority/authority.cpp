#include "authority/authority.h"

#include "base/strings.h"

namespace manara::authority {
namespace {

constexpr std::string_view about_authority = "manara authority key";
constexpr std::string_view about_server = "manara server key";
constexpr std::int64_t early_ms = 30LL * 24 * 60 * 60 * 1000;

std::string joined(const std::vector<std::string>& hosts) {
  std::string out;
  for (const auto& host : hosts)
    out += (out.empty() ? "" : " ") + host;
  return out;
}

/// Whether what is kept is what `before` was: the certificates; nullopt: none.
Status expect(store::Operations& rows, const std::optional<Kept>& before) {
  bool same = !before;
  MANARA_CHECK(rows.query("local_authority", {}, [&](const store::Row& row) {
    same = before && row.text(0) == before->authority.certificate && row.text(3) == before->server.certificate;
    return false;
  }));
  return same ? Status() : Status(fail(Code{"authority_changed"}));
}

}  // namespace

store::Practice practice() {
  return {.name = "authority", .sql = authority_sql};
}

Result<std::optional<Kept>> kept(store::Store& store, const crypto::SealingKey& master) {
  std::optional<Kept> found;
  std::string key, server_key;
  MANARA_CHECK(store.operate([&](store::Operations& rows) -> Status {
    return rows.query("local_authority", {}, [&](const store::Row& row) {
      found.emplace();
      found->authority.certificate = row.text(0);
      key = row.blob(1);
      const auto hosts = row.text(2);
      for (const auto host : split(hosts, ' '))
        found->constrained_to.emplace_back(host);
      found->server.certificate = row.text(3);
      server_key = row.blob(4);
      return false;
    });
  }));
  if (!found) return found;
  MANARA_TRY(open, crypto::unseal(key, master, about_authority));
  found->authority.key = std::move(open);
  MANARA_TRY(open_server, crypto::unseal(server_key, master, about_server));
  found->server.key = std::move(open_server);
  return found;
}

Status keep(store::Store& store, const crypto::SealingKey& master, const Kept& what,
            const std::optional<Kept>& before) {
  const auto key = crypto::seal(what.authority.key, master, about_authority);
  const auto server_key = crypto::seal(what.server.key, master, about_server);
  const auto hosts = joined(what.constrained_to);
  return store.operate([&](store::Operations& rows) -> Status {
    MANARA_CHECK(expect(rows, before));
    MANARA_CHECK(rows.run("keep_authority",
                          {std::string_view(what.authority.certificate), store::Blob{key}, std::string_view(hosts),
                           std::string_view(what.server.certificate), store::Blob{server_key}}));
    return {};
  });
}

Result<Kept> make(store::Store& store, const crypto::SealingKey& master, std::string_view owner,
                  const std::vector<std::string>& hosts, std::int64_t now_ms, Former former) {
  MANARA_TRY(canonical, canonical_hosts(hosts));
  MANARA_TRY(before, kept(store, master));
  if (before && former == Former::keep) return fail(Code{"authority_exists"});
  Kept made{.constrained_to = canonical};
  MANARA_TRY(pair, make_authority(owner, canonical, now_ms));
  made.authority = std::move(pair);
  MANARA_TRY(server, issue(made.authority, canonical, now_ms));
  made.server = std::move(server);
  MANARA_CHECK(keep(store, master, made, before));
  return made;
}

Result<Kept> renew(store::Store& store, const crypto::SealingKey& master, const std::vector<std::string>& hosts,
                   std::int64_t now_ms) {
  MANARA_TRY(before, kept(store, master));
  if (!before) return fail(Code{"authority_missing"});
  if (good_until_ms(before->authority.certificate) <= now_ms) return fail(Code{"authority_over"});
  auto wanted = before->constrained_to;
  if (!hosts.empty()) {
    MANARA_TRY(canonical, canonical_hosts(hosts));
    wanted = std::move(canonical);
  }
  MANARA_CHECK(check_hosts(before->constrained_to, wanted));
  MANARA_TRY(server, issue(before->authority, wanted, now_ms));
  auto renewed = *before;
  renewed.server = std::move(server);
  MANARA_CHECK(keep(store, master, renewed, before));
  return renewed;
}

bool needs_renewal(const Kept& kept, std::int64_t now_ms) {
  return good_until_ms(kept.server.certificate) - now_ms < early_ms;
}

}  // namespace manara::authority
