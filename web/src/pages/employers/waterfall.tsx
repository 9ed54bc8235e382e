// How a score comes about, in words: from what is usual on the list, by what raised and what lowered it, to the employer's own.
import { Progress, Stack, Table, Text, Title } from "@mantine/core";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import type { TargetFile } from "../../lib/targets";
import { useWords } from "../../lib/words";
import type { DossierRead } from "./dossier";

/** first steps are told one by one; the others are told together. */
const first = 10;

export function Waterfall({ file, falls }: { file: TargetFile; falls: DossierRead["waterfalls"] }) {
  const { t } = useSay();
  const { feature, indicator } = useWords();
  const { percent, number } = useFormat();
  const w = falls.find((x) => x.run === file.target.run && x.model === file.target.model);
  if (!w) return null; // it was delivered by an earlier run: its reasons are kept, and not every step to them
  const name = (id: string) => (id.startsWith("indicator.") ? indicator(id.slice("indicator.".length)) : feature(id));
  const moved = w.steps.reduce((sum, s) => sum + Math.abs(s.amount), 0) || 1;
  const rest = w.steps.slice(first).reduce((sum, s) => sum + s.amount, 0);
  const up = w.steps.filter((s) => s.amount > 0).reduce((sum, s) => sum + s.amount, 0) / moved;
  const steps = w.steps.slice(0, first).map((s) => ({ name: name(s.feature), value: s.value, peer: s.peer, amount: s.amount }));
  if (w.steps.length > first) steps.push({ name: t("waterfall.rest", { count: w.steps.length - first }), value: undefined, peer: undefined, amount: rest });
  const shown = (v?: string) => (v === undefined || v === "" ? t("notAvailable") : v !== "" && !Number.isNaN(Number(v)) ? number(Number(v)) : v);
  return (
    <Stack gap="xs" component="section" aria-label={t("waterfall.title")} className="surface" p="md">
      <Title order={2}>{t("waterfall.title")}</Title>
      <Text size="sm">{t("waterfall.said", { usual: percent(w.usual), score: percent(w.score), up: percent(up), down: percent(1 - up) })}</Text>
      <Table.ScrollContainer minWidth={480}>
        <Table fz="sm" verticalSpacing={4} aria-label={t("waterfall.title")}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("waterfall.what")}</Table.Th>
              <Table.Th>{t("waterfall.value")}</Table.Th>
              <Table.Th>{t("waterfall.peer")}</Table.Th>
              <Table.Th>{t("waterfall.way")}</Table.Th>
              <Table.Th w={120}>{t("waterfall.share")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Table.Tr>
              <Table.Td colSpan={3} fw={600}>{t("waterfall.usual")}</Table.Td>
              <Table.Td colSpan={2}>{percent(w.usual)}</Table.Td>
            </Table.Tr>
            {steps.map((s, i) => (
              <Table.Tr key={i}>
                <Table.Td className="hostile">{s.name}</Table.Td>
                <Table.Td className="hostile">{s.value === undefined && i === first ? "" : shown(s.value)}</Table.Td>
                <Table.Td className="hostile">{s.peer ? shown(s.peer) : ""}</Table.Td>
                <Table.Td style={{ whiteSpace: "nowrap" }}>
                  <span aria-hidden>{s.amount > 0 ? "▲" : "▽"}</span> {t(s.amount > 0 ? "waterfall.raises" : "waterfall.lowers")}
                </Table.Td>
                <Table.Td>
                  <Text size="xs">{percent(Math.abs(s.amount) / moved)}</Text>
                  <Progress value={(100 * Math.abs(s.amount)) / moved} size={4} color={s.amount > 0 ? "orange" : "sea"} aria-hidden />
                </Table.Td>
              </Table.Tr>
            ))}
            <Table.Tr>
              <Table.Td colSpan={3} fw={600}>{t("waterfall.own")}</Table.Td>
              <Table.Td colSpan={2} fw={600}>{percent(w.score)}</Table.Td>
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
