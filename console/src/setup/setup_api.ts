// What the first page asks of the server. Nobody is signed in yet, so it does without the client of everything else.
import { LineLost, Refusal } from "../api/client";
import type * as schema from "../api/schema";
import type { Language, Problem } from "../api/types";

export type Needed = schema.SetupNeeded;
export type Answers = Required<schema.SetupWish>;
/// Shown once.
export type RecoverySheet = schema.RecoverySheet;

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
