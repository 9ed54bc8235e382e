import { Alert, List, Stack, Table, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Facts, Section, Wide } from "../../components/section";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import type { Schemas } from "../../lib/server";
import { useWords } from "../../lib/words";
import type { Card, Evaluation } from "./figure";

/** CardOf says what a model is for, what it rests on, and what to know before believing it. */
export function CardOf({ m }: { m: Card }) {
  const { t, text } = useSay();
  const { word, own } = useWords();
  const period = usePeriod();
  const { date } = useFormat();
  const e = m.evaluation;
  const newest = m.trained[0];
  return (
    <Stack gap="md">
      <Warnings e={e} />
      <Section title={t("model.meaning")}>
        <Text maw="75ch" mb="sm" className="hostile">{text(m.meaning)}</Text>
        <Facts
          facts={[
            [t("model.label"), text(m.label)],
            [t("model.purpose"), word("purpose", m.purpose)],
            [t("model.trained"), newest && period(newest.trained)],
            [t("model.judged"), e && period(e.test)],
            [t("model.knownBy"), e && date(e.knownBy)],
            ["", e && e.young > 0 && t("model.young", { count: e.young })],
          ]}
        />
      </Section>
      {e && (
        <Section title={t("model.chosen")}>
          <Text fw={600}>{own("scorer", e.chosen)}</Text>
          <Text size="sm" className="hostile">{e.chosenWhy}</Text>
        </Section>
      )}
      <Versions m={m} />
      <Folded title={t("model.inputs", { n: m.features?.length ?? 0 })}>
        <List size="sm" spacing={6}>
          {(m.features ?? []).map((f) => (
            <List.Item key={f.id} className="hostile">
              {text(f.meaning) || f.id}
              <Text size="xs" c="dimmed" component="span" display="block">{[f.id, f.window && t("model.window", { window: f.window }), text(f.missing) && t("model.missing", { what: text(f.missing) })].filter(Boolean).join(" · ")}</Text>
            </List.Item>
          ))}
        </List>
      </Folded>
      <Folded title={t("model.registers", { n: m.registers?.length ?? 0 })}>
        <List size="sm" spacing={6}>
          {(m.registers ?? []).map((r) => (
            <List.Item key={r.id} className="hostile">
              {text(r.title) || r.id}
              <Text size="xs" c="dimmed" component="span" display="block">{r.legalBasis}</Text>
            </List.Item>
          ))}
        </List>
      </Folded>
    </Stack>
  );
}

/** Folded is a long list that is opened when it is wanted. */
function Folded({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="surface" style={{ padding: "var(--mantine-spacing-md)" }}>
      <summary><Text fw={650} component="span">{title}</Text></summary>
      <div style={{ marginTop: 12 }}>{children}</div>
    </details>
  );
}

export function Warnings({ e }: { e?: Evaluation }) {
  const { t } = useSay();
  const { feature, list } = { ...useWords(), ...useFormat() };
  if (!e) return <Alert color="gray" variant="outline">{t("models.never")}</Alert>;
  const all = e.warnings ?? [];
  if (all.length === 0) return <Text size="sm" c="dimmed">{t("model.noWarnings")}</Text>;
  return (
    <Section title={t("model.warnings")}>
      <List spacing="xs">
        {all.map((w) => (
          <List.Item key={w.id} className="hostile">
            {w.sentence}
            {w.features?.length ? <Text size="sm" c="dimmed" component="span" display="block">{list(w.features.map(feature))}</Text> : null}
          </List.Item>
        ))}
      </List>
    </Section>
  );
}

function usePeriod() {
  const { t } = useSay();
  const { date, percent, number } = useFormat();
  return (p: Schemas["ModelPeriod"]) => t("model.period", { rows: number(p.rows), entities: number(p.entities), from: date(p.from), until: date(p.until), positives: number(p.positives), share: percent(p.baseRate) });
}

function Versions({ m }: { m: Card }) {
  const { t } = useSay();
  const { own } = useWords();
  const { date, number } = useFormat();
  if (m.trained.length === 0) return null;
  return (
    <Section title={t("model.versions")}>
      <Wide least={420} name={t("model.versions")}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("model.version")}</Table.Th>
              <Table.Th scope="col">{t("model.knownBy")}</Table.Th>
              <Table.Th scope="col">{t("model.kind")}</Table.Th>
              <Table.Th scope="col" ta="right">{t("model.rows")}</Table.Th>
              <Table.Th scope="col">{t("model.lineage")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {m.trained.map((v) => (
              <Table.Tr key={v.version}>
                <Table.Th scope="row"><code>{v.version}</code></Table.Th>
                <Table.Td>{date(v.lineage.knownBy)}</Table.Td>
                <Table.Td>{own("scorer", v.kind)}</Table.Td>
                <Table.Td ta="right">{number(v.trained.rows)}</Table.Td>
                <Table.Td><code>{[v.lineage.data, v.lineage.pack, v.lineage.code].map((h) => h?.slice(0, 8)).join(" · ")}</code></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </Section>
  );
}
