// The names of organisations that lists say by their ids: asked for once a minute at most, and many together.
import { createContext, useContext, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { Organisation } from "../api/types";
import type { Client } from "../api/client";
import { Link } from "../parts/route";
import { Id, Name } from "../parts/said";
import { useClient } from "../session/session";

const fresh_ms = 60_000;
const page_size = 200;
/// From so many on, whole pages of the list are read first.
const many = 10;
const most_pages = 5;

type Asks = Pick<Client, "item" | "list">;

export class OrganisationNames {
  private known = new Map<string, { at: number; one: Promise<Organisation | undefined> }>();
  private waiting = new Map<string, (one: Organisation | undefined) => void>();
  private readonly client: Asks;
  private readonly now: () => number;
  constructor(client: Asks, now: () => number = Date.now) {
    this.client = client;
    this.now = now;
  }

  /// Undefined where one may not see it.
  get(id: string): Promise<Organisation | undefined> {
    const known = this.known.get(id);
    if (known && this.now() - known.at < fresh_ms) return known.one;
    if (this.waiting.size === 0) setTimeout(() => void this.ask());
    const one = new Promise<Organisation | undefined>((resolve) => this.waiting.set(id, resolve));
    this.known.set(id, { at: this.now(), one });
    return one;
  }

  private async ask() {
    const wanted = new Map(this.waiting);
    this.waiting.clear();
    const found = (one: Organisation) => {
      wanted.get(one.id)?.(one);
      wanted.delete(one.id);
    };
    let after: string | undefined;
    for (let page = 0; wanted.size >= many && page < most_pages; page += 1) {
      const some = await this.client
        .list("organisations", { limit: page_size, after })
        .catch(() => undefined);
      some?.items.forEach(found);
      if (!some?.next) break;
      after = some.next;
    }
    for (const [id, tell] of wanted) {
      this.client.item("organisations", id).then(tell, () => {
        this.known.delete(id);
        tell(undefined);
      });
    }
  }
}

const Context = createContext<OrganisationNames | null>(null);

export function OrganisationNamesProvider(props: { children: ReactNode }) {
  const client = useClient();
  const names = useMemo(() => new OrganisationNames(client), [client]);
  return <Context value={names}>{props.children}</Context>;
}

export function useOrganisationNames(): OrganisationNames {
  const names = useContext(Context);
  if (!names) throw new Error("outside OrganisationNamesProvider");
  return names;
}

export function OrganisationName({ id, linked }: { id: string; linked?: boolean }) {
  const names = useOrganisationNames();
  const [found, setFound] = useState<{ id: string; one: Organisation | undefined }>();
  useEffect(() => {
    let is_wanted = true;
    void names.get(id).then((one) => is_wanted && setFound({ id, one }));
    return () => void (is_wanted = false);
  }, [names, id]);
  if (found?.id !== id) return <>…</>;
  if (!found.one) return <Id id={id} short />;
  const name = <Name names={found.one.names} />;
  return linked ? (
    <Link to={`/organisations/${id}`} className="link">
      {name}
    </Link>
  ) : (
    name
  );
}
