import type { GivenGrant, OneSession, Person, Token } from "../src/api/accounts";
import type { Job } from "../src/api/node";
import type { Asset, Contact, LedgerEntry, Network, Organisation, ResourceName } from "../src/api/types";

export function start_server(how?: { organisations?: number }): Promise<{
  state: {
    sessions: Map<string, { account: string; csrf: string }>;
    organisations: Organisation[];
    contacts: Contact[];
    networks: Network[];
    assets: Asset[];
    inventories: unknown[];
    imports: { resource: ResourceName; mode: string; query: string }[];
    entries: LedgerEntry[];
    accounts: {
      people: Person[];
      grants: Omit<GivenGrant, "account" | "name">[];
      links: { person: string; purpose: string }[];
      sessions: (OneSession & { person: string })[];
      tokens: (Token & { person: string })[];
      factors: Map<string, boolean>;
      password: string;
    };
    node: {
      jobs: Job[];
      streams: Set<unknown>;
      streams_stay: boolean;
      jobs_stand: boolean;
      looks: number;
      tell: (resource: string, id: string, revision: number) => void;
    };
    lose_answers: number;
    down: boolean;
    writes: { method: string; resource: string; key: string; body: Record<string, unknown> }[];
  };
  address: string;
  stop: () => Promise<void>;
}>;
