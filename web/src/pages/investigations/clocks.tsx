// What the law asks for after a visit, and by when.
import { Button, Group, Stack, Text } from "@mantine/core";
import { Due, Mark, Refused } from "../../components/act";
import { Section } from "../../components/section";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { post } from "../../lib/server";
import { may } from "../../lib/session";
import { type Investigation, useAct, useNames } from "../../lib/work";
import { useLists } from "../../lib/words";
import type { Clock } from "./running";

export function Clocks({ i }: { i: Investigation }) {
  const { t } = useSay();
  const clocks = [...(i.clocks ?? [])].sort((a, b) => Number(!!a.doneAt) - Number(!!b.doneAt) || a.due.localeCompare(b.due));
  return (
    <Section title={t("investigations.clocks")}>
      {clocks.length === 0 ? <Text c="dimmed">{t("investigation.noClocks")}</Text> : <Stack gap="sm">{clocks.map((c) => <One key={c.id + c.visit} i={i} c={c} />)}</Stack>}
    </Section>
  );
}

function One({ i, c }: { i: Investigation; c: Clock }) {
  const { t, text } = useSay();
  const { user } = useNames();
  const { date } = useFormat();
  const deadline = useLists().data?.deadlines?.find((d) => d.id === c.id);
  const act = useAct(() => post("/investigations/{id}/stop-clock", { visit: c.visit, clock: c.id }, { id: i.id, version: i.version }));
  return (
    <div>
      <Group gap="xs">
        <Text fw={600} className="hostile">{text(deadline?.name) || c.id}</Text>
        {c.doneAt ? <Mark tone="good">{t("investigation.clockDone", { date: date(c.doneAt), who: user(c.doneBy) })}</Mark> : <Due day={c.due} />}
        {!c.doneAt && may(i, "investigation.stop_clock") && <Button size="compact-sm" variant="default" loading={act.isPending} onClick={() => act.mutate()}>{t("investigation.stop")}</Button>}
      </Group>
      <Text size="sm" c="dimmed">{[t("investigation.clockOf", { date: date(c.from) }), `${t("investigation.due")}: ${date(c.due)}`, deadline?.legal].filter(Boolean).join(" · ")}</Text>
      <Refused error={act.error} />
    </div>
  );
}
