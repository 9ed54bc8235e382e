// Who the employer is tied to: told as paths, by which dated ties what was found elsewhere reaches it, and drawn from there on.
import { Anchor, List, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { Empty, Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { purposeHeader } from "../../lib/purpose";
import { get, type Got } from "../../lib/server";
import { useWords } from "../../lib/words";

const Drawing = lazy(() => import("./board/drawing").then((m) => ({ default: m.Drawing })));

type Path = Got<"/employers/{id}/paths">["items"][number];

type Ties = Got<"/employers/{id}/ties">["items"];

export function Network({ id, purpose, name }: { id: string; purpose: string; name: string }) {
  const { t } = useSay();
  const paths = useQuery({ queryKey: ["paths", id, purpose], queryFn: () => get("/employers/{id}/paths", { id, query: { most: 10 }, headers: purposeHeader(purpose) }), staleTime: 5 * 60_000 });
  const ties = useQuery({ queryKey: ["ties", id, purpose], queryFn: () => get("/employers/{id}/ties", { id, headers: purposeHeader(purpose) }), staleTime: 5 * 60_000 });
  return (
    <Stack>
      {paths.data && (
        <Suspense fallback={<Loading lines={8} />}>
          <Drawing id={id} name={name} purpose={purpose} paths={paths.data.items} />
        </Suspense>
      )}
      <Title order={2}>{t("network.paths")}</Title>
      <Text size="sm" c="dimmed">
        {t("network.pathsHow")}
      </Text>
      {paths.isError ? (
        <Trouble error={paths.error} again={() => void paths.refetch()} />
      ) : paths.isPending ? (
        <Loading />
      ) : paths.data.items.length === 0 ? (
        <Empty title={t("network.none")}>{t("network.noneHow")}</Empty>
      ) : (
        <Stack gap="xs" component="ol" p={0} m={0} maw={820} style={{ listStyle: "none" }}>
          {paths.data.items.map((p, i) => (
            <Way key={i} path={p} />
          ))}
        </Stack>
      )}
      <Title order={2}>{t("network.ties")}</Title>
      {ties.isError ? <Trouble error={ties.error} again={() => void ties.refetch()} /> : ties.isPending ? <Loading lines={3} /> : <TieTable ties={ties.data.items} />}
    </Stack>
  );
}
function Way({ path: p }: { path: Path }) {
  const { t } = useSay();
  const { word } = useWords();
  const { date, percent } = useFormat();
  const steps = (p.ties ?? []).filter((_, i) => i % 2 === 0).map((tie, i) => ({ from: tie, to: p.ties?.[2 * i + 1] }));
  return (
    <Stack component="li" className="surface" p="sm" gap={4}>
      <Text size="sm">
        <Anchor component={Link} to={`/employers/${p.found}`} fw={600} className="hostile">
          {p.foundName || p.found}
        </Anchor>
        {": "}
        {t("network.found", { date: date(p.foundOn), share: percent(p.share) })}
      </Text>
      <List size="sm" type="ordered">
        {steps.map(({ from, to }, i) => (
          <List.Item key={i} className="hostile">
            {t("network.step", { from: from.name || from.entity, kind: word("resource", from.kind), to: to?.name || to?.entity || "" })}{" "}
            <Text span size="xs" c="dimmed">
              {t("network.when", { from: date(from.from), to: from.to ? date(from.to) : t("network.now") })} · {from.resource}
            </Text>
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

function TieTable({ ties }: { ties: Ties }) {
  const { t } = useSay();
  const { word } = useWords();
  const { number } = useFormat();
  if (ties.length === 0) return <Empty title={t("network.noTies")} />;
  return (
    <Table.ScrollContainer minWidth={360} className="surface">
      <Table verticalSpacing={4} aria-label={t("network.ties")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("network.kind")}</Table.Th>
            <Table.Th ta="right">{t("network.nowTied")}</Table.Th>
            <Table.Th ta="right">{t("network.ever")}</Table.Th>
            <Table.Th ta="right">{t("network.shared")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ties.map((x) => (
            <Table.Tr key={x.kind}>
              <Table.Td>{word("resource", x.kind)}</Table.Td>
              <Table.Td ta="right">{number(x.now)}</Table.Td>
              <Table.Td ta="right">{number(x.ever)}</Table.Td>
              <Table.Td ta="right">{number(x.share)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
