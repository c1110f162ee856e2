// One stream per window tells of changes in what stands open. It is there only while somebody looks: browsers have few
// connections for one address, and a page that nobody is at must not keep a session from ending.

export interface Change {
  resource: string;
  id: string;
  revision: number;
}

/// `back`: the stream was away for a while; what happened meanwhile is not told.
export type Told = { is: "changed"; change: Change } | { is: "back" };

/// An EventSource, as far as it is used here.
export interface Stream {
  on: (event: "listening" | "changed" | "error", heard: (data: string) => void) => void;
  close: () => void;
}

export interface LiveAround {
  open: (address: string) => Stream;
  /// Somebody looks at this window, and the line is up.
  is_attended: () => boolean;
  now: () => number;
  /// Returns what takes it back.
  later: (run: () => void, ms: number) => () => void;
}

interface Listener {
  resources: readonly string[];
  told: (what: Told) => void;
  since: number;
  /// It has been told, or knows of itself, how things stood when the stream began.
  heard: boolean;
}

const together_ms = 50;
const first_wait_ms = 3_000;
const longest_wait_ms = 60_000;
/// A list that was loaded so shortly before the stream began has missed nothing.
const fresh_ms = 3_000;

export class Live {
  private readonly listeners = new Set<Listener>();
  private stream: Stream | undefined;
  private heard: ReadonlySet<string> = new Set();
  private wait_ms = first_wait_ms;
  private planned: (() => void) | undefined;
  private readonly around: LiveAround;
  constructor(around: LiveAround) {
    this.around = around;
  }

  /// Returns what ends it.
  listen(resources: readonly string[], told: (what: Told) => void): () => void {
    const listener = { resources, told, since: this.around.now(), heard: false };
    this.listeners.add(listener);
    const is_heard = resources.every((one) => this.heard.has(one));
    if (this.stream && is_heard) listener.heard = true;
    else this.plan(together_ms);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.plan(together_ms);
    };
  }

  /// Somebody looks again, or the line is back.
  attended(): void {
    if (!this.stream) this.plan(together_ms);
  }

  /// Nobody looks any more.
  unattended(): void {
    this.end();
  }

  private end() {
    this.planned?.();
    this.planned = undefined;
    this.stream?.close();
    this.stream = undefined;
    this.heard = new Set();
  }

  private plan(ms: number) {
    this.planned?.();
    this.planned = this.around.later(() => this.begin(), ms);
  }

  private begin() {
    this.end();
    const wanted = new Set([...this.listeners].flatMap(({ resources }) => resources));
    if (wanted.size === 0 || !this.around.is_attended()) return;
    const stream = this.around.open(`/api/live?resources=${[...wanted].sort().join(",")}`);
    this.stream = stream;
    this.heard = wanted;
    stream.on("listening", () => {
      this.wait_ms = first_wait_ms;
      for (const one of this.listeners) {
        const was_away = one.heard || this.around.now() - one.since > fresh_ms;
        one.heard = true;
        if (was_away) one.told({ is: "back" });
      }
    });
    stream.on("changed", (data) => this.tell(data));
    // It ends every ten minutes by itself, and whenever the line does or the session.
    stream.on("error", () => {
      if (this.stream !== stream) return;
      this.end();
      this.plan(this.wait_ms);
      this.wait_ms = Math.min(this.wait_ms * 2, longest_wait_ms);
    });
  }

  private tell(data: string) {
    let change: Change;
    try {
      change = JSON.parse(data) as Change;
    } catch {
      return;
    }
    for (const one of this.listeners) {
      if (one.resources.includes(change.resource)) one.told({ is: "changed", change });
    }
  }
}

const nobody_after_ms = 10 * 60_000;

function browser_stream(address: string): Stream {
  const source = new EventSource(address);
  return {
    on: (event, heard) =>
      source.addEventListener(event, (what) => heard(((what as MessageEvent).data as string) ?? "")),
    close: () => source.close(),
  };
}

/// The stream of this window.
function in_browser(): Live {
  let moved_at = Date.now();
  const live = new Live({
    open: browser_stream,
    is_attended: () =>
      navigator.onLine && document.visibilityState === "visible" && Date.now() - moved_at < nobody_after_ms,
    now: Date.now,
    later: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  const moved = () => {
    const was_nobody = Date.now() - moved_at >= nobody_after_ms;
    moved_at = Date.now();
    if (was_nobody) live.attended();
  };
  for (const event of ["pointermove", "pointerdown", "keydown", "wheel"])
    window.addEventListener(event, moved, { passive: true });
  window.addEventListener("online", () => live.attended());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return live.unattended();
    moved();
    live.attended();
  });
  return live;
}

let of_window: Live | undefined;
export const live = (): Live => (of_window ??= in_browser());
