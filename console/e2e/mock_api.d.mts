import type { LedgerEntry, Organisation, OrganisationFields } from "../src/api/types";

export function start_server(how?: { organisations?: number }): Promise<{
  state: {
    sessions: Map<string, { account: string; csrf: string }>;
    organisations: Organisation[];
    entries: LedgerEntry[];
    lose_answers: number;
    down: boolean;
    writes: { method: string; key: string; body: OrganisationFields }[];
  };
  address: string;
  stop: () => Promise<void>;
}>;
