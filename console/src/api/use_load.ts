import { useCallback, useEffect, useState } from "react";

export interface Loaded<Value> {
  value?: Value;
  error?: unknown;
  loading: boolean;
  reload: () => void;
}

/// Loads what `load` gives whenever `name` changes; an answer that comes after the question changed is dropped. The last
/// value stays while the next one loads, so that a page doesn't flicker.
export function useLoad<Value>(name: string, load: (signal: AbortSignal) => Promise<Value>): Loaded<Value> {
  const [state, setState] = useState<{ name: string; value?: Value; error?: unknown; loading: boolean }>({
    name,
    loading: true,
  });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setState((before) => ({ ...before, name, loading: true }));
    load(stop.signal).then(
      (value) => !stop.signal.aborted && setState({ name, value, loading: false }),
      (error: unknown) => !stop.signal.aborted && setState({ name, error, loading: false }),
    );
    return () => stop.abort();
    // `name` says all that `load` depends on.
  }, [name, round]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  return { ...state, reload };
}
