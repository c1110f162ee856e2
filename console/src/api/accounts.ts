// People, their roles, and how they sign in: shapes and requests of /api/people and of what stands beside it.
import type { Client, Query } from "./client";
import type { Language, Me, Page, Role } from "./types";

export interface Person {
  id: string;
  revision: number;
  /// The nation, or the organisation, whose administrators look after them.
  scope: string;
  account: string;
  name: string;
  language: Language;
  active: boolean;
}
export type PersonFields = Pick<Person, "scope" | "account" | "name" | "language">;

export interface GivenGrant {
  id: string;
  person: string;
  account: string;
  name: string;
  role: Role;
  scope: string;
  until: number | null;
}

export interface OpenLink {
  id: string;
  purpose: "invitation" | "sign_in";
  made_by: string;
  made: number;
  until: number;
}
/// Shown this once.
export interface MadeLink {
  id: string;
  link: string;
  until: number;
  qr_svg?: string;
}

export interface OneSession {
  id: string;
  made: number;
  seen: number;
  address: string;
  agent: string;
  /// Who made the link that it was opened with.
  opened_by: string | null;
  current: boolean;
}

export const token_uses = ["read_only", "read_and_write"] as const;
export interface Token {
  id: string;
  name: string;
  scope: string;
  use: (typeof token_uses)[number];
  made: number;
  until: number;
  used: number | null;
}
export interface MadeToken {
  id: string;
  token: string;
  until: number;
}

export interface Profile {
  id: string;
  revision: number;
  scope: string;
  account: string;
  name: string;
  language: Language;
  digits: Me["person"]["digits"];
  second_factor: boolean;
  recovery_codes_left: number;
}

/// Who changes how one signs in proves first that it is oneself.
export interface Proof {
  password: string;
  code?: string;
}

export interface FactorOffer {
  secret: string;
  uri: string;
  qr_svg?: string;
}

const of = (path: string, id: string) => `/api/${path}/${encodeURIComponent(id)}`;
const of_person = (person: string | undefined) => (person ? `?person=${encodeURIComponent(person)}` : "");

/// Where `person` is left out it is oneself.
export const accounts_of = ({ get, write }: Pick<Client, "get" | "write">) => ({
  people: (query: Query, signal?: AbortSignal) => get<Page<Person>>("/api/people", query, signal),
  person: (id: string, signal?: AbortSignal) => get<Person>(of("people", id), {}, signal),
  add_person: (body: PersonFields, key: string) => write<Person>("POST", "/api/people", { body, key }),
  change_person: (person: Person, key: string) =>
    write<Person>("PUT", of("people", person.id), { body: person, key, revision: person.revision }),
  reset_second_factor: (person: string) => write("DELETE", `${of("people", person)}/second-factor`),

  grants: (query: Query, signal?: AbortSignal) => get<Page<GivenGrant>>("/api/grants", query, signal),
  give: (body: Pick<GivenGrant, "person" | "role" | "scope" | "until">, key: string) =>
    write<GivenGrant>("POST", "/api/grants", { body, key }),
  revoke: (grant: string, key: string) => write("DELETE", of("grants", grant), { key }),

  links: (person: string, signal?: AbortSignal) =>
    get<{ items: OpenLink[] }>("/api/invitations", { person }, signal),
  make_link: (purpose: OpenLink["purpose"], person: string) =>
    write<MadeLink>("POST", purpose === "invitation" ? "/api/invitations" : "/api/sign-in-links", {
      body: { person },
    }),
  withdraw: (link: string, person: string) => write("DELETE", of("invitations", link) + of_person(person)),

  sessions: (person?: string, signal?: AbortSignal) =>
    get<{ items: OneSession[] }>("/api/sessions", { person }, signal),
  end_session: (id: string, person?: string) => write("DELETE", of("sessions", id) + of_person(person)),
  /// One's own but this one; of somebody else all, and their tokens and links.
  end_sessions: (person?: string) => write("DELETE", "/api/sessions" + of_person(person)),

  tokens: (person?: string, signal?: AbortSignal) =>
    get<{ items: Token[] }>("/api/tokens", { person }, signal),
  make_token: (body: Pick<Token, "name" | "scope" | "use" | "until">) =>
    write<MadeToken>("POST", "/api/tokens", { body }),
  revoke_token: (id: string, person?: string) => write("DELETE", of("tokens", id) + of_person(person)),

  profile: (signal?: AbortSignal) => get<Profile>("/api/profile", {}, signal),
  save_profile: (body: Pick<Profile, "name" | "language" | "digits">, revision: number, key: string) =>
    write<Profile>("PUT", "/api/profile", { body, revision, key }),
  change_password: (body: Proof & { next: string }) => write<Me>("POST", "/api/profile/password", { body }),
  begin_factor: (body: Proof) => write<FactorOffer>("POST", "/api/profile/second-factor", { body }),
  confirm_factor: (code: string) =>
    write<{ recovery_codes: string[]; csrf: string }>("POST", "/api/profile/second-factor/confirm", {
      body: { code },
    }),
  drop_factor: (body: Proof) => write("DELETE", "/api/profile/second-factor", { body }),
  renew_codes: (body: Proof) =>
    write<{ recovery_codes: string[] }>("POST", "/api/profile/recovery-codes", { body }),
});
