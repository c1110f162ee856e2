// People, their roles, and how they sign in: shapes and requests of /api/people and of what stands beside it.
import type { Client, Query } from "./client";
import * as schema from "./schema";
import type { Me, Page } from "./types";

/// `scope`: the nation, or the organisation, whose administrators look after them.
export type Person = schema.Person;
export type PersonFields = schema.PersonWish;

export type GivenGrant = schema.GivenGrant;

export type OpenLink = schema.OpenLink;
/// Shown this once.
export type MadeLink = schema.MadeLink & { qr_svg?: string };

/// `opened_by`: who made the link that it was opened with.
export type OneSession = schema.OneSession;

export const token_uses = schema.token_use;
export type Token = schema.Token;
export type MadeToken = schema.MadeToken;

export type Profile = schema.Profile;

/// Who changes how one signs in proves first that it is oneself.
export interface Proof {
  password: string;
  code?: string;
}

export type FactorOffer = schema.FactorOffer;

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
  make_token: (body: Pick<Token, "name" | "scope" | "use" | "until"> & Proof) =>
    write<MadeToken>("POST", "/api/tokens", { body }),
  revoke_token: (id: string, person?: string) => write("DELETE", of("tokens", id) + of_person(person)),

  profile: (signal?: AbortSignal) => get<Profile>("/api/profile", {}, signal),
  save_profile: (body: Pick<Profile, "name" | "language" | "digits">, revision: number, key: string) =>
    write<Profile>("PUT", "/api/profile", { body, revision, key }),
  change_password: (body: Proof & { next: string }) => write<Me>("POST", "/api/profile/password", { body }),
  begin_factor: (body: Proof) => write<FactorOffer>("POST", "/api/profile/second-factor", { body }),
  confirm_factor: (code: string) =>
    write<schema.FactorConfirmed>("POST", "/api/profile/second-factor/confirm", {
      body: { code },
    }),
  drop_factor: (body: Proof) => write("DELETE", "/api/profile/second-factor", { body }),
  renew_codes: (body: Proof) => write<schema.RecoveryCodes>("POST", "/api/profile/recovery-codes", { body }),
});
