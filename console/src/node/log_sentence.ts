// Which sentence says an event of the access log. Words that a newer server may have are said in a general one.
import type { LogRow } from "../api/node";
import type { Key } from "../text/catalogue";

/// Of whom or what the log tells, as lists are called.
const things: Readonly<Record<string, Key>> = {
  contacts: "contact.all",
  people: "place.people",
  grants: "log_thing.grants",
  sessions: "sessions.title",
  tokens: "tokens.title",
  organisations: "place.organisations",
  networks: "network.all",
  assets: "asset.all",
  inventories: "inventory.title",
  ledger: "ledger.title",
  backup: "log_thing.backup",
  access_log: "log.title",
};
export const thing_of = (resource: string): Key | undefined => things[resource];

const credentials = [
  "invitation_made",
  "sign_in_link_made",
  "link_withdrawn",
  "session_ended",
  "sessions_ended",
  "token_made",
  "token_revoked",
  "password_changed",
  "second_factor_made",
  "second_factor_dropped",
  "recovery_codes_made",
  "deactivated",
] as const;
export type Credential = (typeof credentials)[number];
const is_credential = (result: string): result is Credential =>
  (credentials as readonly string[]).includes(result);

const ways = ["password", "link", "invitation"] as const;
const is_way = (resource: string): resource is (typeof ways)[number] =>
  (ways as readonly string[]).includes(resource);

const whys = [
  "sign_in_wrong",
  "sign_in_code_needed",
  "sign_in_wait",
  "link_unusable",
  "access_denied",
  "access_unauthenticated",
  "self_proof_wrong",
  "account_taken",
  "account_wait",
] as const;
/// The words for why something was refused; undefined where the code itself must do.
export function why_key(result: string): Key | undefined {
  if (result.startsWith("password_")) return "log_why.password";
  const known = whys.find((one) => one === result);
  return known && `log_why.${known}`;
}

/// The key of the sentence about `row`.
export function sentence_key(row: Pick<LogRow, "kind" | "resource" | "result" | "item">): Key {
  switch (row.kind) {
    case "read":
      return row.item ? "log.read_one" : "log.read";
    case "sign_in":
      if (row.result === "too_many") return "log.too_many";
      if (row.result !== "ok") return "log.sign_in_refused";
      return is_way(row.resource) ? `log_way.${row.resource}` : "log.sign_in";
    case "refusal":
      return row.result === "too_many" ? "log.too_many" : "log.refusal";
    case "export":
      return row.resource === "backup"
        ? "log.backup"
        : row.resource === "access_log"
          ? "log.read_log"
          : "log.export";
    case "credential":
      return is_credential(row.result) ? `log_credential.${row.result}` : "log.credential";
    case "cut":
      return "log.cut";
    case "missed":
      return "log.missed";
    default:
      return "log.other";
  }
}
