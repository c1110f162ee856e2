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
    lose_answers: number;
    down: boolean;
    writes: { method: string; resource: string; key: string; body: Record<string, unknown> }[];
  };
  address: string;
  stop: () => Promise<void>;
}>;
