import { Group, Stack, Table, Text, VisuallyHidden } from "@mantine/core";
import { Intervals } from "../../components/interval";
import { Section } from "../../components/section";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import type { Schemas } from "../../lib/server";
import { Warnings } from "./card";
import { type Evaluation, useFigure } from "./figure";

/** Lists says whether a score keeps its word, and how much a list finds by its length. */
export function Lists({ e }: { e?: Evaluation }) {
  const { t } = useSay();
  const { number, percent } = useFormat();
  const said = useFigure();
  if (!e) return <Warnings e={e} />;
  const sizes = e.precisionAt ?? [];
  const lines = [...sizes.map((s) => ({ s, label: t("model.first", { k: s.k }) })), ...(e.atCapacity ? [{ s: e.atCapacity, label: t("model.atCapacity", { k: e.atCapacity.k }) }] : [])];
  return (
    <Stack gap="md">
      <Section title={t("model.calibration")}>
        <Text size="sm" c="dimmed" maw="70ch" mb="sm">{t("model.calibrationWhy")}</Text>
        <Group align="flex-start" gap="xl">
          <Curve bands={e.reliability ?? []} />
          <Table w="auto">
            <Table.Thead>
              <Table.Tr><Table.Th scope="col" ta="right">{t("model.said")}</Table.Th><Table.Th scope="col" ta="right">{t("model.happened")}</Table.Th><Table.Th scope="col" ta="right">{t("model.rows")}</Table.Th></Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {(e.reliability ?? []).map((b, n) => (
                <Table.Tr key={n}><Table.Td ta="right">{percent(b.said)}</Table.Td><Table.Td ta="right">{percent(b.happened)}</Table.Td><Table.Td ta="right">{number(b.rows)}</Table.Td></Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Group>
        <Text size="sm" mt="sm">{t("model.brier", { value: said("brier", e.brier) })}</Text>
      </Section>
      <Section title={t("model.sizes")}>
        {lines.length === 0 ? <Text c="dimmed">{t("model.noSizes")}</Text> : (
          <Stack gap="md">
            <div>
              <Text fw={600} size="sm" mb={4}>{t("model.precision")}</Text>
              <Intervals lines={lines.map(({ s, label }) => ({ key: label, label, figure: s.precision, says: said("precision", s.precision) }))} least={0} most={1} mark={e.test.baseRate} />
              <Text size="xs" c="dimmed">{t("models.base", { share: percent(e.test.baseRate) })}</Text>
            </div>
            <div>
              <Text fw={600} size="sm" mb={4}>{t("model.recall")}</Text>
              <Intervals lines={lines.map(({ s, label }) => ({ key: label, label, figure: s.recall, says: said("recall", s.recall) }))} least={0} most={1} />
            </div>
          </Stack>
        )}
      </Section>
    </Stack>
  );
}

const side = 260;

/** Curve draws the bands; the table beside it says the same. */
function Curve({ bands }: { bands: Schemas["ModelBand"][] }) {
  const { t } = useSay();
  const x = (v: number) => 34 + v * (side - 44);
  const y = (v: number) => side - 30 - v * (side - 44);
  const most = Math.max(1, ...bands.map((b) => b.rows));
  return (
    <svg width={side} height={side} role="img" aria-label={t("model.calibration")} style={{ maxWidth: "100%" }}>
      <VisuallyHidden component="title">{t("model.calibrationWhy")}</VisuallyHidden>
      <rect x={x(0)} y={y(1)} width={x(1) - x(0)} height={y(0) - y(1)} fill="none" stroke="var(--line)" />
      <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} stroke="var(--mantine-color-dimmed)" strokeDasharray="4 4" />
      <polyline fill="none" stroke="var(--mantine-primary-color-filled)" strokeWidth="2" points={bands.map((b) => `${x(b.said)},${y(b.happened)}`).join(" ")} />
      {bands.map((b, n) => <circle key={n} cx={x(b.said)} cy={y(b.happened)} r={3 + 4 * Math.sqrt(b.rows / most)} fill="var(--mantine-primary-color-filled)" stroke="var(--surface)" />)}
      {[0, 0.5, 1].map((v) => (
        <g key={v} fill="var(--mantine-color-dimmed)" fontSize="11">
          <text x={x(v)} y={side - 14} textAnchor="middle">{v * 100}</text>
          <text x={x(0) - 6} y={y(v) + 4} textAnchor="end">{v * 100}</text>
        </g>
      ))}
      <text x={x(0.5)} y={side - 1} textAnchor="middle" fontSize="11" fill="var(--mantine-color-dimmed)">{`${t("model.said")} %`}</text>
    </svg>
  );
}
