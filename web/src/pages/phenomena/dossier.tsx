// What is known of a phenomenon: its definition, its sightings, how one looks for it in the field and in the data.
import { Button, Group, List, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Mark } from "../../components/act";
import { Section } from "../../components/section";
import { Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, type Text as LocalText } from "../../lib/server";
import { type Phenomenon, useNames } from "../../lib/work";
import { useCountry, useWords } from "../../lib/words";

export function Definition({ p }: { p: Phenomenon }) {
  const { t } = useSay();
  const { user } = useNames();
  const { date } = useFormat();
  const versions = [...(p.definitions ?? [])].reverse();
  const [last, ...earlier] = versions;
  const said = (d: NonNullable<typeof last>) => (
    <div key={d.version}>
      <Text className="hostile">{d.text}</Text>
      <Text size="xs" c="dimmed" className="hostile">{`${t("phenomenon.version", { n: d.version })}, ${t("phenomenon.since", { date: date(d.from), who: user(d.by) })}`}</Text>
    </div>
  );
  return (
    <Section title={t("phenomenon.definition")}>
      {!last ? <Text c="dimmed">{t("phenomenon.noDefinition")}</Text> : said(last)}
      {earlier.length > 0 && (
        <details style={{ marginTop: 8 }}>
          <summary><Text size="sm" component="span">{t("phenomenon.earlier", { count: earlier.length })}</Text></summary>
          <Stack gap="xs" mt="xs">{earlier.map(said)}</Stack>
        </details>
      )}
    </Section>
  );
}

const few = 5;

export function Signals({ p }: { p: Phenomenon }) {
  const { t } = useSay();
  const { own, word } = useWords();
  const { date } = useFormat();
  const [all, setAll] = useState(false);
  const got = useQuery({ queryKey: ["signals", p.id], queryFn: ({ signal }) => get("/signals", { query: { phenomenon: p.id, pageSize: 1000, sort: "seenOn" }, signal }) });
  const items = got.data?.items ?? [];
  const lists = useQuery({ queryKey: ["lists"], queryFn: () => get("/lists"), staleTime: Infinity }).data;
  const { text } = useSay();
  const why = (id?: string) => text(lists?.rejections?.find((r) => r.id === id)?.name) || id;
  return (
    <Section title={t("phenomenon.signals")}>
      {got.isError ? <Trouble error={got.error} /> : got.isPending ? <Loading lines={3} /> : items.length === 0 ? <Text c="dimmed">{t("phenomenon.noSignals")}</Text> : (
        <Stack gap="xs">
          {items.slice(0, all ? undefined : few).map((s) => (
            <div key={s.id}>
              <Group gap="xs">
                <Text fw={600} size="sm">{date(s.seenOn)}</Text>
                <Text size="sm">{[own("signalSource", s.source), word("territory", s.territory), word("sector", s.sector)].filter(Boolean).join(" · ")}</Text>
                <Mark>{[own("signalState", s.state), why(s.reason)].filter(Boolean).join(": ")}</Mark>
              </Group>
              <Text size="sm" className="hostile">{s.title}</Text>
            </div>
          ))}
          {items.length > few && <Button variant="subtle" size="xs" w="fit-content" onClick={() => setAll(!all)}>{all ? t("work.showFewer") : t("work.showAll", { n: items.length })}</Button>}
        </Stack>
      )}
    </Section>
  );
}

export function Methodology({ p }: { p: Phenomenon }) {
  const { t, text } = useSay();
  const { own } = useWords();
  const { user } = useNames();
  const { date } = useFormat();
  const got = useQuery({ queryKey: ["methodologies", p.id], queryFn: ({ signal }) => get("/methodologies", { query: { phenomenon: p.id, pageSize: 1000 }, signal }) });
  const items = got.data?.items ?? [];
  const force = items.find((m) => m.state === "in_force");
  const others = items.filter((m) => m !== force);
  return (
    <Section title={t("phenomenon.methodology")}>
      {got.isError ? <Trouble error={got.error} /> : got.isPending ? <Loading lines={4} /> : !force ? <Text c="dimmed">{t("phenomenon.noMethodology")}</Text> : (
        <Stack gap="xs">
          <div>
            <Text fw={600} className="hostile">{text(force.title)}</Text>
            <Text size="xs" c="dimmed">{`${t("phenomenon.version", { n: force.number })}, ${t("phenomenon.since", { date: date(force.changedAt), who: user(force.changedBy) })}`}</Text>
          </div>
          <Title order={3}>{t("phenomenon.steps")}</Title>
          <List type="ordered" size="sm" spacing={4}>
            {(force.steps ?? []).map((s) => <List.Item key={s.id} className="hostile">{text(s.text)}</List.Item>)}
          </List>
          <Texts title={t("phenomenon.proof")} texts={force.proof} />
          <Texts title={t("phenomenon.legal")} texts={force.legal} />
          {force.change && <Text size="sm" className="hostile">{`${t("phenomenon.change")}: ${force.change}`}</Text>}
        </Stack>
      )}
      {others.length > 0 && (
        <details style={{ marginTop: 8 }}>
          <summary><Text size="sm" component="span">{`${t("phenomenon.otherMethods")} (${others.length})`}</Text></summary>
          {others.map((m) => <Text key={m.id} size="sm" className="hostile">{`${t("phenomenon.version", { n: m.number })} · ${own("methodologyState", m.state)} · ${text(m.title)}`}</Text>)}
        </details>
      )}
    </Section>
  );
}

function Texts({ title, texts }: { title: string; texts: LocalText[] | null }) {
  const { text } = useSay();
  if (!texts?.length) return null;
  return (
    <>
      <Title order={3}>{title}</Title>
      <List size="sm" spacing={4}>{texts.map((x, n) => <List.Item key={n} className="hostile">{text(x)}</List.Item>)}</List>
    </>
  );
}

export function Looks({ p }: { p: Phenomenon }) {
  const { t, text } = useSay();
  const country = useCountry().data;
  const { model } = useWords();
  const rows = [
    ...(p.indicators ?? []).map((id) => ({ id, kind: t("phenomenon.indicator"), says: text(country?.indicators[id]?.question) || id, why: text(country?.indicators[id]?.why) })),
    ...(p.models ?? []).map((id) => ({ id, kind: t("phenomenon.model"), says: model(id), why: text(country?.models[id]?.meaning) })),
  ];
  return (
    <Section title={t("phenomenon.looks")}>
      {rows.length === 0 ? <Text c="dimmed">{t("phenomenon.noLooks")}</Text> : (
        <Table verticalSpacing={6}>
          <Table.Tbody>
            {rows.map((r) => (
              <Table.Tr key={r.id}>
                <Table.Th scope="row" fw={600} className="hostile">
                  {r.says}
                  <Text size="xs" c="dimmed" fw={400} component="span" display="block">{`${r.kind} · ${r.id}`}</Text>
                  {r.why && <Text size="sm" fw={400} component="span" display="block" className="hostile">{r.why}</Text>}
                </Table.Th>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}
