// How a field test stands: what its gate says, the arms, the lift over the days with the bounds that hold at every look, and the groups.
import { Group, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Mark } from "../../components/act";
import { Intervals, Numbers } from "../../components/interval";
import { Section, Wide } from "../../components/section";
import { Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, type Schemas } from "../../lib/server";
import { useWords } from "../../lib/words";
import type { Figures, FieldTest } from "./tested";
import { Looks } from "./looks";

export function Standing({ f }: { f: FieldTest }) {
  const { t } = useSay();
  const got = useQuery({ queryKey: ["field-tests", f.id, "figures"], queryFn: ({ signal }) => get("/field-tests/{id}/figures", { id: f.id, signal }) });
  if (got.isError) return <Trouble error={got.error} again={() => void got.refetch()} />;
  if (got.isPending) return <Loading />;
  const g = got.data;
  return (
    <>
      <Gate verdict={g.verdict} />
      <Section title={t("trial.arms")}>
        <Stack gap="md">
          <Numbers items={[[t("trial.dealt"), g.dealt], [t("trial.counted"), g.counted], [t("trial.waiting"), g.waiting]]} />
          {g.counted === 0 ? <Text c="dimmed">{t("trial.nothingCounted")}</Text> : <Arms g={g} />}
        </Stack>
      </Section>
      {g.looks.length > 0 && <Looks g={g} limit={f.limits.lift} />}
      {g.groups.length > 0 && <Groups g={g} />}
    </>
  );
}

function Gate({ verdict: v }: { verdict: Schemas["TrialVerdict"] }) {
  const { t, text } = useSay();
  return (
    <Section title={t("trial.gate")} right={<Mark tone={v.stops ? "late" : v.opens ? "good" : "soon"}>{t(v.stops ? "trial.stops" : v.opens ? "trial.open" : "trial.waits")}</Mark>}>
      <Text mb="sm" className="hostile">{text(v.sentence)}</Text>
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
        {v.conditions.map((c) => (
          <Group component="li" key={c.id} wrap="nowrap" align="flex-start" gap="sm">
            <Mark tone={c.broken ? "late" : c.holds ? "good" : "calm"}>{t(c.broken ? "trial.broken" : c.holds ? "trial.holds" : "trial.notYet")}</Mark>
            <Text size="sm" className="hostile">{text(c.sentence)}</Text>
          </Group>
        ))}
      </Stack>
    </Section>
  );
}

function Arms({ g }: { g: Figures }) {
  const { t } = useSay();
  const { own } = useWords();
  const { percent } = useFormat();
  const range = (x: Schemas["Figure"]) => t("trial.range", { low: percent(x.low), high: percent(x.high) });
  return (
    <Intervals least={0} lines={g.arms.map((a) => ({
      key: a.arm, label: own("arm", a.arm), figure: a.rate, strong: a.arm === "model",
      says: `${t("trial.hitsOf", { hits: a.hits, n: a.n })} (${percent(a.rate.value)}; ${range(a.rate)})`,
    }))} />
  );
}

/** Groups are where visits that found nothing fall more on some than on others. */
function Groups({ g }: { g: Figures }) {
  const { t } = useSay();
  const { word, own } = useWords();
  const { percent } = useFormat();
  return (
    <Section title={t("trial.groups")}>
      <Text size="sm" c="dimmed" mb="xs">{t("trial.groupsHow")}</Text>
      <Wide least={520} name={t("trial.groups")}>
        <Table verticalSpacing={4}>
          <Table.Thead><Table.Tr><Table.Th>{t("trial.group")}</Table.Th><Table.Th ta="right">{t("trial.visits")}</Table.Th><Table.Th ta="right">{t("trial.inside")}</Table.Th><Table.Th ta="right">{t("trial.outside")}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {g.groups.map((x) => (
              <Table.Tr key={`${x.by} ${x.id}`}>
                <Table.Td className="hostile">{`${own("trialBy", x.by)}: ${word(x.by, x.id)}`}</Table.Td>
                <Table.Td ta="right">{x.n}</Table.Td>
                <Table.Td ta="right">{percent(x.burden.value)}</Table.Td>
                <Table.Td ta="right">{percent(x.outside.value)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </Section>
  );
}
