import { Anchor, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Act, Mark } from "../../components/act";
import { Empty, Loading, Trouble } from "../../components/states";
import { daysAfter, useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, post } from "../../lib/server";
import { may, useUser } from "../../lib/session";
import { useAct, useToday } from "../../lib/work";
import { useWords } from "../../lib/words";

/** Reports lists what was measured of the office's work, the newest period first. */
export function Reports() {
  const { t } = useSay();
  const { own } = useWords();
  const { date } = useFormat();
  const me = useUser();
  const [opens, setOpens] = useState(false);
  const got = useQuery({ queryKey: ["reports"], queryFn: ({ signal }) => get("/evaluation-reports", { query: { sort: "-periodFrom", pageSize: 200 }, signal }) });
  return (
    <Stack gap="md" maw={980}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1}>{t("reports.title")}</Title>
          <Text c="dimmed" maw="72ch">{t("reports.lead")}</Text>
        </div>
        {may(me, "report.measure") && <Button onClick={() => setOpens(true)}>{t("reports.measure")}</Button>}
      </Group>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : got.data.items.length === 0 ? <Empty title={t("reports.none")} /> : (
        got.data.items.map((r) => (
          <Group key={r.id} component="article" className="surface" p="md" gap="sm">
            <Title order={2}><Anchor component={Link} to="/evaluation/$id" params={{ id: r.id } as never} inherit>{t("reports.period", { from: date(r.periodFrom), to: date(r.periodTo) })}</Anchor></Title>
            <Mark tone={r.state === "published" ? "good" : "calm"}>{own("reportState", r.state)}</Mark>
            {r.corrects && <Mark>{t("reports.corrects")}</Mark>}
            {r.publishedAt && <Text size="sm" c="dimmed">{date(r.publishedAt)}</Text>}
          </Group>
        ))
      )}
      {opens && <Measure close={() => setOpens(false)} />}
    </Stack>
  );
}

function Measure({ close }: { close: () => void }) {
  const { t } = useSay();
  const today = useToday();
  const [from, setFrom] = useState(daysAfter(today, -365));
  const [to, setTo] = useState(daysAfter(today, -1));
  const act = useAct(() => post("/evaluation-reports", { from, to }), close);
  return (
    <Act title={t("reports.measure")} gate={t("reports.how")} close={close} act={act} send={() => act.mutate()} ready={!!from && !!to}>
      <Group grow>
        <TextInput type="date" label={t("reports.from")} value={from} onChange={(e) => setFrom(e.currentTarget.value)} required />
        <TextInput type="date" label={t("reports.to")} value={to} onChange={(e) => setTo(e.currentTarget.value)} required />
      </Group>
    </Act>
  );
}
