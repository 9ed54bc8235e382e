import { Button, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Act, Mark } from "../../components/act";
import { Empty, Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, type Got, post } from "../../lib/server";
import { may } from "../../lib/session";
import { useAct, useNames } from "../../lib/work";
import { useWords } from "../../lib/words";

type Opening = Got<"/openings">["items"][number];

/** Openings are what was opened in need, those that nobody has reviewed first. */
export function Openings() {
  const { t } = useSay();
  const got = useQuery({ queryKey: ["openings"], queryFn: ({ signal }) => get("/openings", { query: { pageSize: 1000, may: true }, signal }) });
  const items = [...(got.data?.items ?? [])].sort((a, b) => Number(a.state !== "unreviewed") - Number(b.state !== "unreviewed") || b.createdAt.localeCompare(a.createdAt));
  return (
    <Stack gap="md" maw={860}>
      <div>
        <Title order={1}>{t("openings.title")}</Title>
        <Text c="dimmed" maw="75ch">{t("openings.lead")}</Text>
      </div>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : items.length === 0 ? <Empty title={t("openings.none")} /> : items.map((o) => <One key={o.id} o={o} />)}
    </Stack>
  );
}

function One({ o }: { o: Opening }) {
  const { t } = useSay();
  const { own } = useWords();
  const { user } = useNames();
  const { time } = useFormat();
  const [verb, setVerb] = useState<"justify" | "contest">();
  const over = Date.parse(o.until) < Date.now();
  return (
    <Stack component="article" className="surface" p="md" gap={6} aria-label={`${user(o.user)}, ${own("thingKind", o.kind)} ${o.thing}`}>
      <Group gap="xs">
        <Text fw={650} className="hostile">{user(o.user)}</Text>
        <Text className="hostile">{`${own("thingKind", o.kind)} ${o.thing}`}</Text>
        <Mark tone={o.state === "unreviewed" ? "soon" : o.state === "justified" ? "good" : "late"}>{own("openingState", o.state)}</Mark>
      </Group>
      <Text className="hostile">{o.reason}</Text>
      <Text size="xs" c="dimmed">{`${time(o.createdAt)} · ${t(over ? "openings.closed" : "openings.until", { when: time(o.until) })}`}</Text>
      {o.reviewedBy && <Text size="sm" className="hostile">{[o.note, t("openings.reviewed", { who: user(o.reviewedBy), when: time(o.reviewedAt) })].filter(Boolean).join(" · ")}</Text>}
      <Group>
        {may(o, "opening.justify") && <Button size="xs" variant="default" onClick={() => setVerb("justify")}>{t("openings.justify")}</Button>}
        {may(o, "opening.contest") && <Button size="xs" variant="default" onClick={() => setVerb("contest")}>{t("openings.contest")}</Button>}
      </Group>
      {verb && <Reviewing o={o} verb={verb} close={() => setVerb(undefined)} />}
    </Stack>
  );
}

function Reviewing({ o, verb, close }: { o: Opening; verb: "justify" | "contest"; close: () => void }) {
  const { t } = useSay();
  const [note, setNote] = useState("");
  const act = useAct(() => post(`/openings/{id}/${verb}`, { note }, { id: o.id, version: o.version }), close);
  return (
    <Act title={t(`openings.${verb}`)} close={close} act={act} send={() => act.mutate()} ready={note.trim() !== ""}>
      <Textarea label={t("work.note")} value={note} onChange={(e) => setNote(e.currentTarget.value)} required autosize minRows={3} maxLength={4000} data-autofocus />
    </Act>
  );
}
