// Workforce, wages and whatever else the pack draws of an employer, each beside the quartiles of its peers.
import { SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Chart, type Option, Twin, useInk } from "../../components/chart";
import { Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { purposeHeader } from "../../lib/purpose";
import { get, type Got } from "../../lib/server";

export type Drawings = Got<"/employers/{id}/drawings">;
type Curve = Drawings["curves"][number];

/** useDrawings reads what the pack draws of an employer. */
export const useDrawings = (id: string, purpose: string) =>
  useQuery({ queryKey: ["drawings", id, purpose], queryFn: () => get("/employers/{id}/drawings", { id, headers: purposeHeader(purpose) }), staleTime: 5 * 60_000 });

export function Curves({ id, purpose }: { id: string; purpose: string }) {
  const { t } = useSay();
  const drawings = useDrawings(id, purpose);
  if (drawings.isError) return <Trouble error={drawings.error} again={() => void drawings.refetch()} />;
  if (drawings.isPending) return <Loading lines={4} />;
  const curves = drawings.data.curves.filter((c) => c.points.length > 0);
  if (curves.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-label={t("curves.title")}>
      <Title order={2}>{t("curves.title")}</Title>
      <Text size="sm" c="dimmed">
        {t("curves.how")}
      </Text>
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }} spacing="md">
        {curves.map((c) => (
          <One key={c.name} curve={c} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function One({ curve: c }: { curve: Curve }) {
  const { t, text } = useSay();
  const { date, number } = useFormat();
  const ink = useInk();
  const name = text(c.meaning);
  const option = useMemo((): Option => {
    const at = c.points.map((p) => Date.parse(p.on));
    const line = (of: "value" | "low" | "mid" | "high") => c.points.map((p, i) => [at[i] ?? 0, p[of] ?? null] as [number, number | null]);
    const band = c.points.map((p, i) => [at[i] ?? 0, p.high !== undefined && p.low !== undefined ? p.high - p.low : null] as [number, number | null]);
    const quiet = { type: "line" as const, symbol: "none", silent: true, lineStyle: { opacity: 0 } };
    return {
      grid: { left: 8, right: 12, top: 16, bottom: 4, containLabel: true },
      xAxis: { type: "time", axisLabel: { color: ink.dim, hideOverlap: true }, axisLine: { lineStyle: { color: ink.line } } },
      yAxis: { type: "value", scale: true, axisLabel: { color: ink.dim }, splitLine: { lineStyle: { color: ink.line } } },
      tooltip: { trigger: "axis", backgroundColor: ink.surface, borderColor: ink.line, textStyle: { color: ink.text }, formatter: (of) => told(Array.isArray(of) ? of[0]?.dataIndex : of.dataIndex) },
      series: [
        { ...quiet, stack: "band", data: line("low"), stackStrategy: "all" },
        { ...quiet, stack: "band", data: band, areaStyle: { color: ink.band, opacity: 0.9 }, stackStrategy: "all" },
        { type: "line", symbol: "none", data: line("mid"), lineStyle: { color: ink.mid, width: 1.5, type: "dashed" }, itemStyle: { color: ink.mid } },
        { type: "line", symbol: "circle", symbolSize: 5, data: line("value"), lineStyle: { color: ink.own, width: 2 }, itemStyle: { color: ink.own } },
      ],
    };
    function told(i?: number) {
      const p = c.points[i ?? 0];
      if (!p) return "";
      const band = p.low !== undefined && p.high !== undefined ? `<br>${t("curves.peers")}: ${number(p.low)} – ${number(p.high)}` : "";
      return `${date(p.on)}<br>${t("curves.own")}: ${p.value === undefined ? t("notAvailable") : number(p.value)}${band}`;
    }
  }, [c, ink.own, date, number, t]); // eslint-disable-line react-hooks/exhaustive-deps
  const last = c.points.findLast((p) => p.value !== undefined);
  const side = !last || last.low === undefined || last.high === undefined || last.value === undefined ? undefined : last.value < last.low ? "below" : last.value > last.high ? "above" : "among";
  return (
    <Stack className="surface" p="sm" gap={4}>
      <Title order={3}>{name}</Title>
      <Text size="xs" c="dimmed">
        {text(c.unit)}
        {side && ` · ${t(`curves.${side}`)}`}
      </Text>
      <Chart option={option} height={190} label={`${name}. ${side ? t(`curves.${side}`) : ""}`} />
      <Twin
        label={name}
        columns={[t("curves.period"), t("curves.own"), t("curves.low"), t("curves.mid"), t("curves.high"), t("curves.of")]}
        rows={c.points.map((p) => [date(p.on), ...[p.value, p.low, p.mid, p.high].map((v) => (v === undefined ? t("notAvailable") : number(v))), p.peers || ""])}
      />
    </Stack>
  );
}
