import { Stack, Tabs, Text } from "@mantine/core";
import { useState } from "react";
import { Intervals, Numbers } from "../../components/interval";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import type { Schemas } from "../../lib/server";
import { useWords } from "../../lib/words";

type Card = Schemas["IndicatorCard"];
type Tally = Schemas["IndicatorTally"];

/** Precision is what inspections said of an indicator: overall, and by year, sector, channel and territory. */
export function Precision({ card }: { card: Card }) {
  const { t } = useSay();
  const { own, word } = useWords();
  const { number } = useFormat();
  const years = card.years ?? [];
  const by = [...(years.length > 0 ? ["year"] : []), ...new Set((card.parts ?? []).map((p) => p.of))];
  const [chosen, choose] = useState<string | null>(by[0] ?? null);
  const parts = (of: string): [string, Tally][] => (of === "year" ? years.map((y) => [String(y.year), y]) : (card.parts ?? []).filter((p) => p.of === of).map((p) => [own(of, p.value) !== p.value ? own(of, p.value) : word(of, p.value), p]));
  return (
    <Stack gap="md">
      <Numbers
        items={[
          [t("indicator.nowCount"), number(card.now)],
          [t("indicator.firings"), number(card.firings)],
          [t("indicator.entities"), number(card.entities)],
          [t("indicator.evidence"), number(card.evidence)],
          [t("indicator.followed"), number(card.followed)],
          [t("indicator.openCount"), number(card.open)],
          [t("indicator.passed"), number(card.passed)],
        ]}
      />
      <div>
        <Text fw={600} size="sm" mb={4}>{t("indicators.precision")}</Text>
        <Shares parts={[[t("indicator.overall"), card.overall]]} strong />
      </div>
      <Against tally={card.overall} />
      {card.toldConfirmed + card.toldRefuted > 0 && <Text size="sm">{t("indicator.told", { confirmed: number(card.toldConfirmed), refuted: number(card.toldRefuted) })}</Text>}
      {by.length > 0 && (
        <Tabs value={chosen} onChange={choose} keepMounted={false} variant="outline">
          <Tabs.List aria-label={t("indicator.by")}>{by.map((b) => <Tabs.Tab key={b} value={b}>{own("indicatorBy", b)}</Tabs.Tab>)}</Tabs.List>
          {by.map((b) => <Tabs.Panel key={b} value={b} pt="sm"><Shares parts={parts(b)} /></Tabs.Panel>)}
        </Tabs>
      )}
    </Stack>
  );
}

function Shares({ parts, strong }: { parts: [string, Tally][]; strong?: boolean }) {
  const { t } = useSay();
  const { percent, number } = useFormat();
  return (
    <Intervals
      least={0}
      most={1}
      lines={parts.map(([label, x]) => {
        const of = t("indicator.of", { confirmed: number(x.confirmed), inspected: number(x.inspected) });
        const p = x.precision as Schemas["Figure"] | null;
        return { key: label, label, figure: p, strong, says: p ? `${t("model.interval", { value: percent(p.value), low: percent(p.low), high: percent(p.high) })} · ${of}` : `${of} · ${t("indicators.tooFew")}` };
      })}
    />
  );
}

function Against({ tally: x }: { tally: Tally }) {
  const { t } = useSay();
  const { percent, number } = useFormat();
  const lift = x.lift as Schemas["Figure"] | null;
  const round = (v: number) => number(Math.round(v * 10) / 10);
  return (
    <Text size="sm">
      {[
        x.base !== null && t("indicator.base", { share: percent(x.base) }),
        lift && `${t("model.interval", { value: round(lift.value), low: round(lift.low), high: round(lift.high) })} ${t("indicator.lift")}`,
        x.leadDays !== undefined && t("indicator.lead", { count: Math.round(x.leadDays) }),
      ].filter(Boolean).join(" · ")}
    </Text>
  );
}
