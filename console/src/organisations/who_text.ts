import type { WhoAnswer } from "../api/types";
import { name_in } from "../text/catalogue";
import type { Text } from "../text/text";

/// The answer as lines of text, for a message or a ticket.
export function who_text(answer: WhoAnswer, { t, language }: Pick<Text, "t" | "language">): string {
  const { kind, value } = answer.question;
  const lines = [t(`who_question.${kind}`, { value })];
  for (const { organisation, reason, contacts } of answer.items) {
    lines.push("", name_in(organisation.names, language).text, reason.text);
    for (const one of contacts) {
      lines.push(`- ${one.role ? `${one.name} (${one.role})` : one.name}`);
      for (const { kind: way, address, out_of_hours } of one.channels ?? [])
        lines.push(
          `  ${t(`channel.${way}`)}: ${address}${out_of_hours ? ` (${t("channel.out_of_hours")})` : ""}`,
        );
    }
  }
  return lines.join("\n") + "\n";
}
