import { Table, Text } from "@mantine/core";
import { Empty } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { useCountry, useWords } from "../../lib/words";
import type { DossierRead } from "./dossier";

/** Inspections shows those that were closed, and visits by whatever service. */
export function Inspections({ inspections }: { inspections: DossierRead["inspections"] }) {
  const { t } = useSay();
  const { word, outcome, own } = useWords();
  const { date, money } = useFormat();
  const currency = useCountry().data?.currency ?? "EUR";
  if (inspections.length === 0) return <Empty title={t("inspections.none")}>{t("inspections.noneHow")}</Empty>;
  const amount = (n?: number | null) => (n === undefined || n === null ? "" : money(n, currency));
  return (
    <Table.ScrollContainer minWidth={640} className="surface">
      <Table verticalSpacing="xs" aria-label={t("dossier.inspections")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("findings.on")}</Table.Th>
            <Table.Th>{t("inspections.outcome")}</Table.Th>
            <Table.Th>{t("inspections.phenomenon")}</Table.Th>
            <Table.Th ta="right">{t("inspections.assessed")}</Table.Th>
            <Table.Th ta="right">{t("inspections.collected")}</Table.Th>
            <Table.Th>{t("inspections.channel")}</Table.Th>
            <Table.Th>{t("inspections.by")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {inspections.map((i) => (
            <Table.Tr key={i.id}>
              <Table.Td>{date(i.on)}</Table.Td>
              <Table.Td>{i.outcome ? outcome(i.outcome) : <Text size="sm" c="dimmed">{t("inspections.visit")}</Text>}</Table.Td>
              <Table.Td>{word("phenomenon", i.phenomenon)}</Table.Td>
              <Table.Td ta="right">{amount(i.assessed)}</Table.Td>
              <Table.Td ta="right">{amount(i.collected)}</Table.Td>
              <Table.Td>{i.channel ? own("channel", i.channel) : ""}</Table.Td>
              <Table.Td className="hostile">{word("service", i.group)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
