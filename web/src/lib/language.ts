// The four languages of the pages. What is said stands in src/text, a folder a language and in it a file a room of pages; each language is
// fetched when it is spoken.
import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import type en from "../text/en";
import type { Text } from "./server";

export type Message = keyof typeof en extends infer K ? (K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K) : never;
export type Language = "nl" | "fr" | "de" | "en";

/** languages by the name that those who speak them give them. */
export const languages: Record<Language, string> = { nl: "Nederlands", fr: "Français", de: "Deutsch", en: "English" };
const locales: Record<Language, string> = { nl: "nl-BE", fr: "fr-BE", de: "de-BE", en: "en-GB" };
const texts: Record<Language, () => Promise<{ default: Record<string, string> }>> = {
  nl: () => import("../text/nl"),
  fr: () => import("../text/fr"),
  de: () => import("../text/de"),
  en: () => import("../text/en"),
};

const kept = "vigie.language";

const isLanguage = (l: string | null | undefined): l is Language => !!l && l in languages;

export async function startLanguages() {
  await i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: false,
    resources: {},
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false }, // React escapes
    partialBundledLanguages: true,
  });
  const chosen = localStorage.getItem(kept);
  const spoken = navigator.languages.map((l) => l.slice(0, 2)).find(isLanguage);
  await speak(isLanguage(chosen) ? chosen : (spoken ?? "en"), false);
}

/** speak changes the language; one that somebody has chosen is remembered on this machine. */
export async function speak(l: Language, keep = true) {
  if (!i18next.hasResourceBundle(l, "translation")) {
    i18next.addResourceBundle(l, "translation", (await texts[l]()).default);
  }
  if (keep) localStorage.setItem(kept, l);
  document.documentElement.lang = l;
  await i18next.changeLanguage(l);
}

/** speakAsUser takes the language that the office has down for a user, unless another was chosen here. */
export function speakAsUser(l: string) {
  if (localStorage.getItem(kept) === null && isLanguage(l)) void speak(l, false);
}

export type Say = (message: Message, values?: Record<string, string | number>) => string;

/** useSay gives what says messages, and the language it says them in. */
export function useSay(): { t: Say; language: Language; locale: string; text: (t?: Text | null) => string } {
  const { t, i18n } = useTranslation();
  const language = isLanguage(i18n.language) ? i18n.language : "en";
  return { t: t as unknown as Say, language, locale: locales[language], text: (x) => inLanguage(x, language) };
}

/** inLanguage takes what a pack or a person has written in several languages. */
export function inLanguage(t: Text | null | undefined, l: Language): string {
  return t ? (t[l] ?? t[""] ?? t.en ?? Object.values(t)[0] ?? "") : "";
}
