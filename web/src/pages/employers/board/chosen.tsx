// What is chosen, and where it leads: each relation with its count before it is loaded.
import { Anchor, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Loading, Trouble } from "../../../components/states";
import { useFormat } from "../../../lib/format";
import { useSay } from "../../../lib/language";
import { purposeHeader } from "../../../lib/purpose";
import { get } from "../../../lib/server";
import { type Board, entity, group, type Picture, shortest } from "./board";

type Props = {
  board: Board; shown: Picture; selected: ReadonlySet<string>; purpose: string; busy: boolean;
  name: (id: string) => string; kind: (k: string) => string;
  expand: (of: string, along: { kind?: string; resource?: string }) => void; way: (from: string, to: string) => void; select: (ids: string[], more: boolean) => void;
};

export function Chosen(p: Props) {
  const { t } = useSay();
  const ids = [...p.selected];
  const one = ids.length === 1 ? ids[0] : undefined;
  const of = p.board.things.get(one ?? p.board.center);
  if (ids.length === 2) return <Two {...p} from={ids[0] ?? ""} to={ids[1] ?? ""} />;
  if (ids.length > 2) return <Text size="sm" className="surface" p="sm">{t("board.chosen", { count: ids.length })}</Text>;
  if (!of || of.kind === group) return null;
  return of.kind === entity ? <Employer {...p} id={of.id} /> : <Shared {...p} id={of.id} />;
}

/** Employer shows the relations of an employer. */
function Employer({ id, ...p }: Props & { id: string }) {
  const { t } = useSay();
  const { date } = useFormat();
  const relations = useQuery({ queryKey: ["relations", id, p.purpose], queryFn: () => get("/employers/{id}/relations", { id, headers: purposeHeader(p.purpose) }), staleTime: 5 * 60_000 });
  const found = p.board.things.get(id)?.foundOn;
  return (
    <Stack gap="xs" className="surface" p="sm">
      <Title order={3} className="hostile">{p.name(id)}</Title>
      {found && <Text size="sm">{t("board.foundOn", { date: date(found) })}</Text>}
      {id !== p.board.center && (
        <Anchor component={Link} to={`/employers/${id}`} size="sm">{t("board.open")}</Anchor>
      )}
      {relations.isError ? (
        <Trouble error={relations.error} again={() => void relations.refetch()} />
      ) : relations.isPending ? (
        <Loading lines={3} />
      ) : relations.data.items.length === 0 ? (
        <Text size="sm" c="dimmed">{t("board.noRelations")}</Text>
      ) : (
        <Table fz="sm" verticalSpacing={4} aria-label={t("board.relations")}>
          <Table.Tbody>
            {relations.data.items.map((r) => (
              <Table.Tr key={r.kind}>
                <Table.Td>
                  {p.kind(r.kind)}
                  <Text size="xs" c="dimmed">{t("board.leads", { shared: r.shared, others: r.others })}{r.hubs > 0 ? ` ${t("board.hubs", { count: r.hubs })}` : ""}</Text>
                </Table.Td>
                <Table.Td ta="right">
                  <Button size="compact-xs" variant="default" disabled={r.others === 0 || p.busy} onClick={() => p.expand(id, { kind: r.kind })} aria-label={t("board.expandBy", { kind: p.kind(r.kind) })}>
                    {t("board.expand")}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}

/** Shared shows what ties several. It is expanded from an employer that is drawn with it. */
function Shared({ id, ...p }: Props & { id: string }) {
  const { t } = useSay();
  const x = p.board.things.get(id);
  const ties = [...p.board.ties.values()].filter((e) => e.resource === id);
  const from = ties.find((e) => e.entity === p.board.center) ?? ties[0];
  return (
    <Stack gap="xs" className="surface" p="sm">
      <Title order={3} className="hostile">{p.name(id)}</Title>
      <Text size="sm">{x?.hub ? t("board.isHub") : t("board.tiesSo", { count: Math.max(x?.ties ?? 0, new Set(ties.map((e) => e.entity)).size) })}</Text>
      {from && !x?.hub && (
        <Group>
          <Button size="compact-sm" variant="default" disabled={p.busy} onClick={() => p.expand(from.entity, { resource: id })}>{t("board.expand")}</Button>
        </Group>
      )}
    </Stack>
  );
}

/** Two asks how two hang together: among what is drawn, and of employers among all that is known. */
function Two({ from, to, ...p }: Props & { from: string; to: string }) {
  const { t } = useSay();
  const drawn = shortest(p.shown, from, to);
  const both = [from, to].every((id) => p.board.things.get(id)?.kind === entity);
  return (
    <Stack gap="xs" className="surface" p="sm">
      <Title order={3} className="hostile">{p.name(from)} – {p.name(to)}</Title>
      <Text size="sm">{drawn.length > 0 ? t("board.drawnWay", { count: drawn.length - 1 }) : t("board.noDrawnWay")}</Text>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" disabled={drawn.length === 0} onClick={() => p.select(drawn, false)}>{t("board.showWay")}</Button>
        {both && <Button size="compact-sm" variant="default" disabled={p.busy} onClick={() => p.way(from, to)}>{t("board.findWay")}</Button>}
      </Group>
    </Stack>
  );
}
