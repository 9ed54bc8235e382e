import { Group, Text } from "@mantine/core";
import { Mark } from "../../components/act";
import { Section } from "../../components/section";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import type { Schemas } from "../../lib/server";
import type { PhenomenonClock } from "../../lib/work";
import { useWords } from "../../lib/words";

/** Way is the clock as a timeline: each step where it lies on the whole way, with its days; the words say all that the bars show. */
export function Way({ clock, figures }: { clock?: PhenomenonClock; figures: Schemas["PhenomenonStageFigures"][] }) {
  const { t } = useSay();
  const stages = clock?.stages ?? [];
  const start = Date.parse(stages[0]?.from ?? "");
  // The clock ends at its last step, or today: what is open has lasted its calendar days so far.
  const end = Math.max(...stages.map((s) => (s.open ? Date.parse(s.from) + s.calendarDays * 86_400_000 : Date.parse(s.to ?? s.from))));
  return (
    <Section title={t("phenomenon.clock")} right={clock && <Text size="sm">{t("phenomenon.clockTotal", { calendar: clock.calendarDays, working: clock.workingDays })}</Text>}>
      {stages.length === 0 ? (
        <Text c="dimmed">{t("phenomenon.noClock")}</Text>
      ) : (
        <ol className="clock">
          {stages.map((s) => <Step key={s.milestone} stage={s} start={start} end={end} figures={figures.find((f) => f.milestone === s.milestone)} />)}
        </ol>
      )}
    </Section>
  );
}

function Step({ stage: s, start, end, figures }: { stage: Schemas["PhenomenonStage"]; start: number; end: number; figures?: Schemas["PhenomenonStageFigures"] }) {
  const { t } = useSay();
  const { own } = useWords();
  const { date } = useFormat();
  const span = Math.max(end - start, 1);
  const to = s.open ? end : Date.parse(s.to ?? s.from);
  const left = ((Date.parse(s.from) - start) / span) * 100;
  const usual = figures?.calendar;
  const days = (n: number) => (s.open ? t("phenomenon.atLeast", { n }) : n);
  const slow = usual?.p90 != null && s.calendarDays > usual.p90;
  return (
    <li>
      <div>
        <Text fw={600} size="sm">{own("milestone", s.milestone)}</Text>
        <Text size="xs" c="dimmed">{`${date(s.from)} – ${s.open ? "…" : date(s.to)}`}</Text>
      </div>
      <div className="way" aria-hidden="true">
        <span data-open={s.open} style={{ left: `${Math.min(left, 99)}%`, width: `${Math.max(((to - Date.parse(s.from)) / span) * 100, 0)}%` }} />
      </div>
      <div>
        <Text size="sm">{t("phenomenon.days", { calendar: days(s.calendarDays), working: days(s.workingDays) })}</Text>
        {usual?.median != null && <Text size="xs" c="dimmed">{t("phenomenon.half", { n: usual.median })}</Text>}
        {(s.open || slow) && (
          <Group gap={6}>
            {s.open && <Mark tone="house">{t("phenomenon.goingOn")}</Mark>}
            {slow && <Mark tone="soon">{t("phenomena.slow")}</Mark>}
          </Group>
        )}
      </div>
    </li>
  );
}
