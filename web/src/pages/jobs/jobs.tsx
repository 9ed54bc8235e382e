import { Button, Group, Progress, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Act, Mark, Refused } from "../../components/act";
import { Section } from "../../components/section";
import { Empty, Loading, Trouble } from "../../components/states";
import { useEvents } from "../../lib/events";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, type Got, post } from "../../lib/server";
import { may, useUser } from "../../lib/session";
import { useAct, useNames } from "../../lib/work";
import { useWords } from "../../lib/words";

type Job = Got<"/jobs">["items"][number];

/** Jobs are what the server does on the lake, with what starts by itself. */
export function Jobs() {
  const { t } = useSay();
  const me = useUser();
  const [fresh, setFresh] = useState(false);
  useEvents({ job: "jobs" });
  const got = useQuery({
    queryKey: ["jobs", "all"],
    queryFn: ({ signal }) => get("/jobs", { query: { pageSize: 100, may: true }, signal }),
    refetchInterval: (q) => (q.state.data?.items.some((j) => j.state === "running") ? 1000 : false), // how far one is, no event tells
  });
  const items = got.data?.items ?? [];
  const schedules = items.filter((j) => j.every && j.state === "scheduled");
  const done = items.filter((j) => !schedules.includes(j));
  return (
    <Stack gap="md" maw={980}>
      <Group justify="space-between">
        <div>
          <Title order={1}>{t("jobs.title")}</Title>
          <Text c="dimmed">{t("jobs.lead")}</Text>
        </div>
        {may(me, "job.start") && <Button onClick={() => setFresh(true)}>{t("jobs.start")}</Button>}
      </Group>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : (
        <>
          <Section title={t("jobs.schedules")}>{schedules.length === 0 ? <Text c="dimmed">{t("jobs.noSchedules")}</Text> : <Stack gap="sm">{schedules.map((j) => <One key={j.id} j={j} />)}</Stack>}</Section>
          {done.length === 0 ? <Empty title={t("jobs.none")} /> : <Section title={t("jobs.title")}><Stack gap="sm">{done.map((j) => <One key={j.id} j={j} />)}</Stack></Section>}
        </>
      )}
      {fresh && <Start close={() => setFresh(false)} />}
    </Stack>
  );
}

function One({ j }: { j: Job }) {
  const { t } = useSay();
  const { own, indicator } = useWords();
  const { time } = useFormat();
  const { user } = useNames();
  const act = useAct((verb: "cancel" | "resume") => post(`/jobs/{id}/${verb}`, {}, { id: j.id, version: j.version }));
  const p = j.progress;
  return (
    <div>
      <Group gap="xs">
        <Text fw={600} className="hostile">{[own("jobWhat", j.what), j.args?.indicator && indicator(j.args.indicator)].filter(Boolean).join(": ")}</Text>
        <Mark tone={j.state === "done" ? "good" : j.state === "failed" ? "late" : j.state === "running" ? "house" : "calm"}>{own("jobState", j.state)}</Mark>
        {j.every && <Text size="sm">{`${own("jobEvery", j.every)}, ${t("jobs.next", { when: time(j.nextAt) })}`}</Text>}
        <Text size="xs" c="dimmed">{`${user(j.createdBy)}, ${time(j.createdAt)}`}</Text>
        {may(j, "job.cancel") && <Button size="compact-xs" variant="default" onClick={() => act.mutate("cancel")}>{t("jobs.cancel")}</Button>}
        {may(j, "job.resume") && j.state !== "running" && <Button size="compact-xs" variant="default" onClick={() => act.mutate("resume")}>{t("jobs.resume")}</Button>}
      </Group>
      {p && <Text size="sm">{p.of > 0 ? t("backtest.stepOf", { step: p.step, done: p.done, of: p.of }) : p.step}</Text>}
      {j.state === "running" && <Progress value={p && p.of > 0 ? (p.done / p.of) * 100 : 100} animated aria-label={own("jobState", j.state)} />}
      {j.error && <Text size="sm" className="hostile">{j.error}</Text>}
      <Refused error={act.error} />
    </div>
  );
}

function Start({ close }: { close: () => void }) {
  const { t } = useSay();
  const { own } = useWords();
  const [what, setWhat] = useState<"load" | "run">("load");
  const [every, setEvery] = useState<string | null>(null);
  const [at, setAt] = useState("");
  const act = useAct(() => post("/jobs", { what, every: (every as "day" | "week" | null) ?? undefined, nextAt: every && at ? new Date(at).toISOString() : undefined }), close);
  return (
    <Act title={t("jobs.start")} close={close} act={act} send={() => act.mutate()} ready={!every || at !== ""}>
      <Select label={t("jobs.what")} data={(["load", "run"] as const).map((w) => ({ value: w, label: own("jobWhat", w) }))} value={what} onChange={(w) => w && setWhat(w as "load" | "run")} allowDeselect={false} />
      <Select label={t("jobs.every")} placeholder={t("jobs.once")} data={["day", "week"].map((e) => ({ value: e, label: own("jobEvery", e) }))} value={every} onChange={setEvery} clearable />
      {every && <TextInput type="datetime-local" label={t("jobs.nextAt")} value={at} onChange={(e) => setAt(e.currentTarget.value)} required />}
    </Act>
  );
}
