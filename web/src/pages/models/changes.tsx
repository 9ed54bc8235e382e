import { Alert, Anchor, Group, Select, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Mark } from "../../components/act";
import { Section, Wide } from "../../components/section";
import { Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, type Got, type Schemas } from "../../lib/server";
import { useWords } from "../../lib/words";
import type { Card } from "./figure";

const route = getRouteApi("/models/$id");
const first = 100;

/** Changes holds two published lists against each other: which targets a version, or newer records, move. */
export function Changes({ m }: { m: Card }) {
  const { t } = useSay();
  const { date } = useFormat();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const lists = useQuery({ queryKey: ["models", m.id, "lists"], queryFn: ({ signal }) => get("/models/{id}/lists", { id: m.id, signal }) });
  if (lists.isError) return <Trouble error={lists.error} again={() => void lists.refetch()} />;
  if (lists.isPending) return <Loading />;
  const all = lists.data.items;
  if (all.length < 2) return <Text c="dimmed">{t("model.oneList")}</Text>;
  const other = (l: Schemas["TargetList"]) => l.run !== all[0]?.run;
  const after = all.find((l) => l.run === search.after) ?? all[0];
  const before = all.find((l) => l.run === search.before) ?? all.find((l) => other(l) && l.version !== after?.version) ?? all.find(other);
  const data = all.map((l) => ({ value: l.run, label: t("model.listOf", { date: date(l.asOf), version: l.version, n: l.targets }) }));
  const go = (to: { before?: string; after?: string }) => void navigate({ search: { ...search, ...to }, replace: true });
  return (
    <Stack gap="md">
      <Group align="flex-end">
        <Select label={t("model.from")} data={data} value={before?.run ?? null} onChange={(run) => go({ before: run ?? undefined })} allowDeselect={false} w={{ base: "100%", sm: 400 }} />
        <Select label={t("model.to")} data={data} value={after?.run ?? null} onChange={(run) => go({ after: run ?? undefined })} allowDeselect={false} w={{ base: "100%", sm: 400 }} />
      </Group>
      {before && after && <Compared model={m.id} before={before.run} after={after.run} />}
    </Stack>
  );
}

function Compared({ model, before, after }: { model: string; before: string; after: string }) {
  const { t } = useSay();
  const got = useQuery({ queryKey: ["models", model, "changes", before, after], queryFn: ({ signal }) => get("/models/{id}/changes", { id: model, query: { before, after }, signal }) });
  if (got.isError) return <Trouble error={got.error} again={() => void got.refetch()} />;
  if (got.isPending) return <Loading />;
  const d = got.data;
  const n = (what: string) => d.counts[what] ?? 0;
  return (
    <Section title={t("model.counts", { fresh: n("new"), gone: n("gone"), stays: n("stays") })}>
      <Stack gap="sm">
        {d.before.asOf !== d.after.asOf && <Alert color="yellow" variant="outline" py={6} styles={{ message: { color: "var(--mantine-color-text)" } }}>{t("model.otherDay")}</Alert>}
        {d.before.version === d.after.version && <Alert color="gray" variant="outline" py={6}>{t("model.sameVersion")}</Alert>}
        <Text size="sm" c="dimmed">{t("model.yours", { count: d.items.length })}</Text>
        <Moved items={d.items.slice(0, first)} />
      </Stack>
    </Section>
  );
}

function Moved({ items }: { items: Got<"/models/{id}/changes">["items"] }) {
  const { t } = useSay();
  const { own, word } = useWords();
  const { percent } = useFormat();
  const way = (a: string, b: string) => (a === b ? a : `${a} → ${b}`);
  return (
    <Wide least={520} name={t("model.tab.changes")}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("model.employer")}</Table.Th>
            <Table.Th scope="col">{t("model.territory")}</Table.Th>
            <Table.Th scope="col" />
            <Table.Th scope="col" ta="right">{t("model.rank")}</Table.Th>
            <Table.Th scope="col" ta="right">{t("model.score")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((c, n) => {
            const b = c.before ?? c.after;
            const a = c.after ?? c.before;
            if (!a || !b) return null;
            return (
              <Table.Tr key={n}>
                <Table.Th scope="row" fw={500} className="hostile"><Anchor component={Link} to="/employers/$id" params={{ id: a.entity } as never}>{a.name || a.entity}</Anchor></Table.Th>
                <Table.Td>{word("territory", a.territory)}</Table.Td>
                <Table.Td><Mark tone={c.what === "new" ? "good" : c.what === "gone" ? "soon" : "calm"}>{own("change", c.what)}</Mark></Table.Td>
                <Table.Td ta="right">{way(String(b.rank), String(a.rank))}</Table.Td>
                <Table.Td ta="right">{way(percent(b.score), percent(a.score))}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Wide>
  );
}
