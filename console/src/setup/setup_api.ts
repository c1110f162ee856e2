// What the first page asks of the server. Nobody is signed in yet, so it does without the client of everything else.
import { LineLost, Refusal } from "../api/client";
import type { Language, Names, Problem } from "../api/types";

export interface Needed {
  needed: boolean;
  sectors: string[];
}

export interface Answers {
  code: string;
  language: Language;
  nation: string;
  names: Names;
  sectors: string[];
  account: string;
  name: string;
  password: string;
  hosts: string[];
}

/// Shown once.
export interface RecoverySheet {
  team: string;
  date: string;
  phrase: string;
  account: string;
  recovery_codes: string[];
  verifier: string;
  authority: string | null;
  checkpoint: string;
  qr_svg: string;
}

async function ask<Answer>(language: Language, body?: Answers): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch("/api/setup", {
      method: body ? "POST" : "GET",
      cache: "no-store",
      headers: { "Accept-Language": language, ...(body ? { "Content-Type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  } catch {
    throw new LineLost();
  }
  const answer = (await response.json().catch(() => ({}))) as Answer & Problem;
  if (!response.ok) throw new Refusal({ ...answer, status: response.status });
  return answer;
}

export const is_needed = (language: Language) => ask<Needed>(language);
export const make_node = (language: Language, answers: Answers) => ask<RecoverySheet>(language, answers);

/// "csirt.example, 10.1.2.3" as its parts.
export const hosts_of = (typed: string) => typed.split(/[\s,،]+/).filter((host) => host !== "");

/// What the server says of each field; of a name in one language too.
export function refusals_of(problem: Problem): Map<string, string> {
  const said = new Map<string, string>();
  for (const { field, detail } of problem.errors ?? []) {
    const whole = field.startsWith("names") ? "names" : field;
    if (!said.has(whole)) said.set(whole, detail);
  }
  return said;
}
