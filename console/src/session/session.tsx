// Who is here, and the line to the server. Everything that asks the server takes its client from here.
import { createContext, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { ReactNode } from "react";
import { LineLost, make_client, Refusal } from "../api/client";
import type { Client, Credentials } from "../api/client";
import type { Me } from "../api/types";
import { upload } from "../api/upload";
import { is_shared, kept, share } from "../parts/kept";
import { useText } from "../text/text";

export type Here =
  { is: "asking" } | { is: "unreachable" } | { is: "nobody" } | { is: "person"; me: Me; ended: boolean };

export interface Session {
  here: Here;
  client: Client;
  line_is_up: boolean;
  ask: () => void;
  sign_in: (with_what: Credentials) => Promise<void>;
  /// The person, or their session, is another than before: after a change of name, password or second factor.
  take: (me: Me) => void;
  sign_out: () => Promise<void>;
}

const Context = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error("outside SessionProvider");
  return session;
}

export const useClient = () => useSession().client;

/// The person who is signed in; only for what is shown to such.
export function useMe(): Me {
  const { here } = useSession();
  if (here.is !== "person") throw new Error("nobody is signed in");
  return here.me;
}

export const can = (me: Me, resource: string, verb: string) => me.can[resource]?.includes(verb) ?? false;

export function SessionProvider(props: { children: ReactNode }) {
  const text = useText();
  const [here, setHere] = useState<Here>({ is: "asking" });
  const [line_is_up, setLine] = useState(true);
  // The client outlives renders; it reads what is newest through here.
  const newest = useRef({ here, language: text.language, waiting: [] as (() => void)[] });
  newest.current.here = here;
  newest.current.language = text.language;

  const client: Client = useMemo(
    () =>
      make_client({
        fetch: (...args) => fetch(...args),
        upload,
        language: () => newest.current.language,
        csrf: () => (newest.current.here.is === "person" ? newest.current.here.me.csrf : ""),
        session_ended: () =>
          new Promise((resolve) => {
            newest.current.waiting.push(resolve);
            setHere((now) => (now.is === "person" ? { ...now, ended: true } : { is: "nobody" }));
          }),
        token_changed: async () => {
          const before = newest.current.here;
          const me = await client.me().catch(() => undefined);
          if (!me || before.is !== "person" || me.csrf === before.me.csrf) return false;
          newest.current.here = { is: "person", me, ended: false };
          if (me.person.id !== before.me.person.id) location.assign("/");
          else setHere(newest.current.here);
          return me.person.id === before.me.person.id;
        },
        line: setLine,
        timeout_ms: 20_000,
      }),
    [],
  );

  const session = useMemo<Session>(() => {
    /// What this browser knows of itself counts first.
    const choose_as = ({ person }: Me) => {
      if (!kept("language")) text.choose_language(person.language);
      if (!kept("digits")) text.choose_digits(person.digits === "native" ? "arab" : "latn");
    };
    const ask = () => {
      setHere({ is: "asking" });
      client.me().then(
        (me) => {
          setHere({ is: "person", me, ended: false });
          if (is_shared()) choose_as(me);
        },
        (error: unknown) => {
          const answered = error instanceof Refusal && error.problem.status === 401;
          setHere({ is: answered ? "nobody" : "unreachable" });
        },
      );
    };
    const sign_in = async (with_what: Credentials) => {
      const me = await client.sign_in(with_what);
      const before = newest.current.here;
      // Another person must not see what the one before had open.
      if (before.is === "person" && before.me.person.id !== me.person.id) location.assign("/");
      newest.current.here = { is: "person", me, ended: false };
      setHere(newest.current.here);
      choose_as(me);
      for (const go_on of newest.current.waiting.splice(0)) go_on();
    };
    const sign_out = async () => {
      await client.sign_out().catch((error: unknown) => {
        if (error instanceof LineLost) throw error;
      });
      share(false);
      location.assign("/");
    };
    const take = (me: Me) => {
      newest.current.here = { is: "person", me, ended: false };
      setHere(newest.current.here);
    };
    return { here, client, line_is_up, ask, sign_in, take, sign_out };
  }, [here, client, line_is_up, text]);

  useEffect(session.ask, []);
  return <Context value={session}>{props.children}</Context>;
}
