import { Anchor, Button, Group, Stack, Table, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { Act, Mark } from "../../components/act";
import { Facts, Section, Wide } from "../../components/section";
import { Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, post, type Schemas } from "../../lib/server";
import { may, type May } from "../../lib/session";
import { useAct, useNames } from "../../lib/work";
import { useCountry, useWords } from "../../lib/words";

const route = getRouteApi("/evaluation/$id");

type Report = Schemas["EvaluationReport"] & May;
type Figure = Schemas["MeasureFigure"];

/** parts are the figures in the order in which they are read. Whatever else the server measures stands at the end. */
const parts: [string, string[]][] = [
  ["speed", ["days_to_milestone"]],
  ["told", ["feedback_days", "feedback_given", "targets_decided", "targets_shared"]],
  ["found", ["hit_rate", "lift_over_random", "known_before", "stale", "data_error", "wrong_phenomenon"]],
  ["burden", ["burden", "burden_by_sector", "burden_by_territory"]],
  ["yield", ["assessed_per_visit", "collected_per_visit"]],
  ["uptake", ["adopted", "support_hours_per_phenomenon", "rollout_effect"]],
];

/** Report is one evaluation: every figure with what it was counted on and its interval. It prints as it stands. */
export function Report() {
  const { t } = useSay();
  const { own } = useWords();
  const { date, time } = useFormat();
  const { user } = useNames();
  const { id } = route.useParams() as { id: string };
  const [publishes, setPublishes] = useState(false);
  const got = useQuery({ queryKey: ["report", id], queryFn: ({ signal }) => get("/evaluation-reports/{id}", { id, signal }) as Promise<Report> });
  if (got.isError) return <Trouble error={got.error} again={() => void got.refetch()} />;
  if (got.isPending) return <Loading />;
  const r = got.data;
  const measured = r.measured ?? [];
  const known = parts.flatMap(([, ids]) => ids);
  const others = measured.filter((f) => !known.includes(f.id));
  return (
    <Stack gap="md" maw={980}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1}>{t("reports.period", { from: date(r.periodFrom), to: date(r.periodTo) })}</Title>
          <Group gap="sm"><Mark tone={r.state === "published" ? "good" : "calm"}>{own("reportState", r.state)}</Mark></Group>
        </div>
        <Group gap="xs">
          {may(r, "report.export") && <Button component="a" variant="default" href={`/api/v1/evaluation-reports/${encodeURIComponent(r.id)}/export`} download={`evaluation-${r.periodFrom}-${r.periodTo}.json`}>{t("reports.export")}</Button>}
          {may(r, "report.publish") && <Button onClick={() => setPublishes(true)}>{t("reports.publish")}</Button>}
        </Group>
      </Group>
      {parts.map(([part, ids]) => <Part key={part} title={own("reportPart", part)} figures={ids.flatMap((i) => measured.filter((f) => f.id === i))} />)}
      {others.length > 0 && <Part title={own("reportPart", "other")} figures={others} />}
      <Section title={t("reports.about")}>
        <Facts facts={[
          [t("reports.definitions"), String(r.definitions)],
          [t("reports.by"), user(r.createdBy)],
          [t("reports.published"), r.publishedAt && `${time(r.publishedAt)} · ${user(r.publishedBy)}`],
          [t("reports.note"), r.note],
          [t("reports.hash"), <code key="h" style={{ overflowWrap: "anywhere" }}>{r.hash}</code>],
          [t("reports.corrects"), r.corrects && <Anchor key="c" href={`/evaluation/${encodeURIComponent(r.corrects)}`}>{r.corrects}</Anchor>],
        ]} />
      </Section>
      {publishes && <Publish r={r} close={() => setPublishes(false)} />}
    </Stack>
  );
}

function Part({ title, figures }: { title: string; figures: Figure[] }) {
  const { t } = useSay();
  const { own } = useWords();
  const write = useWrite();
  if (figures.length === 0) return null;
  return (
    <Section title={title}>
      <Wide least={620} name={title}>
        <Table verticalSpacing={6} layout="fixed">
          <Table.Thead><Table.Tr><Table.Th w="44%">{t("reports.figure")}</Table.Th><Table.Th ta="end">{t("reports.value")}</Table.Th><Table.Th ta="end">{t("reports.interval")}</Table.Th><Table.Th ta="end">{t("reports.of")}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {figures.map((f) => (
              <Table.Tr key={f.id + f.group}>
                <Table.Td className="hostile">{own("measure", f.id)}{f.group ? `: ${write.group(f)}` : ""}</Table.Td>
                <Table.Td ta="end">{f.figure ? write.value(f.id, f.figure.value) : f.hidden ? t("reports.few") : t("reports.nothing")}</Table.Td>
                <Table.Td ta="end">{f.figure && `${write.value(f.id, f.figure.low)} – ${write.value(f.id, f.figure.high)}`}</Table.Td>
                <Table.Td ta="end">{write.counted(f)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </Section>
  );
}

/** useWrite writes a figure in its unit. */
function useWrite() {
  const { own, word } = useWords();
  const { number, money } = useFormat();
  const { t, locale } = useSay();
  const currency = useCountry().data?.currency ?? "EUR";
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const kind = (id: string) => (/per_visit$/.test(id) ? "money" : /days/.test(id) ? "days" : /hours/.test(id) ? "hours" : id === "lift_over_random" ? "times" : "share");
  return {
    value: (id: string, v: number) => {
      switch (kind(id)) {
        case "money": return money(v, currency);
        case "days": return t("reports.days", { n: number(Math.round(v * 10) / 10) });
        case "hours": return t("reports.hours", { n: number(Math.round(v * 10) / 10) });
        case "times": return `× ${number(Math.round(v * 100) / 100)}`;
        default: return share.format(v);
      }
    },
    counted: (f: Figure) => (f.hidden ? "" : kind(f.id) === "money" ? number(f.denominator) : kind(f.id) === "times" || f.id === "rollout_effect" ? `${number(f.numerator)} · ${number(f.denominator)}` : kind(f.id) === "share" || f.id === "days_to_milestone" ? `${number(f.numerator)} / ${number(f.denominator)}` : number(f.denominator)),
    group: (f: Figure) => {
      const g = f.group ?? "";
      if (f.id === "days_to_milestone") return own("milestone", g);
      if (f.id === "burden_by_sector") return word("sector", g);
      return f.id === "burden_by_territory" ? word("territory", g) : own("channel", g);
    },
  };
}

function Publish({ r, close }: { r: Report; close: () => void }) {
  const { t } = useSay();
  const act = useAct(() => post("/evaluation-reports/{id}/publish", {}, { id: r.id, version: r.version }), close);
  return <Act title={t("reports.publish")} gate={t("reports.never")} close={close} act={act} send={() => act.mutate()} label={t("reports.publish")} />;
}
