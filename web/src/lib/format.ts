import { useMemo } from "react";
import { useSay } from "./language";

/** useFormat writes dates, numbers and amounts as they are written in the language. */
export function useFormat() {
  const { locale, t } = useSay();
  return useMemo(() => {
    const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
    const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
    const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
    const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
    return {
      /** a day, as YYYY-MM-DD */
      date: (d?: string | null) => (isDay(d) ? day.format(new Date(d.slice(0, 10) + "T00:00:00Z")) : t("notAvailable")),
      time: (at?: string | null) => (at ? moment.format(new Date(at)) : t("notAvailable")),
      number: (n: number) => number.format(n),
      percent: (p: number) => (p > 0 && p < 0.01 ? "< " + percent.format(0.01) : percent.format(p)),
      /** an amount in whole units of the currency */
      money: (n: number, currency: string) => new Intl.NumberFormat(locale, { style: "currency", currency, maximumFractionDigits: 0 }).format(n),
      list: (items: string[]) => new Intl.ListFormat(locale, { type: "conjunction" }).format(items),
    };
  }, [locale, t]);
}

const isDay = (d?: string | null): d is string => !!d && d >= "0001-01-02";

/** daysBetween counts days from one day to another. */
export const daysBetween = (from: string, to: string) => Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000);

/** daysAfter is the day so many days later. */
export const daysAfter = (from: string, days: number) => new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
