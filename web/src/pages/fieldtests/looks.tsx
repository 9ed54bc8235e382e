// The lift over the days: its estimate, and the bounds that hold together at every look.
import { Text } from "@mantine/core";
import { useMemo } from "react";
import { Chart, type Option, Twin, useInk } from "../../components/chart";
import { Section } from "../../components/section";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import type { Figures } from "./tested";

export function Looks({ g, limit }: { g: Figures; limit: number }) {
  const { t } = useSay();
  const { date, number } = useFormat();
  const ink = useInk();
  const option = useMemo((): Option => {
    const at = (of: "low" | "value" | "high") => g.looks.map((l) => [Date.parse(l.on), l.lift[of] ?? null] as [number, number | null]);
    const days = g.looks.map((l) => Date.parse(l.on));
    const line = (data: [number, number | null][], type: "solid" | "dashed" | "dotted", color: string, width: number) => ({ type: "line" as const, symbol: "none", data, lineStyle: { color, width, type }, itemStyle: { color } });
    const first = days[0] ?? 0;
    const last = days.at(-1) ?? 0;
    return {
      grid: { left: 8, right: 12, top: 16, bottom: 4, containLabel: true },
      xAxis: { type: "time", axisLabel: { color: ink.dim, hideOverlap: true }, axisLine: { lineStyle: { color: ink.line } } },
      yAxis: { type: "value", min: 0, axisLabel: { color: ink.dim }, splitLine: { lineStyle: { color: ink.line } } },
      tooltip: { trigger: "axis", backgroundColor: ink.surface, borderColor: ink.line, textStyle: { color: ink.text }, valueFormatter: (v) => (typeof v === "number" ? number(v) : "–") },
      series: [
        { ...line(at("low"), "solid", ink.mid, 1.5), step: "end", name: t("trial.low") },
        { ...line(at("high"), "solid", ink.mid, 1.5), step: "end", name: t("trial.high") },
        { ...line(at("value"), "solid", ink.own, 2.5), symbol: "circle", symbolSize: 5, name: t("trial.lift") },
        { ...line([[first, limit], [last, limit]], "dashed", ink.up, 1.5), name: t("trial.limit") },
      ],
    };
  }, [g, limit, ink.own, number, t]); // eslint-disable-line react-hooks/exhaustive-deps
  const says = (v?: number) => (v === undefined ? "–" : number(v));
  const now = g.lift.low === undefined ? t("trial.liftUnknown") : t("trial.liftNow", { value: says(g.lift.value), low: says(g.lift.low), high: g.lift.high === undefined ? "∞" : says(g.lift.high) });
  return (
    <Section title={t("trial.looks")}>
      <Text size="sm">{now}</Text>
      <Text size="sm" c="dimmed" mb="xs">{t("trial.looksHow", { limit: number(limit) })}</Text>
      <Chart option={option} label={`${t("trial.looks")}. ${now}`} />
      <Text size="sm" mt="xs">{t("trial.evidence", { value: number(g.evidence), enough: number(g.enough) })}</Text>
      <Twin label={t("trial.looks")} columns={[t("trial.day"), t("trial.visits"), t("trial.lift"), t("trial.low"), t("trial.high")]}
        rows={g.looks.map((l) => [date(l.on), l.n, says(l.lift.value), says(l.lift.low), says(l.lift.high)])} />
    </Section>
  );
}
