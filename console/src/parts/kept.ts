// What this browser keeps between visits. A browser that keeps nothing (private mode, full disk) is no error: the page
// works, and what it can't keep is told by `keep`. On a shared computer nothing is kept at all: what stands here lives
// as long as the page.

const prefix = "manara.";
const shared_cookie = "manara_shared";
/// Of the browser's own settings, what is taken along when the computer turns out to be a shared one.
const taken_along = ["language", "digits", "scheme", "single_keys"];

let memory: Map<string, string> | undefined;

// A cookie that ends with the browser, so that every window of this visit knows.
if (typeof document !== "undefined" && document.cookie.includes(`${shared_cookie}=1`)) memory = new Map();
if (typeof window !== "undefined")
  window.addEventListener("beforeunload", (event) => {
    const holds_draft = [...(memory?.keys() ?? [])].some((name) => name.startsWith("draft."));
    if (holds_draft) event.preventDefault();
  });

export const is_shared = () => memory !== undefined;

/// From now on, and for as long as this browser stays open or until somebody says otherwise.
export function share(is_so: boolean): void {
  if (is_so === is_shared()) return;
  const settings = taken_along.flatMap((name) => {
    const value = kept(name);
    return value === null ? [] : [[name, value] as const];
  });
  memory = is_so ? new Map(settings) : undefined;
  if (typeof document === "undefined") return;
  const age = is_so ? "" : "; Max-Age=0";
  document.cookie = `${shared_cookie}=1; Path=/; SameSite=Strict${age}`;
}

export function kept(name: string): string | null {
  if (memory) return memory.get(name) ?? null;
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

/// False when the browser refused, or must not: then it is there until the page is loaded again.
export function keep(name: string, value: string): boolean {
  if (memory) {
    memory.set(name, value);
    return false;
  }
  try {
    localStorage.setItem(prefix + name, value);
    return true;
  } catch {
    return false;
  }
}

export function forget(name: string): void {
  memory?.delete(name);
  if (memory) return;
  try {
    localStorage.removeItem(prefix + name);
  } catch {
    // nothing was kept
  }
}

export function kept_names(beginning: string): string[] {
  if (memory) return [...memory.keys()].filter((name) => name.startsWith(beginning));
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix + beginning))
      .map((key) => key.slice(prefix.length));
  } catch {
    return [];
  }
}

/// 32 hexadecimal digits of a new id.
export function new_id(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
