// What happened, the latest first; narrowed by kind.
import { Button, Chip, Group, Stack, Text, Timeline as Line, Title } from "@mantine/core";
import { useState } from "react";
import { Empty } from "../../components/states";
import { daysBetween, useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { useSentence } from "../../lib/sentence";
import { useWords } from "../../lib/words";
import type { DossierRead } from "./dossier";
import { Events, iso, type Span, spanOf } from "./events";

/** at once are so many shown; later ones come when asked for. */
const atOnce = 60;

export function Timeline({ dossier, from, to, look }: { dossier: DossierRead; from?: string; to?: string; look: (s: Span) => void }) {
  const { t } = useSay();
  const { own } = useWords();
  const { date } = useFormat();
  const said = useSentence();
  const [kinds, setKinds] = useState<string[]>([]);
  const [most, setMost] = useState(atOnce);
  const whole = spanOf(dossier);
  const span = { from: from ? Math.max(whole.from, Date.parse(from)) : whole.from, to: to ? Math.min(whole.to, Date.parse(to)) : whole.to };
  const counts = new Map<string, number>();
  for (const h of dossier.timeline) counts.set(h.kind, (counts.get(h.kind) ?? 0) + 1);
  if (counts.size === 0) return <Empty title={t("timeline.none")}>{t("timeline.noneHow")}</Empty>;
  const all = dossier.timeline.filter((h) => (kinds.length === 0 || kinds.includes(h.kind)) && h.on >= iso(span.from) && h.on <= iso(span.to));
  const shown = all.slice(0, most);
  return (
    <Stack>
      <Chip.Group multiple value={kinds} onChange={(v) => { setKinds(v); setMost(atOnce); }}>
        <Group gap={6} role="group" aria-label={t("timeline.kinds")}>
          {[...counts].sort((a, b) => b[1] - a[1]).map(([kind, n]) => (
            <Chip key={kind} value={kind} size="xs" variant="outline">
              {own("event", kind)} ({n})
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Events dossier={dossier} kinds={kinds} whole={whole} span={span} look={look} />
      <Text size="sm" c="dimmed" aria-live="polite">
        {t("timeline.count", { count: all.length, from: date(iso(span.from)), to: date(iso(span.to)) })}
      </Text>
      {years(shown).map(([year, happenings]) => (
        <section key={year} aria-label={year}>
          <Title order={2} size="h3" mb="xs">
            {year}
          </Title>
          <Line bulletSize={10} lineWidth={2} active={-1}>
            {happenings.map((h, i) => {
              const late = daysBetween(h.on, h.knownOn);
              return (
                <Line.Item key={i} title={<Text size="sm" fw={600}>{own("event", h.kind)}</Text>}>
                  <Text size="sm" className="hostile">
                    {date(h.on)}
                    {h.detail ? `: ${said(h.detail)}` : ""}
                  </Text>
                  <Text size="xs" c="dimmed" className="hostile">
                    {late > 0 ? t("timeline.known", { count: late }) + " · " : ""}
                    {h.source}
                  </Text>
                </Line.Item>
              );
            })}
          </Line>
        </section>
      ))}
      {all.length > most && (
        <Button variant="default" onClick={() => setMost(most + atOnce * 2)} style={{ alignSelf: "flex-start" }}>
          {t("timeline.more", { count: all.length - most })}
        </Button>
      )}
    </Stack>
  );
}

function years<T extends { on: string }>(happenings: T[]): [string, T[]][] {
  const by = new Map<string, T[]>();
  for (const h of happenings) by.set(h.on.slice(0, 4), [...(by.get(h.on.slice(0, 4)) ?? []), h]);
  return [...by];
}
