// What is drawn, as a table: what is chosen here is chosen in the drawing, and the other way round.
import { Checkbox, Stack, Table, Text, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { useFormat } from "../../../lib/format";
import { useSay } from "../../../lib/language";
import type { Picture } from "./board";

/** atOnce are so many rows; words narrow them. */
const atOnce = 100;

type Props = { shown: Picture; selected: ReadonlySet<string>; pinned: ReadonlySet<string>; name: (id: string) => string; kind: (k: string) => string; select: (ids: string[], more: boolean) => void };

export function Drawn(p: Props) {
  const { t } = useSay();
  const { date } = useFormat();
  const [words, setWords] = useState("");
  const rows = useMemo(() => {
    const ties = new Map<string, { from: string; to: string; open: boolean; count: number }>();
    for (const e of p.shown.edges) {
      for (const id of [e.from, e.to]) {
        const was = ties.get(id) ?? { from: "9", to: "", open: false, count: 0 };
        for (const x of e.ties) {
          if (x.from < was.from) was.from = x.from;
          if (!x.to) was.open = true;
          else if (x.to > was.to) was.to = x.to;
        }
        was.count++;
        ties.set(id, was);
      }
    }
    return p.shown.things.map((x) => ({ ...x, said: p.name(x.id), tied: ties.get(x.id) })).sort((a, b) => (b.tied?.count ?? 0) - (a.tied?.count ?? 0));
  }, [p.shown, p.name]); // eslint-disable-line react-hooks/exhaustive-deps
  const found = rows.filter((r) => `${r.said} ${p.kind(r.kind)}`.toLowerCase().includes(words.toLowerCase()));
  return (
    <Stack gap={4} className="surface" p="sm">
      <TextInput size="xs" label={t("board.table", { count: rows.length })} placeholder={t("board.narrow")} value={words} onChange={(e) => setWords(e.currentTarget.value)} />
      <Table.ScrollContainer minWidth={260} mah={360} type="native" tabIndex={0} role="region" aria-label={t("board.table", { count: rows.length })}>
        <Table fz="xs" verticalSpacing={6} aria-label={t("board.table", { count: rows.length })}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={28}><Text span size="xs" className="sr-only">{t("board.choose")}</Text></Table.Th>
              <Table.Th>{t("board.thing")}</Table.Th>
              <Table.Th ta="right">{t("board.count")}</Table.Th>
              <Table.Th>{t("board.since")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.slice(0, atOnce).map((r) => (
              <Table.Tr key={r.id} bg={p.selected.has(r.id) ? "var(--mantine-primary-color-light)" : undefined}>
                <Table.Td>
                  <Checkbox size="sm" checked={p.selected.has(r.id)} onChange={() => p.select([r.id], true)} aria-label={r.said} />
                </Table.Td>
                <Table.Td className="hostile">
                  {p.pinned.has(r.id) ? "• " : ""}{r.said}
                  {r.foundOn && <Text size="xs">{t("board.foundOn", { date: date(r.foundOn) })}</Text>}
                </Table.Td>
                <Table.Td ta="right">{r.tied?.count ?? 0}</Table.Td>
                <Table.Td style={{ whiteSpace: "nowrap" }}>{r.tied && r.tied.from !== "9" ? date(r.tied.from) : ""}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {found.length > atOnce && <Text size="xs" c="dimmed">{t("board.more", { count: found.length - atOnce })}</Text>}
    </Stack>
  );
}
