// When what happened: events by kind, and inspections, over time, with a brush that mouse, wheel and keys move.
import { Group, RangeSlider, Stack, Text } from "@mantine/core";
import { useMemo } from "react";
import { Chart, type Option, useInk } from "../../components/chart";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { useWords } from "../../lib/words";
import type { DossierRead } from "./dossier";

const day = 86_400_000;

export type Span = { from: number; to: number };

/** spanOf is the whole time of which something is told. */
export function spanOf(d: DossierRead): Span {
  const at = d.timeline.map((h) => Date.parse(h.on));
  return { from: Math.min(...at) - 30 * day, to: Math.max(Date.parse(d.asOf), ...at) + 30 * day };
}

export function Events({ dossier: d, kinds, whole, span, look }: { dossier: DossierRead; kinds: string[]; whole: Span; span: Span; look: (s: Span) => void }) {
  const { t } = useSay();
  const { own } = useWords();
  const { date } = useFormat();
  const ink = useInk();
  const rows = useMemo(() => [...new Set(d.timeline.map((h) => h.kind))].filter((k) => kinds.length === 0 || kinds.includes(k)).reverse(), [d.timeline, kinds]);
  const option = useMemo(
    (): Option => ({
      grid: { left: 8, right: 16, top: 8, bottom: 8, containLabel: true },
      xAxis: { type: "time", min: whole.from, max: whole.to, axisLabel: { color: ink.dim, hideOverlap: true }, axisLine: { lineStyle: { color: ink.line } } },
      yAxis: { type: "category", data: rows.map((k) => own("event", k)), axisLabel: { color: ink.text, width: 150, overflow: "truncate" }, axisTick: { show: false }, axisLine: { show: false }, splitLine: { show: true, lineStyle: { color: ink.line } } },
      dataZoom: [{ type: "inside", startValue: span.from, endValue: span.to, filterMode: "none", zoomOnMouseWheel: "shift", moveOnMouseMove: true }],
      tooltip: { trigger: "item", backgroundColor: ink.surface, borderColor: ink.line, textStyle: { color: ink.text }, formatter: (p) => { const v = (Array.isArray(p) ? p[0] : p)?.value as [number, number]; return `${date(iso(v[0]))}<br>${own("event", rows[v[1]] ?? "")}`; } },
      series: [
        {
          type: "scatter",
          symbolSize: 9,
          data: d.timeline.filter((h) => rows.includes(h.kind)).map((h) => ({ value: [Date.parse(h.on), rows.indexOf(h.kind)], itemStyle: { color: ink.marks[rows.indexOf(h.kind) % ink.marks.length], opacity: 0.8 } })),
        },
      ],
    }),
    [d.timeline, rows, span.from, span.to, whole.from, whole.to, ink.own, own, date], // eslint-disable-line react-hooks/exhaustive-deps
  );
  const months = Math.max(2, Math.ceil((whole.to - whole.from) / (30 * day)));
  const month = (at: number) => Math.round((at - whole.from) / (30 * day));
  return (
    <Stack gap={4} className="surface" p="sm">
      <Chart option={option} height={Math.max(140, 26 * rows.length + 50)} label={t("timeline.chart", { count: d.timeline.length, from: date(iso(span.from)), to: date(iso(span.to)) })} wheel={(from, to) => look({ from, to })} />
      <Group gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed" id="timeline-brush" style={{ whiteSpace: "nowrap" }}>
          {t("timeline.brush")}
        </Text>
        <RangeSlider
          style={{ flex: 1 }}
          min={0}
          max={months}
          minRange={1}
          size="sm"
          value={[month(span.from), month(span.to)]}
          onChange={([a, b]) => look({ from: whole.from + a * 30 * day, to: whole.from + b * 30 * day })}
          label={(m) => date(iso(whole.from + m * 30 * day))}
          thumbFromLabel={t("timeline.from")}
          thumbToLabel={t("timeline.to")}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t("timeline.brushHow")}
      </Text>
    </Stack>
  );
}

export const iso = (at: number) => new Date(at).toISOString().slice(0, 10);
