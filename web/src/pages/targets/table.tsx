import { Checkbox, Table, Text, UnstyledButton } from "@mantine/core";
import { type ColumnDef, flexRender, getCoreRowModel, useReactTable } from "@tanstack/react-table";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Channel, Freshness, TargetState, Who } from "../../components/target";
import { useFormat } from "../../lib/format";
import { type Message, useSay } from "../../lib/language";
import { useSentence } from "../../lib/sentence";
import { get } from "../../lib/server";
import type { TargetFile, TargetsSearch } from "../../lib/targets";
import { useWords } from "../../lib/words";
import { type Column, columnsOf } from "./filters";
import type { Selection } from "./selection";

/** sortable is by which field the server sorts a column. */
const sortable: Partial<Record<Column, string>> = { rank: "rank", sector: "sector", territory: "territory", model: "model", channel: "channel", fresh: "expiresOn", state: "state" };

type Props = {
  items: TargetFile[];
  search: TargetsSearch;
  narrow: (s: Partial<TargetsSearch>) => void;
  chosen: Selection;
  here: number;
  setHere: (i: number) => void;
  open: (id: string) => void;
};

export function TargetTable({ items, search, narrow, chosen, here, setHere, open }: Props) {
  const { t } = useSay();
  const columns = useColumns();
  const shown = useMemo(() => ["who", ...columnsOf(search)], [search]);
  const table = useReactTable({
    data: items,
    columns: useMemo(() => columns.filter((c) => shown.includes(c.id ?? "")), [columns, shown]),
    getCoreRowModel: getCoreRowModel(),
    getRowId: (x) => x.id,
    manualSorting: true,
    manualPagination: true,
  });
  const sort = search.sort ?? "rank";
  return (
    <Table.ScrollContainer minWidth={search.map ? 480 : 720} className="surface" scrollAreaProps={{ type: "auto" }}>
      <Table className="targets" highlightOnHover verticalSpacing="xs" aria-label={t("targets.title")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={36}>
              <Checkbox size="xs" aria-label={t("targets.page")} checked={items.length > 0 && items.every((x) => chosen.has(x.id))} indeterminate={items.some((x) => chosen.has(x.id)) && !items.every((x) => chosen.has(x.id))} onChange={chosen.togglePage} />
            </Table.Th>
            {table.getFlatHeaders().map((h) => {
              const by = sortable[h.column.id as Column];
              const up = sort === by;
              const down = sort === `-${by}`;
              const name = flexRender(h.column.columnDef.header, h.getContext());
              return (
                <Table.Th key={h.id} aria-sort={by ? (up ? "ascending" : down ? "descending" : "none") : undefined}>
                  {by ? (
                    <UnstyledButton fz="sm" fw={700} onClick={() => narrow({ sort: up ? `-${by}` : by })}>
                      {name} <span aria-hidden>{up ? "↑" : down ? "↓" : ""}</span>
                    </UnstyledButton>
                  ) : (
                    name
                  )}
                </Table.Th>
              );
            })}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {table.getRowModel().rows.map((row, i) => {
            const file = row.original;
            return (
              <Table.Tr
                key={row.id}
                data-row={i}
                data-here={i === here}
                aria-selected={chosen.has(file.id)}
                bg={chosen.has(file.id) ? "var(--mantine-primary-color-light)" : undefined}
                onClick={(e) => {
                  if ((e.target as HTMLElement).closest("input,button,a,label")) return;
                  setHere(i);
                  open(file.id);
                }}
              >
                <Table.Td>
                  <Checkbox
                    size="xs"
                    aria-label={t("targets.choose", { name: file.target.name || file.target.entity })}
                    checked={chosen.has(file.id)}
                    onChange={() => undefined}
                    onClick={(e) => {
                      setHere(i);
                      chosen.toggle(file.id, e.shiftKey);
                    }}
                  />
                </Table.Td>
                {row.getVisibleCells().map((cell) => (
                  <Table.Td key={cell.id}>
                    {cell.column.id === "who" ? (
                      <UnstyledButton onClick={() => { setHere(i); open(file.id); }}>
                        {flexRender(cell.column.columnDef.cell, cell.getContext())}
                      </UnstyledButton>
                    ) : (
                      flexRender(cell.column.columnDef.cell, cell.getContext())
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function useColumns(): ColumnDef<TargetFile>[] {
  const { t } = useSay();
  const { word, model, own } = useWords();
  const { number } = useFormat();
  const why = useWhy();
  const people = useQuery({ queryKey: ["users"], queryFn: () => get("/users", { query: { state: "active", pageSize: 1000 } }), staleTime: 5 * 60_000 });
  const column = (id: Column | "who", cell: (x: TargetFile) => React.ReactNode): ColumnDef<TargetFile> => ({ id, header: t(`column.${id}` as Message), cell: (c) => cell(c.row.original) });
  const small = (s: string) => <Text size="sm" className="hostile">{s}</Text>;
  return [
    column("who", (x) => <Who target={x.target} />),
    column("rank", (x) => small(x.target.rank > 0 ? `${number(x.target.rank)} / ${number(x.target.eligible)}` : t("notRanked"))),
    column("why", (x) => <Text size="sm" lineClamp={2} className="hostile" maw={360}>{why(x)}</Text>),
    column("sector", (x) => small(word("sector", x.target.sector))),
    column("territory", (x) => small(word("territory", x.target.territory))),
    column("model", (x) => small(x.target.model === "indicator" ? own("model", "indicator") : model(x.target.model))),
    column("channel", (x) => <Channel channel={x.target.channel} />),
    column("fresh", (x) => <Freshness file={x} />),
    column("state", (x) => <TargetState state={x.state} />),
    column("assigned", (x) => small(x.assignedTo ? (people.data?.items.find((u) => u.id === x.assignedTo)?.name ?? x.assignedTo) : "")),
  ];
}

/** useWhy gives the first reason for a visit. */
export function useWhy() {
  const { t, text } = useSay();
  const said = useSentence();
  return (x: TargetFile) => {
    const first = x.target.reasons?.find((r) => r.stance === "for");
    if (first) return said(text(first.sentence));
    return x.target.channel === "random" ? t("channel.randomMeans") : t("reasons.none");
  };
}
