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
  person: { id: string; name: string; language: Language; digits: "latin" | "native" };
  csrf: string;
  roles: Grant[];
  can: Record<string, string[]>;
  node: { origin: string; names: Names; sample: boolean };
}

/// What every item of every resource has; the server leaves out what is empty.
export interface Item {
  id: string;
  revision: number;
}

export interface Organisation extends Item {
  names: Names;
  sector: Sector;
  kind?: string;
  parent?: string;
  /// Absent is not assessed, which is another thing than low.
  criticality?: Criticality;
  region?: string;
}

export const channel_kinds = ["mail", "telephone", "letter", "chat"] as const;
export type ChannelKind = (typeof channel_kinds)[number];
export interface Channel {
  kind: ChannelKind;
  address: string;
  out_of_hours?: boolean;
}

export const contact_kinds = ["person", "role"] as const;
export interface Contact extends Item {
  organisation: string;
  kind: (typeof contact_kinds)[number];
  name: string;
  role?: string;
  language?: Language;
  channels?: Channel[];
  /// "2026-06-01"
  verified?: string;
  notes?: string;
}

export const network_kinds = ["cidr", "asn", "domain"] as const;
export interface Network extends Item {
  organisation: string;
  value: string;
  since?: string;
  until?: string;
  notes?: string;
}

export const asset_kinds = [
  "server",
  "workstation",
  "network_device",
  "application",
  "website",
  "mobile",
  "industrial",
  "medical_device",
  "other",
] as const;
export const exposures = ["internet", "internal"] as const;
export interface Asset extends Item {
  organisation: string;
  name: string;
  kind: (typeof asset_kinds)[number];
  exposure?: (typeof exposures)[number];
  criticality?: Criticality;
  owner?: string;
  notes?: string;
}

/// The resources that are lists of items, each with the shape of its items.
export interface Items {
  organisations: Organisation;
  contacts: Contact;
  networks: Network;
  assets: Asset;
}
export type ResourceName = keyof Items;

interface OneNetwork {
  id: string;
  organisation: string;
  value: string;
}
export interface Overlap {
  a: OneNetwork;
  b: OneNetwork;
}

export interface Inventory {
  id: string;
  asset: string;
  organisation: string;
  at: number;
  name: string;
  format: string;
  components: number;
  refused: number;
}

export interface Component {
  name: string;
  version?: string;
  purl?: string;
}

export interface Differences {
  before: string | null;
  added: Component[];
  removed: Component[];
  changed: { name: string; from: string; to: string }[];
}

export const question_kinds = ["address", "domain", "product", "sector", "name"] as const;
export interface WhoAnswer {
  question: { kind: (typeof question_kinds)[number]; value: string };
  items: {
    organisation: Pick<Organisation, "id" | "names" | "sector">;
    reason: { code: string; text: string };
    contacts: Contact[];
  }[];
  /// What the answer does not know.
  notes?: { code: string; text: string }[];
  /// There are more than these.
  more?: boolean;
}

/// What an import would do, or has done.
export interface ImportAnswer {
  columns: { heading: string; field: string | null; samples: string[] }[];
  /// `heading`: what it is called, in the reader's language.
  fields: { name: string; heading?: string; required?: boolean }[];
  rows: { read: number; new: number; changed: number; same: number; refused: number };
  preview: { line: number; state: "new" | "changed" | "same"; item: Record<string, unknown> }[];
  refused: { line: number; code: string; reason: string; cells: string[] }[];
  applied: boolean;
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
  current?: Item;
}
