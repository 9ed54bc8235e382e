import { Select, Stack, Table, Text } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { Intervals } from "../../components/interval";
import { Section, Wide } from "../../components/section";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { useWords } from "../../lib/words";
import { Warnings } from "./card";
import { type Card, chance, type Evaluation, figureOf, figuresOf, useFigure } from "./figure";

const route = getRouteApi("/models/$id");

/** Time shows one figure of every judgement that was ever made, the newest first, and what has moved between them. */
export function Time({ m }: { m: Card }) {
  const { t } = useSay();
  const { own } = useWords();
  const { date } = useFormat();
  const said = useFigure();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const all = [...(m.evaluation ? [m.evaluation] : []), ...(m.earlierEvaluations ?? [])];
  if (all.length === 0) return <Warnings />;
  const names = [...new Set(all.flatMap(figuresOf))];
  const name = search.figure && names.includes(search.figure) ? search.figure : (names.includes("aucWithinGroups") ? "aucWithinGroups" : (names[0] ?? ""));
  return (
    <Stack gap="md">
      <Section title={t("model.evaluations")} right={
        <Select aria-label={t("model.figure")} data={names.map((n) => ({ value: n, label: own("figure", n) }))} value={name} onChange={(n) => void navigate({ search: { ...search, figure: n ?? undefined }, replace: true })} allowDeselect={false} w={{ base: "100%", xs: 340 }} />
      }>
        <Intervals lines={all.map((e, n) => ({ key: String(n), label: `${date(e.knownBy)} · ${own("scorer", e.chosen)}`, figure: figureOf(e, name), says: said(name, figureOf(e, name)), strong: n === 0 }))} mark={chance(name)} />
        {all.length === 1 && <Text size="sm" c="dimmed" mt="sm">{t("model.once")}</Text>}
      </Section>
      {all.length > 1 && <Drift all={all} />}
    </Stack>
  );
}

const meanSaid = (e: Evaluation) => {
  const bands = e.reliability ?? [];
  const rows = bands.reduce((n, b) => n + b.rows, 0);
  return rows === 0 ? undefined : bands.reduce((n, b) => n + b.said * b.rows, 0) / rows;
};

function Drift({ all }: { all: Evaluation[] }) {
  const { t } = useSay();
  const { own } = useWords();
  const { date, percent } = useFormat();
  const said = useFigure();
  return (
    <Section title={t("model.drift")}>
      <Text size="sm" c="dimmed" mb="xs" maw="75ch">{t("model.driftWhy")}</Text>
      <Wide least={480} name={t("model.drift")}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("model.knownBy")}</Table.Th>
              <Table.Th scope="col" ta="right">{t("model.baseRate")}</Table.Th>
              <Table.Th scope="col" ta="right">{t("model.meanSaid")}</Table.Th>
              <Table.Th scope="col" ta="right">{own("figure", "auc")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {all.map((e, n) => {
              const mean = meanSaid(e);
              return (
                <Table.Tr key={n}>
                  <Table.Th scope="row" fw={500}>{date(e.knownBy)}</Table.Th>
                  <Table.Td ta="right">{percent(e.test.baseRate)}</Table.Td>
                  <Table.Td ta="right">{mean === undefined ? "–" : percent(mean)}</Table.Td>
                  <Table.Td ta="right">{said("auc", e.auc)}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Wide>
    </Section>
  );
}
