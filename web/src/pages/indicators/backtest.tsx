// A back-test run from the page: it is a job of the server, so that it goes on when the page is left, and is found again.
import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Mark, Refused } from "../../components/act";
import { Section } from "../../components/section";
import { Loading, Trouble } from "../../components/states";
import { useEvents } from "../../lib/events";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, post, type Schemas } from "../../lib/server";
import { may, sees, useUser } from "../../lib/session";
import { useAct } from "../../lib/work";
import { useWords } from "../../lib/words";
import { Precision } from "./precision";

type Job = Schemas["Job"];

const goesOn = (j?: Job) => j?.state === "queued" || j?.state === "running";

export function Backtest({ id }: { id: string }) {
  const { t } = useSay();
  const me = useUser();
  if (!sees(me, "job")) return null;
  return (
    <Section title={t("backtest.title")}>
      <Text size="sm" c="dimmed" maw="75ch" mb="sm">{t("backtest.why")}</Text>
      <Run id={id} />
    </Section>
  );
}

function Run({ id }: { id: string }) {
  const { t } = useSay();
  const me = useUser();
  useEvents({ job: "jobs" });
  const got = useQuery({
    queryKey: ["jobs", "backtest", id],
    queryFn: async ({ signal }) => (await get("/jobs", { query: { what: "backtest", pageSize: 200 }, signal })).items.filter((j) => j.args?.indicator === id),
    refetchInterval: (q) => (goesOn(q.state.data?.[0]) ? 700 : false), // how far it is, no event tells
  });
  const start = useAct(() => post("/jobs", { what: "backtest", args: { indicator: id } }));
  const cancel = useAct((j: Job) => post("/jobs/{id}/cancel", {}, { id: j.id, version: j.version }));
  if (got.isError) return <Trouble error={got.error} again={() => void got.refetch()} />;
  if (got.isPending) return <Loading lines={2} />;
  const [job] = got.data;
  const done = got.data.find((j) => j.state === "done");
  const runs = may(me, "job.start");
  return (
    <Stack gap="sm">
      {job && <State job={job} />}
      <Group>
        {runs && !goesOn(job) && <Button onClick={() => start.mutate()} loading={start.isPending}>{t(job ? "backtest.again" : "backtest.run")}</Button>}
        {job && goesOn(job) && may(me, "job.cancel") && <Button variant="default" onClick={() => cancel.mutate(job)} loading={cancel.isPending}>{t("backtest.cancel")}</Button>}
      </Group>
      {!runs && <Text size="sm" c="dimmed">{t("backtest.notYou")}</Text>}
      <Refused error={start.error ?? cancel.error} />
      {done ? <Result job={done} /> : !job && <Text size="sm" c="dimmed">{t("backtest.none")}</Text>}
    </Stack>
  );
}

function State({ job }: { job: Job }) {
  const { t } = useSay();
  const { own } = useWords();
  const { time } = useFormat();
  const p = job.progress;
  return (
    <div role="status">
      <Group gap="xs">
        <Mark tone={job.state === "done" ? "good" : job.state === "failed" ? "late" : goesOn(job) ? "house" : "calm"}>{own("jobState", job.state)}</Mark>
        <Text size="sm" c="dimmed">{time(job.createdAt)}</Text>
        {p && <Text size="sm">{p.of > 0 ? t("backtest.stepOf", { step: p.step, done: p.done, of: p.of }) : p.step}</Text>}
      </Group>
      {goesOn(job) && <Progress value={p && p.of > 0 ? (p.done / p.of) * 100 : 100} animated mt={6} aria-label={own("jobState", job.state)} />}
      {job.error && <Text size="sm" mt={4} className="hostile">{job.error}</Text>}
    </div>
  );
}

function Result({ job }: { job: Job }) {
  const { t } = useSay();
  const { date, time } = useFormat();
  const card = JSON.parse(job.result?.card ?? "null") as Schemas["IndicatorCard"] | null;
  if (!card) return null;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>{t("backtest.result", { date: date(card.asOf), when: time(job.endedAt) })}</Text>
      <Precision card={card} />
    </Stack>
  );
}
