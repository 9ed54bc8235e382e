import { Alert, Anchor, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Mark, Refused } from "../../components/act";
import { Section, Wide } from "../../components/section";
import { Loading, Trouble } from "../../components/states";
import { daysBetween, useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, post } from "../../lib/server";
import { may, useUser } from "../../lib/session";
import { useAct, useToday } from "../../lib/work";

/** Registers says of each how fresh and whole it is. */
export function Registers() {
  const { t, text } = useSay();
  const { date, number, percent } = useFormat();
  const today = useToday();
  const me = useUser();
  const got = useQuery({ queryKey: ["registers"], queryFn: ({ signal }) => get("/registers", { signal }) });
  return (
    <Stack gap="md" maw={1080}>
      <div>
        <Title order={1}>{t("registers.title")}</Title>
        <Text c="dimmed">{t("registers.lead")}</Text>
      </div>
      {may(me, "job.start") && <Load />}
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : (
        <Section title={`${t("registers.title")} (${got.data.total})`}>
          <Wide least={640} name={t("registers.title")}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t("registers.register")}</Table.Th>
                  <Table.Th scope="col">{t("registers.newest")}</Table.Th>
                  <Table.Th scope="col" ta="right">{t("registers.taken")}</Table.Th>
                  <Table.Th scope="col" ta="right">{t("registers.rejected")}</Table.Th>
                  <Table.Th scope="col" ta="right">{t("registers.refused")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {got.data.items.map((r) => (
                  <Table.Tr key={r.id}>
                    <Table.Th scope="row" fw={500}><Anchor component={Link} to="/registers/$id" params={{ id: r.id } as never} className="hostile">{text(r.title) || r.id}</Anchor></Table.Th>
                    <Table.Td>{r.loaded?.extractOn ? <>{date(r.loaded.extractOn)} <Text span size="xs" c="dimmed">{t("registers.daysOld", { count: daysBetween(r.loaded.extractOn, today) })}</Text></> : <Mark tone="soon">{t("registers.never")}</Mark>}</Table.Td>
                    <Table.Td ta="right">{r.loaded?.taken === undefined ? "–" : percent(r.loaded.taken)}</Table.Td>
                    <Table.Td ta="right">{r.loaded ? number(r.loaded.rejectedRows) : "–"}</Table.Td>
                    <Table.Td ta="right">{r.loaded ? number(r.loaded.refusedExtracts) : "–"}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Wide>
        </Section>
      )}
    </Stack>
  );
}

function Load() {
  const { t } = useSay();
  const load = useAct(() => post("/jobs", { what: "load" }));
  return (
    <Stack gap="xs">
      <Group>
        <Button variant="default" onClick={() => load.mutate()} loading={load.isPending}>{t("registers.load")}</Button>
        <Text size="sm" c="dimmed" maw="60ch">{t("registers.loadWhy")}</Text>
      </Group>
      {load.isSuccess && <Alert color="teal" variant="outline" role="status"><Anchor component={Link} to="/jobs">{t("registers.started")}</Anchor></Alert>}
      <Refused error={load.error} />
    </Stack>
  );
}
