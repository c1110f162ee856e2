import { useDirection } from "@mantine/core";
import { createContext, Fragment, useContext, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { Language } from "../api/types";
import { languages } from "../api/types";
import { keep, kept } from "../parts/kept";
import { day_at } from "../parts/civil";
import type { Digits, Key, Texts } from "./catalogue";
import { directions, load_texts, locale_of, pieces, sentence_of } from "./catalogue";

export type Arguments = Record<string, string | number>;

export interface Text {
  language: Language;
  digits: Digits;
  locale: string;
  t: (key: Key, args?: Arguments) => string;
  /// With its {arguments} still in it.
  sentence: (key: Key, n?: number) => string;
  number: (value: number) => string;
  /// Of 0 to 1.
  percent: (share: number) => string;
  time: (at: number) => string;
  day: (at: number) => string;
  /// Of "2026-06-01"; what is no day stays as it is.
  civil_day: (day: string) => string;
  choose_language: (language: Language) => void;
  choose_digits: (digits: Digits) => void;
}

const Context = createContext<Text | null>(null);

export function useText(): Text {
  const text = useContext(Context);
  if (!text) throw new Error("outside TextProvider");
  return text;
}

export const is_language = (value: unknown): value is Language => languages.includes(value as Language);

/// The language that index.html set before the first paint.
export const first_language = (): Language =>
  is_language(document.documentElement.lang) ? document.documentElement.lang : "en";

function make_text(texts: Texts, language: Language, digits: Digits): Omit<Text, `choose_${string}`> {
  const locale = locale_of(language, digits);
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: "percent" });
  // The month as a word: 3/4 is another day for every reader. Hours to 24, as a duty roster has them.
  const day = { day: "numeric", month: "short", year: "numeric" } as const;
  const hour = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const times = new Intl.DateTimeFormat(locale, { ...day, ...hour });
  const days = new Intl.DateTimeFormat(locale, day);
  const civil_days = new Intl.DateTimeFormat(locale, { ...day, timeZone: "UTC" });
  const said = (value: string | number | undefined) =>
    typeof value === "number" ? numbers.format(value) : (value ?? "");
  return {
    language,
    digits,
    locale,
    sentence: (key, n) => sentence_of(texts, locale, key, n),
    t: (key, args = {}) =>
      pieces(sentence_of(texts, locale, key, args["n"]))
        .map((piece) => (typeof piece === "string" ? piece : said(args[piece.argument])))
        .join(""),
    number: (value) => numbers.format(value),
    percent: (share) => percents.format(share),
    time: (at) => times.format(at),
    day: (at) => days.format(at),
    civil_day: (text) => (Number.isNaN(day_at(text)) ? text : civil_days.format(day_at(text))),
  };
}

export function TextProvider(props: { texts: Texts; language: Language; children: ReactNode }) {
  const [shown, setShown] = useState({ language: props.language, texts: props.texts });
  const [digits, setDigits] = useState<Digits>(kept("digits") === "arab" ? "arab" : "latn");
  const { setDirection } = useDirection();
  useEffect(() => {
    document.documentElement.lang = shown.language;
    setDirection(directions[shown.language]);
  }, [shown.language, setDirection]);
  const text = useMemo<Text>(
    () => ({
      ...make_text(shown.texts, shown.language, digits),
      choose_language: (language) => {
        keep("language", language);
        void load_texts(language).then((texts) => setShown({ language, texts }));
      },
      choose_digits: (chosen) => {
        keep("digits", chosen);
        setDigits(chosen);
      },
    }),
    [shown, digits],
  );
  return <Context value={text}>{props.children}</Context>;
}

/// A sentence whose arguments are elements: <T k="saved_as" name={<Name …/>} />.
export function T({ k, n, ...elements }: { k: Key; n?: number } & Record<string, ReactNode>) {
  const { sentence, number } = useText();
  return pieces(sentence(k, n)).map((piece, at) =>
    typeof piece === "string" ? (
      piece
    ) : (
      <Fragment key={at}>
        {piece.argument === "n" && n !== undefined ? number(n) : elements[piece.argument]}
      </Fragment>
    ),
  );
}

/// What stands in it is said in another language than the page: a sheet of paper for somebody else.
export function InLanguage(props: { language: Language; children: ReactNode }) {
  const around = useText();
  const { language } = props;
  const [found, setFound] = useState<{ language: Language; texts: Texts }>();
  useEffect(() => {
    let is_wanted = true;
    void load_texts(language).then(
      (texts) => is_wanted && setFound({ language, texts }),
      () => undefined,
    );
    return () => void (is_wanted = false);
  }, [language]);
  const text = useMemo<Text>(
    () => (found ? { ...around, ...make_text(found.texts, found.language, around.digits) } : around),
    [found, around],
  );
  return <Context value={text}>{props.children}</Context>;
}
