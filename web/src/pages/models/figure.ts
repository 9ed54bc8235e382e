// What a judgement measured, whatever that is: the pages show every figure that has an interval, by the name that the server gives it.
import type { Figure } from "../../components/interval";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import type { Got, Schemas } from "../../lib/server";

export type Card = Got<"/models/{id}">;
export type Evaluation = Schemas["ModelEvaluation"];
export type Judgement = Schemas["ModelJudgement"];

const isFigure = (v: unknown): v is Figure => typeof v === "object" && v !== null && typeof (v as Figure).value === "number" && typeof (v as Figure).low === "number" && typeof (v as Figure).high === "number";

/** figuresOf are the names of all figures of a judgement. */
export const figuresOf = (j: object): string[] => Object.entries(j).filter(([, v]) => isFigure(v)).map(([name]) => name);

export function figureOf(j: object, name: string): Figure | undefined {
  const v = (j as Record<string, unknown>)[name];
  return isFigure(v) ? v : undefined;
}

const shares = /^(precision|recall|found|share)|Share$|Rate$/;

/** useFigure says a figure with its interval: shares in per cent, all else as numbers. */
export function useFigure() {
  const { t } = useSay();
  const { number, percent } = useFormat();
  return (name: string, f?: Figure | null) => {
    if (!f) return t("model.noFigure");
    const write = shares.test(name) ? (v: number) => (v === 0 ? percent(0) : percent(v)) : (v: number) => number(Math.round(v * 100) / 100);
    return t("model.interval", { value: write(f.value), low: write(f.low), high: write(f.high) });
  };
}

/** chance is what a figure would be if the order were chance. */
export const chance = (name: string) => (/auc/i.test(name) ? 0.5 : /^lift/.test(name) ? 1 : /Advantage|daysEarlier/.test(name) ? 0 : undefined);
