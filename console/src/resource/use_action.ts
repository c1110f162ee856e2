import { useRef, useState } from "react";
import { LineLost } from "../api/client";
import { new_id } from "../parts/kept";

/// One write at a click. While nobody knows whether it arrived, a second click sends it again under the same key, so that
/// it is done once.
export function useAction() {
  const key = useRef<string>(undefined);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async (write: (key: string) => Promise<unknown>, done: () => void) => {
    setBusy(true);
    setError(undefined);
    key.current ??= new_id();
    try {
      await write(key.current);
      key.current = undefined;
      setBusy(false);
      done();
    } catch (failed) {
      if (!(failed instanceof LineLost)) key.current = undefined;
      setBusy(false);
      setError(failed);
    }
  };
  /// What is sent next is another thing.
  const settle = () => {
    key.current = undefined;
    setError(undefined);
  };
  return { busy, error, run, settle };
}
