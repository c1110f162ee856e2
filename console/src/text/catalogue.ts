// Sentences by name, in three languages; a test holds the languages together. Our own because it is a page long: names
// and arguments are checked by the compiler, plural forms come from the browser, and a language is a file of its own.
import type english from "./en.json";
import type { Language, Names } from "../api/types";

export type Catalogue = typeof english;
export type Key = keyof Catalogue;
/// The forms of a sentence that counts `n`; Arabic has all six.
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>>;
export type Texts = Record<Key, string | Forms>;
export type Digits = "latn" | "arab";

export const own_names: Record<Language, string> = { en: "English", fr: "Français", ar: "العربية" };
export const directions: Record<Language, "ltr" | "rtl"> = { en: "ltr", fr: "ltr", ar: "rtl" };

/// A language's sentences are fetched when it is first shown.
export async function load_texts(language: Language): Promise<Texts> {
  const load = {
    en: () => import("./en.json"),
    fr: () => import("./fr.json"),
    ar: () => import("./ar.json"),
  };
  return (await load[language]()).default as Texts;
}

/// The tag that Intl is asked with: the Gregorian calendar, and Latin digits unless the reader wants Arabic ones.
export function locale_of(language: Language, digits: Digits): string {
  const base = { en: "en-GB", fr: "fr-FR", ar: "ar" }[language];
  return `${base}-u-ca-gregory-nu-${language === "ar" ? digits : "latn"}`;
}

/// The sentence named `key`, cut at its {arguments}: "a {b} c" is ["a ", {argument: "b"}, " c"].
export type Piece = string | { argument: string };

export function pieces(sentence: string): Piece[] {
  return sentence
    .split(/(\{[a-z_]+\})/)
    .filter((piece) => piece !== "")
    .map((piece) => (piece.startsWith("{") ? { argument: piece.slice(1, -1) } : piece));
}

export function sentence_of(texts: Texts, locale: string, key: Key, n: unknown): string {
  // A newer server may have words, a role perhaps, that this console has no sentence for.
  const entry: string | Forms = texts[key] ?? key;
  if (typeof entry === "string") return entry;
  const form = new Intl.PluralRules(locale).select(Number(n ?? 0));
  return entry[form] ?? entry.other ?? key;
}

/// A name in the reader's language, or else in the first that there is.
export function name_in(names: Names, language: Language): { text: string; language: Language } {
  for (const one of [language, "en", "fr", "ar"] as const) {
    const text = names[one];
    if (text) return { text, language: one };
  }
  return { text: "", language };
}

/// What was typed with Arabic-Indic or Persian digits, with Latin ones: codes and numbers are compared by the server.
export function latin_digits(typed: string): string {
  return typed.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}
