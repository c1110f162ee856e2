// What the server and the console say to each other; the shapes of /api/openapi.json that the console uses.
// Times are milliseconds since 1970, ids are 32 hexadecimal digits.

export const languages = ["en", "fr", "ar"] as const;
export type Language = (typeof languages)[number];
export type Names = Partial<Record<Language, string>>;

export const sectors = [
  "healthcare",
  "education",
  "agriculture",
  "government",
  "energy",
  "finance",
  "transport",
  "telecom",
  "water",
  "other",
] as const;
export type Sector = (typeof sectors)[number];

export const criticalities = ["low", "medium", "high", "critical"] as const;
export type Criticality = (typeof criticalities)[number];

export const roles = [
  "administrator",
  "analyst",
  "organisation_officer",
  "policy_officer",
  "trainer",
  "coordinator",
  "auditor",
] as const;
export type Role = (typeof roles)[number];

export interface Grant {
  role: Role;
  scope: { id: string; names: Names };
  until: number | null;
}

export interface Me {
  person: { id: string; name: string; language: Language };
  csrf: string;
  roles: Grant[];
  can: Record<string, string[]>;
  node: { origin: string; names: Names; sample: boolean };
}

/// What a person types about an organisation; the server adds id and revision.
export interface OrganisationFields {
  names: Names;
  sector: Sector;
  kind: string;
  parent: string | null;
  /// "" is not assessed, which is another thing than low.
  criticality: Criticality | "";
  region: string;
}

export interface Organisation extends OrganisationFields {
  id: string;
  revision: number;
}

export interface Page<Item> {
  items: Item[];
  next: string | null;
  total?: number;
}

export interface LedgerEntry {
  index: number;
  id: string;
  kind: string;
  subject: string;
  actor: string;
  at: number;
}

export interface LedgerPage extends Page<LedgerEntry> {
  head: { size: number; root: string };
}

/// RFC 9457. `detail` is already in the reader's language; `current` comes with 412: what stands there now.
export interface Problem {
  type?: string;
  title?: string;
  status: number;
  code?: string;
  detail?: string;
  errors?: { field: string; code: string; detail: string }[];
  current?: Organisation;
}
