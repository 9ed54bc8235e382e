import { Button, Group, Pagination, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Section, Wide } from "../../components/section";
import { Loading, Trouble } from "../../components/states";
import { useSay } from "../../lib/language";
import { get, type Schemas } from "../../lib/server";

const size = 50;

/** Rejects are fetched when somebody asks for them: who looks is written down. */
export function Rejects({ id, count }: { id: string; count: number }) {
  const { t } = useSay();
  const [open, setOpen] = useState(false);
  return (
    <Section title={t("register.rejects", { n: count })}>
      <Text size="sm" c="dimmed" mb="xs" maw="75ch">{t("register.rejectsWhy")}</Text>
      {count === 0 ? <Text size="sm">{t("register.noRejects")}</Text> : open ? <Rows id={id} /> : <Button variant="default" onClick={() => setOpen(true)}>{t("register.show")}</Button>}
    </Section>
  );
}

function Rows({ id }: { id: string }) {
  const { t } = useSay();
  const [page, setPage] = useState(1);
  const got = useQuery({ queryKey: ["registers", id, "rejects", page], queryFn: ({ signal }) => get("/registers/{id}/rejects", { id, query: { page, pageSize: size }, signal }) });
  if (got.isError) return <Trouble error={got.error} again={() => void got.refetch()} />;
  if (got.isPending) return <Loading lines={4} />;
  const pages = Math.ceil(got.data.total / size);
  const control = (c: "first" | "last" | "next" | "previous") => ({ "aria-label": t(`page.${c}`) });
  return (
    <Stack gap="sm">
      <Wide least={640} name={t("register.rejects", { n: got.data.total })}>
        <Table>
          <Table.Thead>
            <Table.Tr><Table.Th scope="col">{t("register.file")}</Table.Th><Table.Th scope="col" ta="right">{t("register.line")}</Table.Th><Table.Th scope="col">{t("register.reason")}</Table.Th><Table.Th scope="col">{t("register.raw")}</Table.Th></Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {got.data.items.map((r, n) => (
              <Table.Tr key={n}>
                <Table.Td className="hostile">{r.file}</Table.Td>
                <Table.Td ta="right">{r.line}</Table.Td>
                <Table.Td className="hostile">{[r.column, r.value, r.reason].filter(Boolean).join(": ")}</Table.Td>
                <Table.Td className="hostile"><code style={{ overflowWrap: "anywhere" }}>{r.raw}</code></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
      <Group justify="space-between">
        <Button variant="default" size="xs" onClick={() => keep(id, got.data.items)}>{t("register.download")}</Button>
        {pages > 1 && <Pagination total={pages} value={page} onChange={setPage} withEdges getControlProps={control} getItemProps={(n) => ({ "aria-label": t("page.nth", { page: n }) })} />}
      </Group>
    </Stack>
  );
}

/** keep hands the rows over as a file; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
function keep(id: string, rows: Schemas["DossierReject"][]) {
  const cell = (v: unknown) => `"${String(v ?? "").replace(/^([=+\-@\t\r])/, "'$1").replaceAll('"', '""')}"`;
  const text = ["file,line,column,value,reason,row", ...rows.map((r) => [r.file, r.line, r.column, r.value, r.reason, r.raw].map(cell).join(","))].join("\r\n");
  const a = document.createElement("a");
  a.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  a.download = `rejects-${id}.csv`;
  a.click();
  URL.revokeObjectURL(a.href);
}
