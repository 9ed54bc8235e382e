import { Stack, Table, Text } from "@mantine/core";
import { Section, Wide } from "../../components/section";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { useWords } from "../../lib/words";
import { Warnings } from "./card";
import type { Evaluation } from "./figure";

/** Groups says whom the ranking puts first, group by group. */
export function Groups({ e }: { e?: Evaluation }) {
  const { t } = useSay();
  const { own } = useWords();
  if (!e) return <Warnings e={e} />;
  const all = e.groups ?? [];
  const by = [...new Set(all.map((g) => g.by))];
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" maw="75ch">{t("model.groupsWhy")}</Text>
      {by.length === 0 && <Text>{t("model.noGroups")}</Text>}
      {by.map((b) => (
        <Section key={b} title={own("groupBy", b)}>
          <Group lines={all.filter((g) => g.by === b)} by={b} />
        </Section>
      ))}
    </Stack>
  );
}

function Group({ lines, by }: { lines: NonNullable<Evaluation["groups"]>; by: string }) {
  const { t } = useSay();
  const { word, own } = useWords();
  const { percent, number } = useFormat();
  const rows = lines.reduce((n, g) => n + g.rows, 0);
  const tenth = lines.reduce((n, g) => n + g.inTop10Percent, 0);
  const of = (n: number, all: number) => (all === 0 ? "–" : `${percent(n / all)} (${t("model.nOf", { n: number(n), all: number(all) })})`);
  return (
    <Wide least={620} name={own("groupBy", by)}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("model.group")}</Table.Th>
            <Table.Th scope="col" ta="right">{t("model.ofAll")}</Table.Th>
            <Table.Th scope="col" ta="right">{t("model.ofTenth")}</Table.Th>
            <Table.Th scope="col" ta="right">{t("model.foundAll")}</Table.Th>
            <Table.Th scope="col" ta="right">{t("model.foundTenth")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((g) => (
            <Table.Tr key={g.group}>
              <Table.Th scope="row" fw={500} className="hostile">{word(by, g.group) || "–"}</Table.Th>
              <Table.Td ta="right">{of(g.rows, rows)}</Table.Td>
              <Table.Td ta="right">{of(g.inTop10Percent, tenth)}</Table.Td>
              <Table.Td ta="right">{of(g.positives, g.rows)}</Table.Td>
              <Table.Td ta="right">{of(g.positivesInTop10Percent, g.inTop10Percent)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  );
}
