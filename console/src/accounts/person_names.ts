// Names of people that lists say by their ids, asked for once.
import { useLoad } from "../api/use_load";
import { accounts_of } from "../api/accounts";
import { useClient } from "../session/session";

const asked = new Map<string, Promise<string | undefined>>();

/// By id; those whom one may not see have none.
export function usePersonNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const { person } = accounts_of(useClient());
  const wanted = [...new Set(ids)].sort();
  const { value } = useLoad(wanted.join(","), async () => {
    const found = await Promise.all(
      wanted.map(async (id) => {
        const one =
          asked.get(id) ??
          person(id).then(
            ({ name }) => name,
            () => undefined,
          );
        asked.set(id, one);
        return [id, await one] as const;
      }),
    );
    return new Map(found.flatMap(([id, name]) => (name ? [[id, name] as const] : [])));
  });
  return value ?? new Map<string, string>();
}
