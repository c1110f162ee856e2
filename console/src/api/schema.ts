// Made by scripts/schema.mjs of openapi.json, which the server's tables make: not to be changed by hand.

export const organisations_body_sector = [
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

export const organisations_body_criticality = ["low", "medium", "high", "critical"] as const;

export const organisations_sector = [
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

export const organisations_criticality = ["low", "medium", "high", "critical"] as const;

export const contacts_body_kind = ["person", "role"] as const;

export const contacts_body_language = ["en", "fr", "ar"] as const;

export const contacts_body_channels_kind = ["mail", "telephone", "letter", "chat"] as const;

export const contacts_kind = ["person", "role"] as const;

export const contacts_language = ["en", "fr", "ar"] as const;

export const contacts_channels_kind = ["mail", "telephone", "letter", "chat"] as const;

export const assets_body_kind = [
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

export const assets_body_exposure = ["internet", "internal"] as const;

export const assets_body_criticality = ["low", "medium", "high", "critical"] as const;

export const assets_kind = [
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

export const assets_exposure = ["internet", "internal"] as const;

export const assets_criticality = ["low", "medium", "high", "critical"] as const;

export const me_person_language = ["en", "fr", "ar"] as const;

export const me_person_digits = ["latin", "native"] as const;

export const grant_role = [
  "administrator",
  "analyst",
  "organisation_officer",
  "policy_officer",
  "trainer",
  "coordinator",
  "auditor",
] as const;

export const person_language = ["en", "fr", "ar"] as const;

export const person_wish_language = ["en", "fr", "ar"] as const;

export const person_change_language = ["en", "fr", "ar"] as const;

export const given_grant_role = [
  "administrator",
  "analyst",
  "organisation_officer",
  "policy_officer",
  "trainer",
  "coordinator",
  "auditor",
] as const;

export const grant_wish_role = [
  "administrator",
  "analyst",
  "organisation_officer",
  "policy_officer",
  "trainer",
  "coordinator",
  "auditor",
] as const;

export const open_link_purpose = ["invitation", "sign_in"] as const;

export const token_use = ["read_only", "read_and_write"] as const;

export const token_wish_use = ["read_only", "read_and_write"] as const;

export const profile_language = ["en", "fr", "ar"] as const;

export const profile_digits = ["latin", "native"] as const;

export const profile_wish_language = ["en", "fr", "ar"] as const;

export const profile_wish_digits = ["latin", "native"] as const;

export const log_row_kind = ["read", "sign_in", "refusal", "export", "credential", "cut", "missed"] as const;

export const job_state = ["waiting", "running", "done", "failed", "cancelled", "interrupted"] as const;

export const job_wish_kind = ["backup", "verify"] as const;

export const who_answer_question_kind = ["address", "domain", "product", "sector", "name"] as const;

export const import_answer_preview_state = ["new", "changed", "same"] as const;

export const setup_wish_language = ["en", "fr", "ar"] as const;

export const live_event_event = ["listening", "changed"] as const;

export const passed_over_why = ["unknown", "refused"] as const;

export interface OrganisationsBody {
  names: { en?: string; fr?: string; ar?: string };
  sector: (typeof organisations_body_sector)[number];
  kind?: string;
  parent?: string;
  criticality?: (typeof organisations_body_criticality)[number];
  region?: string;
}

export interface Organisations {
  id: string;
  revision: number;
  names: { en?: string; fr?: string; ar?: string };
  sector: (typeof organisations_sector)[number];
  kind?: string;
  parent?: string;
  criticality?: (typeof organisations_criticality)[number];
  region?: string;
}

export interface ContactsBody {
  organisation: string;
  kind: (typeof contacts_body_kind)[number];
  name: string;
  role?: string;
  language?: (typeof contacts_body_language)[number];
  channels?: {
    kind: (typeof contacts_body_channels_kind)[number];
    address: string;
    out_of_hours?: boolean;
  }[];
  verified?: string;
  notes?: string;
}

export interface Contacts {
  id: string;
  revision: number;
  organisation: string;
  kind: (typeof contacts_kind)[number];
  name: string;
  role?: string;
  language?: (typeof contacts_language)[number];
  channels?: { kind: (typeof contacts_channels_kind)[number]; address: string; out_of_hours?: boolean }[];
  verified?: string;
  notes?: string;
}

export interface NetworksBody {
  organisation: string;
  value: string;
  since?: string;
  until?: string;
  notes?: string;
}

export interface Networks {
  id: string;
  revision: number;
  organisation: string;
  value: string;
  since?: string;
  until?: string;
  notes?: string;
}

export interface AssetsBody {
  organisation: string;
  name: string;
  kind: (typeof assets_body_kind)[number];
  exposure?: (typeof assets_body_exposure)[number];
  criticality?: (typeof assets_body_criticality)[number];
  owner?: string;
  notes?: string;
}

export interface Assets {
  id: string;
  revision: number;
  organisation: string;
  name: string;
  kind: (typeof assets_kind)[number];
  exposure?: (typeof assets_exposure)[number];
  criticality?: (typeof assets_criticality)[number];
  owner?: string;
  notes?: string;
}

export interface Names {
  en?: string;
  fr?: string;
  ar?: string;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors?: FieldProblem[];
  current?: unknown;
}

export interface FieldProblem {
  field: string;
  code: string;
  detail: string;
}

export interface Credentials {
  account?: string | null;
  password?: string | null;
  code?: string | null;
  link?: string | null;
  invitation?: string | null;
}

export interface Me {
  person: {
    id: string;
    name: string;
    language: (typeof me_person_language)[number];
    digits: (typeof me_person_digits)[number];
  };
  csrf: string;
  roles: Grant[];
  can: Record<string, string[]>;
  node: { origin: string; names: Names; sample: boolean; sectors: string[] };
}

export interface Grant {
  role: (typeof grant_role)[number];
  scope: { id: string; names: Names };
  until: number | null;
}

export interface Person {
  id: string;
  revision: number;
  scope: string;
  account: string;
  name: string;
  language: (typeof person_language)[number];
  active: boolean;
}

export interface PersonWish {
  scope: string;
  account: string;
  name: string;
  language: (typeof person_wish_language)[number];
}

export interface PersonChange {
  id?: unknown;
  revision?: unknown;
  scope: string;
  account: string;
  name: string;
  language: (typeof person_change_language)[number];
  active: boolean;
}

export interface GivenGrant {
  id: string;
  person: string;
  account: string;
  name: string;
  role: (typeof given_grant_role)[number];
  scope: string;
  until: number | null;
}

export interface GrantWish {
  person: string;
  role: (typeof grant_wish_role)[number];
  scope: string;
  until?: number | null;
}

export interface LinkWish {
  person: string;
}

export interface MadeLink {
  id: string;
  link: string;
  until: number;
}

export interface OpenLink {
  id: string;
  purpose: (typeof open_link_purpose)[number];
  made_by: string;
  made: number;
  until: number;
}

export interface OneSession {
  id: string;
  made: number;
  seen: number;
  address: string;
  agent: string;
  opened_by: string | null;
  current: boolean;
}

export interface Token {
  id: string;
  name: string;
  scope: string;
  use: (typeof token_use)[number];
  made: number;
  until: number;
  used: number | null;
}

export interface TokenWish {
  name: string;
  scope: string;
  use: (typeof token_wish_use)[number];
  until: number;
  password: string;
  code?: string | null;
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
  language: (typeof profile_language)[number];
  digits: (typeof profile_digits)[number];
  second_factor: boolean;
  recovery_codes_left: number;
}

export interface ProfileWish {
  name: string;
  language: (typeof profile_wish_language)[number];
  digits: (typeof profile_wish_digits)[number];
}

export interface PasswordChange {
  password: string;
  code?: string | null;
  next: string;
}

export interface Proof {
  password: string;
  code?: string | null;
}

export interface FactorOffer {
  secret: string;
  uri: string;
  qr_svg?: string;
}

export interface FactorCode {
  code: string;
}

export interface FactorConfirmed {
  recovery_codes: string[];
  csrf: string;
}

export interface RecoveryCodes {
  recovery_codes: string[];
}

export interface LogRow {
  index: number;
  at: number;
  kind: (typeof log_row_kind)[number];
  person: { id: string; name: string | null } | null;
  resource: string;
  item: string | null;
  organisations: string[];
  network: string;
  result: string;
  count: number;
}

export interface LedgerPage {
  head: { size: number; root: string };
  items: LedgerEntry[];
  next: string | null;
}

export interface LedgerEntry {
  index: number;
  id: string;
  kind: string;
  subject: string;
  actor: string;
  at: number;
}

export interface ErasureWish {
  entry: string;
  reason: string;
  part?: string | null;
  about: boolean;
}

export interface Erasure {
  entries: { id: string; index: number }[];
  complete: boolean;
}

export interface Job {
  id: string;
  kind: string;
  resource: string | null;
  state: (typeof job_state)[number];
  person: string;
  made: number;
  begun: number | null;
  ended: number | null;
  done: number;
  total: number;
  result: unknown | null;
  problem: { code: string; detail: string } | null;
}

export interface JobWish {
  kind: (typeof job_wish_kind)[number];
}

export interface WhoAnswer {
  question: { kind: (typeof who_answer_question_kind)[number]; value: string };
  items: MustKnow[];
  notes: Sentence[];
  more: boolean;
}

export interface MustKnow {
  organisation: { id: string; names: Names; sector: string };
  reason: Sentence;
  contacts: Contacts[];
}

export interface Sentence {
  code: string;
  text: string;
}

export interface Overlap {
  a: OneNetwork;
  b: OneNetwork;
}

export interface OneNetwork {
  id: string;
  organisation: string;
  value: string;
}

export interface Inventory {
  id: string;
  asset: string;
  organisation: string;
  at: number;
  name: string;
  format: string;
  digest: string;
  size: number;
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

export interface ImportAnswer {
  columns: { heading: string; field: string | null; samples: string[] }[];
  fields: { name: string; heading: string; required: boolean }[];
  rows: { read: number; new: number; changed: number; same: number; refused: number };
  preview: { line: number; state: (typeof import_answer_preview_state)[number]; item: unknown }[];
  refused: { line: number; code: string; reason: string; cells: string[]; sheet?: string }[];
  applied: boolean;
}

export interface SetupNeeded {
  needed: boolean;
  sectors: string[];
}

export interface SetupWish {
  code: string;
  language: (typeof setup_wish_language)[number];
  nation: string;
  names: Names;
  sectors?: string[];
  account: string;
  name?: string;
  password: string;
  hosts?: string[];
}

export interface RecoverySheet {
  team: string;
  date: string;
  phrase: string;
  account: string;
  recovery_codes: string[];
  verifier: string;
  authority: string | null;
  checkpoint: string;
  qr_svg: string;
}

export interface LiveEvent {
  event: (typeof live_event_event)[number];
  data: string;
}

export interface Found {
  resource: string;
  id: string;
  label: string;
  organisation: { id: string; label: string } | null;
}

export interface NodeState {
  origin: string;
  verifier: string;
  ledger: { size: number; root: string };
  passed_over: PassedOver[];
  checkpoint: string | null;
  qr_svg?: string;
  last_backup: { at: number; result: unknown } | null;
}

export interface PassedOver {
  kind: string;
  why: (typeof passed_over_why)[number];
  count: number;
}
