// What the server and the console say to each other: schema.ts, which is made of the server's OpenAPI document, by the
// names that the console uses. Times are milliseconds since 1970, ids are 32 hexadecimal digits.
import * as schema from "./schema";

export const languages = schema.contacts_language;
export type Language = (typeof languages)[number];
export type Names = schema.Names;

export const sectors = schema.organisations_sector;
export type Sector = (typeof sectors)[number];

export const criticalities = schema.organisations_criticality;
export type Criticality = (typeof criticalities)[number];

export const roles = schema.grant_role;
export type Role = (typeof roles)[number];

export type Grant = schema.Grant;
export type Me = schema.Me;

/// What every item of every resource has; the server leaves out what is empty.
export interface Item {
  id: string;
  revision: number;
}

/// Its criticality absent is not assessed, which is another thing than low.
export type Organisation = schema.Organisations;

export const channel_kinds = schema.contacts_channels_kind;
export type ChannelKind = (typeof channel_kinds)[number];
export type Contact = schema.Contacts;
export type Channel = NonNullable<Contact["channels"]>[number];
export const contact_kinds = schema.contacts_kind;

export const network_kinds = ["cidr", "asn", "domain"] as const;
export type Network = schema.Networks;

export const asset_kinds = schema.assets_kind;
export const exposures = schema.assets_exposure;
export type Asset = schema.Assets;

/// The resources that are lists of items, each with the shape of its items.
export interface Items {
  organisations: Organisation;
  contacts: Contact;
  networks: Network;
  assets: Asset;
}
export type ResourceName = keyof Items;

export type Overlap = schema.Overlap;
export type Inventory = schema.Inventory;
export type Component = schema.Component;
export type Differences = schema.Differences;

export const question_kinds = schema.who_answer_question_kind;
type MustKnow = Omit<schema.MustKnow, "organisation"> & {
  organisation: Pick<Organisation, "id" | "names" | "sector">;
};
export type WhoAnswer = Omit<schema.WhoAnswer, "items"> & { items: MustKnow[] };

/// What an import would do, or has done.
export type ImportAnswer = Omit<schema.ImportAnswer, "preview"> & {
  preview: (Omit<schema.ImportAnswer["preview"][number], "item"> & { item: Record<string, unknown> })[];
};

/// What is kept of an import that was done as a job: of the refused rows not what their cells say.
export interface ImportOutcome {
  rows: ImportAnswer["rows"];
  refused?: RefusedRow[];
}
export type RefusedRow = Omit<ImportAnswer["refused"][number], "cells"> & { cells?: string[] };

export interface Page<Item> {
  items: Item[];
  next: string | null;
  total?: number;
}

export type LedgerEntry = schema.LedgerEntry;
export type LedgerPage = schema.LedgerPage;

/// RFC 9457. `detail` is already in the reader's language; `current` comes with 412: what stands there now. What comes
/// from something in between has a status alone.
export type Problem = Partial<Omit<schema.Problem, "status" | "current">> & {
  status: number;
  current?: Item;
};
