// The tables of what the organisations' place holds.
import {
  asset_kinds,
  contact_kinds,
  criticalities,
  exposures,
  languages,
  network_kinds,
  sectors,
} from "../api/types";
import type { Me, ResourceName, Sector } from "../api/types";
import type { Field, Kind } from "../resource/kind";
import type { Key } from "../text/catalogue";
import { days_ago, iso_day, old_after_days } from "../parts/civil";

const of_key =
  <Family extends string>(said: (choice: Family) => Key) =>
  (choice: string) =>
    said(choice as Family);

const criticality = (hint: Key): Field => ({
  name: "criticality",
  type: "choice",
  label: "organisation.criticality",
  hint,
  choices: criticalities,
  said: of_key<(typeof criticalities)[number]>((one) => `criticality.${one}`),
  open: "criticality.unknown",
  grades: "criticality.unknown",
});

const said_sector = of_key<Sector>((one) => `sector.${one}`);
/// The sectors that the team chose when the node was made.
export const chosen_sectors = (me: Me): readonly Sector[] =>
  sectors.filter((one) => me.node.sectors.includes(one));
const said_contact = of_key<(typeof contact_kinds)[number]>((one) => `contact_kind.${one}`);
const said_network = of_key<(typeof network_kinds)[number]>((one) => `network_kind.${one}`);
const said_asset = of_key<(typeof asset_kinds)[number]>((one) => `asset_kind.${one}`);
const said_exposure = of_key<(typeof exposures)[number]>((one) => `exposure.${one}`);

const owner: Field = { name: "organisation", type: "owner", label: "organisation.title" };
const notes: Field = { name: "notes", type: "prose", label: "thing.notes", most: 2000, group: "thing.more" };

export const organisations: Kind = {
  name: "organisations",
  icon: "organisations",
  fields: [
    {
      name: "names",
      type: "names",
      label: "organisation.names",
      group: "organisation.names",
      group_hint: "organisation.names_hint",
      said: (language) => `organisation.name_${language}`,
      required: "organisation.needs_name",
    },
    {
      name: "sector",
      type: "choice",
      label: "organisation.sector",
      group: "organisation.what",
      choices: sectors,
      said: said_sector,
      first: chosen_sectors,
      required: "organisation.needs_sector",
    },
    { name: "kind", type: "text", label: "organisation.kind", hint: "organisation.kind_hint", most: 100 },
    criticality("organisation.criticality_hint"),
    { name: "region", type: "text", label: "organisation.region", group: "organisation.where", most: 100 },
    {
      name: "parent",
      type: "link",
      label: "organisation.parent",
      hint: "organisation.parent_hint",
      none: "organisation.no_parent",
    },
  ],
  called: "names",
  columns: ["names", "sector", "criticality", "region"],
  beneath: "kind",
  filters: [
    {
      name: "sector",
      label: "organisation.sector",
      choices: sectors,
      said: said_sector,
      first: chosen_sectors,
    },
  ],
  sorts: ["name", "-name"],
  said: {
    all: "place.organisations",
    one: "organisation.title",
    make: "organisation.new",
    edit: "organisation.edit",
    none: "organisation.none",
    count: "list.count",
    remove: "organisation.remove",
    name: "organisation.name",
  },
  lands: "one",
};

export const contacts: Kind = {
  name: "contacts",
  icon: "person",
  fields: [
    owner,
    {
      name: "kind",
      type: "choice",
      label: "contact.kind",
      hint: "contact.kind_hint",
      group: "contact.who",
      choices: contact_kinds,
      said: said_contact,
      required: "contact.needs_kind",
    },
    { name: "name", type: "text", label: "contact.name", required: "contact.needs_name" },
    { name: "role", type: "text", label: "contact.role", hint: "contact.role_hint", most: 100 },
    {
      name: "language",
      type: "choice",
      label: "contact.language",
      hint: "contact.language_hint",
      choices: languages,
      said: of_key<(typeof languages)[number]>((one) => `language.${one}`),
      open: "empty.value",
    },
    { name: "channels", type: "channels", label: "contact.channels", group: "contact.channels" },
    {
      name: "verified",
      type: "date",
      label: "contact.verified",
      hint: "contact.verified_hint",
      group: "thing.more",
      old_after: old_after_days,
    },
    notes,
  ],
  called: "name",
  columns: ["name", "organisation", "channels", "verified"],
  beneath: "role",
  filters: [
    { name: "kind", label: "contact.kind", choices: contact_kinds, said: said_contact },
    {
      name: "old",
      label: "contact.verified",
      choices: ["old"],
      said: () => "verified.old_only",
      asks: () => ({ verified_before: iso_day(days_ago(old_after_days)) }),
    },
  ],
  sorts: ["name", "-name", "verified"],
  said: {
    all: "contact.all",
    one: "contact.title",
    make: "contact.new",
    edit: "contact.edit",
    none: "contact.none",
    count: "contact.count",
    remove: "contact.remove",
    name: "contact.name",
  },
  lands: "list",
};

export const networks: Kind = {
  name: "networks",
  icon: "network",
  fields: [
    owner,
    {
      name: "value",
      type: "text",
      label: "network.value",
      hint: "network.value_hint",
      group: "network.title",
      ltr: true,
      most: 253,
      required: "network.needs_value",
    },
    { name: "since", type: "date", label: "network.since" },
    { name: "until", type: "date", label: "network.until", hint: "network.until_hint" },
    notes,
  ],
  called: "value",
  columns: ["value", "organisation", "since", "until"],
  filters: [{ name: "kind", label: "network.kind", choices: network_kinds, said: said_network }],
  sorts: ["value", "-value"],
  said: {
    all: "network.all",
    one: "network.title",
    make: "network.new",
    edit: "network.edit",
    none: "network.none",
    count: "network.count",
    remove: "network.remove",
    name: "network.value",
  },
  lands: "list",
};

export const assets: Kind = {
  name: "assets",
  icon: "asset",
  fields: [
    owner,
    { name: "name", type: "text", label: "asset.name", group: "asset.what", required: "asset.needs_name" },
    {
      name: "kind",
      type: "choice",
      label: "asset.kind",
      choices: asset_kinds,
      said: said_asset,
      required: "asset.needs_kind",
    },
    {
      name: "exposure",
      type: "choice",
      label: "asset.exposure",
      hint: "asset.exposure_hint",
      choices: exposures,
      said: said_exposure,
      open: "empty.value",
    },
    { name: "owner", type: "text", label: "asset.owner", hint: "asset.owner_hint" },
    criticality("asset.criticality_hint"),
    notes,
  ],
  called: "name",
  columns: ["name", "organisation", "kind", "exposure", "criticality"],
  beneath: "owner",
  filters: [
    { name: "kind", label: "asset.kind", choices: asset_kinds, said: said_asset },
    { name: "exposure", label: "asset.exposure", choices: exposures, said: said_exposure },
  ],
  sorts: ["name", "-name"],
  said: {
    all: "asset.all",
    one: "asset.title",
    make: "asset.new",
    edit: "asset.edit",
    none: "asset.none",
    count: "asset.count",
    remove: "asset.remove",
    name: "asset.name",
  },
  lands: "one",
};

/// What belongs to an organisation, in the order of its tabs.
export const belongings = [contacts, networks, assets] as const;
export const kinds: Readonly<Record<ResourceName, Kind>> = { organisations, contacts, networks, assets };
