import { Refusal } from "../api/client";

/// Beside which field the server's sentence belongs: some refusals name the fields, others have a code that is about one.
export function refused_fields(error: unknown, by_code: Readonly<Record<string, string>>) {
  const problem = error instanceof Refusal ? error.problem : undefined;
  const said = new Map((problem?.errors ?? []).map(({ field, detail }) => [field, detail]));
  const field = by_code[problem?.code ?? ""];
  if (field && problem?.detail) said.set(field, problem.detail);
  return { is_said: said.size > 0, of: (name: string) => said.get(name) };
}
