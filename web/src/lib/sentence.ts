// Sentences of a pack. Those that were filled in when a target was delivered bear days as 2026-01-05; those of evidence still have places:
// {count}, {count|worker|workers} for the form that goes with a number, [ since {first}] for a part that is left out without its value.
import { useCallback } from "react";
import { useFormat } from "./format";
import { useSay } from "./language";
import { useWords } from "./words";

/** useSentence gives what writes the days of a sentence as the language does. */
export function useSentence() {
  const { date } = useFormat();
  return useCallback((s: string) => s.replace(/\b\d{4}-\d{2}-\d{2}\b/g, date), [date]);
}

/** useEvidence gives what says a piece of evidence: its sentence with the parameters that came with it, as JSON. */
export function useEvidence() {
  const { locale } = useSay();
  const said = useSentence();
  const { number } = useFormat();
  const { word } = useWords();
  return (sentence: string, parameters: string) => {
    const given = read(parameters);
    if (!sentence || !given) return said(parameters);
    const plural = new Intl.PluralRules(locale);
    const value = (name: string) => {
      const v = given[name];
      return v === undefined || v === null ? "" : typeof v === "number" ? number(v) : word(name, String(v));
    };
    const fill = (s: string) =>
      s
        .replace(/\{(\w+)\|([^|{}]*(?:\{\w+\}[^|{}]*)*)\|([^|{}]*(?:\{\w+\}[^|{}]*)*)\}/g, (_, name: string, one: string, more: string) => (plural.select(Number(given[name])) === "one" ? one : more))
        .replace(/\{(\w+)\}/g, (_, name: string) => value(name));
    const whole = sentence.replace(/\[([^\]]*)\]/g, (_, part: string) => ([...part.matchAll(/\{(\w+)/g)].every((m) => value(m[1] ?? "") !== "") ? part : ""));
    return said(fill(whole)).trim();
  };
}

function read(parameters: string): Record<string, unknown> | undefined {
  try {
    const v: unknown = JSON.parse(parameters || "{}");
    return typeof v === "object" && v !== null ? (v as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
