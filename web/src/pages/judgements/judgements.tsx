// Match review: two records side by side, and a person says whether they are one. What others said is not shown before the answer.
import { Button, Group, Kbd, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Mark, Refused } from "../../components/act";
import { Section, Wide } from "../../components/section";
import { Empty, Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useKeys } from "../../lib/keys";
import { useSay } from "../../lib/language";
import { get, post, type Got, type Schemas } from "../../lib/server";
import { may, useUser } from "../../lib/session";
import { useWords } from "../../lib/words";
import "./judgements.css";

type Pair = Got<"/pairs">["items"][number];
type Verdict = "positive" | "negative" | "unsure" | "withdrawn";

export function Judgements() {
  const { t } = useSay();
  const me = useUser();
  const got = useQuery({ queryKey: ["pairs"], queryFn: ({ signal }) => get("/pairs", { query: { pageSize: 50 }, signal }) });
  return (
    <Stack gap="md" maw={1080}>
      <div>
        <Title order={1}>{t("pairs.title")}</Title>
        <Text c="dimmed" maw="75ch">{t("pairs.lead")}</Text>
      </div>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : (
        <>
          {got.data.items[0] ? <Review pair={got.data.items[0]} left={got.data.total} judges={may(me, "pair.judge")} /> : <Empty title={t("pairs.none")} />}
          <Said />
        </>
      )}
    </Stack>
  );
}

function useJudge(told?: (p: Pick<Pair, "match" | "a" | "b">, v: Verdict) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ p, verdict, why }: { p: Pick<Pair, "match" | "a" | "b">; verdict: Verdict; why?: string }) => post("/judgements", { match: p.match, a: p.a, b: p.b, verdict, why }),
    onSuccess: async (_, { p, verdict }) => {
      told?.(p, verdict);
      await Promise.all([queries.invalidateQueries({ queryKey: ["pairs"] }), queries.invalidateQueries({ queryKey: ["judgements"] })]);
    },
  });
}

function Review({ pair, left, judges }: { pair: Pair; left: number; judges: boolean }) {
  const { t } = useSay();
  const { own } = useWords();
  const [last, setLast] = useState<{ p: Pick<Pair, "match" | "a" | "b">; verdict: Verdict }>();
  const [why, setWhy] = useState("");
  const [asked, setAsked] = useState(false); // for a reason
  const reason = useRef<HTMLInputElement>(null);
  const judge = useJudge((p, verdict) => {
    setLast(verdict === "withdrawn" ? undefined : { p, verdict });
    setWhy("");
    setAsked(false);
  });
  const say = (verdict: Verdict) => {
    if (!judges || judge.isPending) return;
    if (verdict === "unsure" && !why.trim()) {
      setAsked(true);
      reason.current?.focus();
      return;
    }
    judge.mutate({ p: pair, verdict, why: why.trim() || undefined });
  };
  const undo = () => last && !judge.isPending && judge.mutate({ p: last.p, verdict: "withdrawn" });
  useKeys({ y: () => say("positive"), h: () => say("unsure"), n: () => say("negative"), u: undo });
  return (
    <Section title={t("pairs.left", { count: left })} right={<Text size="sm" c="dimmed">{pair.match}</Text>}>
      <Stack gap="md">
        <Compared pair={pair} />
        {judges && (
          <TextInput ref={reason} label={t("pairs.reason")} description={t("pairs.reasonHelp")} error={asked && !why.trim() && t("pairs.reasonAsked")} maxLength={1000} maw={640} value={why} onChange={(e) => setWhy(e.currentTarget.value)} />
        )}
        {judges && (
          <Group>
            <Button onClick={() => say("positive")} loading={judge.isPending} rightSection={<Kbd>y</Kbd>}>{t("pairs.yes")}</Button>
            <Button variant="default" onClick={() => say("unsure")} loading={judge.isPending} rightSection={<Kbd>h</Kbd>}>{t("pairs.unsure")}</Button>
            <Button variant="default" onClick={() => say("negative")} loading={judge.isPending} rightSection={<Kbd>n</Kbd>}>{t("pairs.no")}</Button>
            <Text size="xs" c="dimmed">{t("pairs.keys")}</Text>
          </Group>
        )}
        <Refused error={judge.error} />
        <div role="status">
          {last && (
            <Group gap="xs">
              <Text size="sm">{t("pairs.said", { what: own("pairVerdict", last.verdict) })}</Text>
              <Button size="xs" variant="subtle" onClick={undo}>{t("pairs.undo")}</Button>
            </Group>
          )}
        </div>
      </Stack>
    </Section>
  );
}

function Compared({ pair }: { pair: Pair }) {
  const { t } = useSay();
  const { own } = useWords();
  const { percent, number } = useFormat();
  const got = useQuery({ queryKey: ["pairs", "explain", pair.match, pair.a, pair.b], queryFn: ({ signal }) => get("/pairs/explain", { query: { match: pair.match, a: pair.a, b: pair.b }, signal }) });
  if (got.isError) return <Trouble error={got.error} again={() => void got.refetch()} />;
  if (got.isPending) return <Loading lines={5} />;
  const e = got.data;
  const most = Math.max(1, Math.abs(e.prior), ...e.steps.map((s) => Math.abs(s.weight)));
  return (
    <Stack gap="xs">
      <Text size="sm">{own("pairWhy", pair.why)}</Text>
      {e.contradicted && pair.why !== "contradicted" && <Mark tone="soon">{own("pairWhy", "contradicted")}</Mark>}
      <Wide least={560} name={t("pairs.title")}>
        <Table>
          <Table.Thead>
            <Table.Tr><Table.Th scope="col">{t("pairs.field")}</Table.Th><Table.Th scope="col" className="hostile">{e.a}</Table.Th><Table.Th scope="col" className="hostile">{e.b}</Table.Th><Table.Th scope="col">{t("pairs.level")}</Table.Th><Table.Th scope="col" w={200}>{t("pairs.weight")}</Table.Th></Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Table.Tr><Table.Th scope="row" fw={500} colSpan={4}>{t("pairs.prior")}</Table.Th><Table.Td><Weight weight={e.prior} most={most} /></Table.Td></Table.Tr>
            {e.steps.map((s, n) => <Step key={n} s={s} most={most} />)}
          </Table.Tbody>
        </Table>
      </Wide>
      <Text fw={600}>{t("pairs.sum", { weight: number(e.weight), probability: percent(e.probability) })}</Text>
    </Stack>
  );
}

function Step({ s, most }: { s: Schemas["MatchWeighed"]; most: number }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500}>{s.field}</Table.Th>
      <Table.Td className="hostile">{s.left || "–"}</Table.Td>
      <Table.Td className="hostile">{s.right || "–"}</Table.Td>
      <Table.Td>{s.level}</Table.Td>
      <Table.Td><Weight weight={s.weight} most={most} /></Table.Td>
    </Table.Tr>
  );
}

/** Weight is a bar to the right for what speaks for one entity, and to the left for what speaks against it; the number says the same. */
function Weight({ weight, most }: { weight: number; most: number }) {
  const { number } = useFormat();
  const width = (Math.abs(weight) / most) * 50;
  return (
    <div className="weight">
      <span aria-hidden="true"><i data-against={weight < 0} style={{ left: `${weight < 0 ? 50 - width : 50}%`, width: `${width}%` }} /></span>
      <Text size="sm" component="span" ta="right">{`${weight > 0 ? "+" : ""}${number(weight)}`}</Text>
    </div>
  );
}

function Said() {
  const { t } = useSay();
  const { own } = useWords();
  const { time } = useFormat();
  const got = useQuery({ queryKey: ["judgements"], queryFn: ({ signal }) => get("/judgements", { query: { pageSize: 20 }, signal }) });
  const judge = useJudge();
  const items = got.data?.items ?? [];
  const newest = items.filter((j, n) => items.findIndex((x) => x.match === j.match && x.a === j.a && x.b === j.b) === n);
  return (
    <Section title={t("pairs.mine")}>
      {got.isError ? <Trouble error={got.error} /> : newest.length === 0 ? <Text c="dimmed">{t("pairs.nothingSaid")}</Text> : (
        <Stack gap={4}>
          {newest.map((j) => (
            <Group key={j.id} gap="xs">
              <Mark>{own("pairVerdict", j.verdict)}</Mark>
              <Text size="sm" className="hostile">{`${j.a} · ${j.b}`}</Text>
              {j.why && <Text size="sm" className="hostile">{j.why}</Text>}
              <Text size="xs" c="dimmed">{time(j.createdAt)}</Text>
              {j.seen && <Mark>{t("pairs.seen")}</Mark>}
              {j.verdict !== "withdrawn" && <Button size="compact-xs" variant="subtle" onClick={() => judge.mutate({ p: j, verdict: "withdrawn" })}>{t("pairs.withdraw")}</Button>}
            </Group>
          ))}
        </Stack>
      )}
      <Refused error={judge.error} />
    </Section>
  );
}
