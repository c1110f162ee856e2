import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { languages } from "../api/types";
import type { Language } from "../api/types";
import { latin_digits, locale_of, name_in, pieces, sentence_of } from "./catalogue";
import type { Forms, Key, Texts } from "./catalogue";
import { fold } from "./fold";

const texts = Object.fromEntries(
  languages.map((language) => [
    language,
    JSON.parse(readFileSync(`src/text/${language}.json`, "utf8")) as Texts,
  ]),
) as Record<Language, Texts>;
const keys = Object.keys(texts.en) as Key[];

const forms_of = (entry: string | Forms): string[] =>
  typeof entry === "string" ? [entry] : Object.values(entry);
const arguments_of = (sentence: string) =>
  pieces(sentence)
    .flatMap((piece) => (typeof piece === "string" ? [] : [piece.argument]))
    .sort();

/// What is the same word in French as in English.
const same_in_french = new Set<Key>([
  "manara",
  "place.organisations",
  "place.incidents",
  "place.programme",
  "organisation.title",
  "sector.agriculture",
  "sector.finance",
  "sign_in.code",
  "thing.notes",
  "contact.title",
  "contact.all",
  "asset_kind.application",
  "list.actions",
  "sessions.title",
  "link_purpose.invitation",
  "log_kind.export",
]);

function sources(folder = "src"): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes("_test."))
    .map((name) => readFileSync(`${folder}/${name}`, "utf8"))
    .join("\n");
}

describe("the sentences of the console", () => {
  test.each(["fr", "ar"] as const)(
    "%s has each sentence of English, in the same order, and no other",
    (language) => {
      expect(Object.keys(texts[language])).toEqual(keys);
    },
  );

  test.each(languages)("%s has every plural form that its grammar asks for", (language) => {
    const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    expect(wanted.length).toBe({ en: 2, fr: 3, ar: 6 }[language]);
    const counted = keys.filter((key) => typeof texts.en[key] !== "string");
    expect(counted.length).toBeGreaterThan(2);
    for (const key of keys) {
      const entry = texts[language][key];
      expect(typeof entry, key).toBe(counted.includes(key) ? "object" : "string");
      if (typeof entry !== "string") expect(Object.keys(entry).toSorted(), key).toEqual(wanted);
    }
  });

  test.each(languages)("%s uses the arguments of the English sentence", (language) => {
    for (const key of keys) {
      const other = texts.en[key];
      const wanted = arguments_of(typeof other === "string" ? other : (other.other ?? ""));
      // "One organisation" needs no number in it; the general form does.
      const mine = texts[language][key];
      expect(arguments_of(typeof mine === "string" ? mine : (mine.other ?? "")), key).toEqual(wanted);
      for (const form of forms_of(mine))
        for (const one of arguments_of(form)) expect(wanted, key).toContain(one);
    }
  });

  test("Arabic is written in Arabic letters, without the digits that the reader chooses", () => {
    for (const key of keys) {
      for (const form of forms_of(texts.ar[key])) {
        expect(form, key).toMatch(/[\u0621-\u064a]/);
        expect(form, key).not.toMatch(/[\u0660-\u0669?,;]/);
      }
    }
  });

  test("French differs from English, and has its spaces before : ; ? !", () => {
    for (const key of keys) {
      const french = texts.fr[key];
      if (typeof french === "string" && !same_in_french.has(key)) expect(french, key).not.toBe(texts.en[key]);
      for (const form of forms_of(french)) expect(form, key).not.toMatch(/[^\u00a0][:;?!]|'/);
    }
    for (const key of same_in_french) expect(texts.fr[key], key).toBe(texts.en[key]);
  });

  test("no sentence is empty, untidy or unused", () => {
    const source = sources();
    const families = [...source.matchAll(/`([a-z_.]+[._])\$\{[^}]*\}(\.[a-z]+)?`/g)].map(
      ([, head, tail]) =>
        new RegExp(`^${head?.replaceAll(".", "\\.")}[^.]+${(tail ?? "").replaceAll(".", "\\.")}$`),
    );
    expect(families.length).toBeGreaterThan(3);
    const unused = keys.filter(
      (key) => !source.includes(`"${key}"`) && !families.some((family) => family.test(key)),
    );
    expect(unused).toEqual([]);
    for (const language of languages) {
      for (const key of keys) {
        for (const form of forms_of(texts[language][key])) expect(form, key).toMatch(/^\S(.*\S)?$/);
      }
    }
  });
});

test("Arabic counts in six ways", () => {
  const said = [0, 1, 2, 3, 11, 100].map((n) => sentence_of(texts.ar, "ar", "list.count", n));
  expect(said).toEqual(["لا مؤسسات", "مؤسسة واحدة", "مؤسستان", "{n} مؤسسات", "{n} مؤسسة", "{n} مؤسسة"]);
});

test("Arabic has Latin digits unless its reader wants others", () => {
  const number = (digits: "latn" | "arab") => new Intl.NumberFormat(locale_of("ar", digits)).format(1024);
  expect(number("latn")).toBe("1,024");
  expect(number("arab")).toBe("١٬٠٢٤");
  expect(locale_of("fr", "arab")).toContain("nu-latn");
});

test("a code typed on an Arabic or Persian keyboard is the same code", () => {
  expect(latin_digits("٠١٢ ۳۴۵ 6")).toBe("012 345 6");
});

test("a name is shown in the reader's language, else in one that there is", () => {
  expect(name_in({ en: "Port", ar: "ميناء" }, "ar")).toEqual({ text: "ميناء", language: "ar" });
  expect(name_in({ ar: "ميناء" }, "fr")).toEqual({ text: "ميناء", language: "ar" });
  expect(name_in({}, "fr").text).toBe("");
});

test("a search finds what is written with other accents, vowel signs and letters", () => {
  expect(fold("Hôpital")).toBe(fold("hopital"));
  expect(fold("إدارة")).toBe(fold("ادارة"));
  expect(fold("مُستشفى")).toBe(fold("مستشفي"));
});
