// How far each directorate has taken a phenomenon up.
import { Button, Group, Menu, NumberInput, Table, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Act, Mark } from "../../components/act";
import { Section } from "../../components/section";
import { Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, post, type Schemas } from "../../lib/server";
import { may, type May, useUser } from "../../lib/session";
import { type Phenomenon, useAct, useToday } from "../../lib/work";
import { useLists, useWords } from "../../lib/words";

type RollOut = Schemas["RollOut"] & May;

const states = ["planned", "trained", "in_use", "adopted", "excused"] as const;

export function RollOuts({ p }: { p: Phenomenon }) {
  const { t } = useSay();
  const { own } = useWords();
  const me = useUser();
  const lists = useLists().data;
  const got = useQuery({ queryKey: ["roll-outs", p.id], queryFn: ({ signal }) => get("/roll-outs", { query: { phenomenon: p.id, pageSize: 1000, may: true }, signal }) });
  const place = (d: string) => lists?.directorates?.findIndex((x) => x.id === d) ?? 0;
  const rows = [...(got.data?.items ?? [])].sort((a, b) => place(a.directorate) - place(b.directorate));
  const count = (s: string) => rows.filter((r) => r.state === s).length;
  if (got.isPending) return <Loading lines={4} />;
  if (got.isError) return <Trouble error={got.error} />;
  return (
    <Section title={t("phenomenon.rollOut")} right={rows.length > 0 && <Text size="sm">{t("phenomenon.adoptedOf", { done: count("adopted"), all: rows.length, excused: count("excused") })}</Text>}>
      {rows.length === 0 ? <Text c="dimmed">{t("phenomenon.noRollOut")}</Text> : (
        <Table className="matrix" verticalSpacing={6} horizontalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("phenomenon.directorate")}</Table.Th>
              {states.map((s) => <Table.Th key={s} scope="col" className="desk">{own("rollOutState", s)}</Table.Th>)}
              <Table.Th scope="col" className="phone">{t("phenomenon.state")}</Table.Th>
              {rows.some((r) => verbs(r).length > 0) && <Table.Th scope="col" aria-label={t("phenomenon.acts")} />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{rows.map((r) => <Row key={r.id} r={r} acts={rows.some((x) => verbs(x).length > 0)} />)}</Table.Tbody>
        </Table>
      )}
      {!may(me, "rollout.plan") && me.actor.directorates?.length ? <Text size="xs" c="dimmed" mt="xs">{t("phenomenon.noRollOutSeen")}</Text> : null}
    </Section>
  );
}

function Row({ r, acts }: { r: RollOut; acts: boolean }) {
  const { t } = useSay();
  const { word, own } = useWords();
  const { date } = useFormat();
  const today = useToday();
  const [verb, setVerb] = useState<Verb>();
  const who = word("directorate", r.directorate);
  const can = verbs(r);
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={600} className="hostile">
        {who}
        {r.state === "planned" && r.plannedOn < today && <Text size="xs" component="span" display="block" fw={400}>{t("phenomenon.overdue", { date: date(r.plannedOn) })}</Text>}
        {r.state === "excused" && r.reason && <Text size="xs" c="dimmed" component="span" display="block" fw={400}>{r.reason}</Text>}
        {(r.support ?? []).map((s, n) => <Text key={n} size="xs" c="dimmed" component="span" display="block" fw={400}>{`${date(s.on)}: ${s.what}${s.hours ? ` (${t("phenomenon.hours", { n: s.hours })})` : ""}`}</Text>)}
      </Table.Th>
      {states.map((s) => <Table.Td key={s} className="desk" data-now={r.state === s}>{reached(r, s, date, own("rollOutState", s))}</Table.Td>)}
      <Table.Td className="phone"><Mark tone={r.state === "adopted" ? "good" : "calm"}>{own("rollOutState", r.state)}</Mark></Table.Td>
      {acts && (
        <Table.Td>
          {can.length > 0 && (
            <Menu position="bottom-end">
              <Menu.Target><Button size="compact-sm" variant="default" aria-label={`${t("phenomenon.acts")}: ${who}`}>…</Button></Menu.Target>
              <Menu.Dropdown>{can.map((v) => <Menu.Item key={v} onClick={() => setVerb(v)}>{own("rollOutAct", v)}</Menu.Item>)}</Menu.Dropdown>
            </Menu>
          )}
          {verb && <Take r={r} verb={verb} who={who} close={() => setVerb(undefined)} />}
        </Table.Td>
      )}
    </Table.Tr>
  );
}

/** reached says when a directorate came to a stage, as far as that is kept; where only that it did is known, a tick says so. */
function reached(r: RollOut, s: (typeof states)[number], date: (d?: string | null) => string, name: string) {
  const there = <span role="img" aria-label={name}>✓</span>;
  switch (s) {
    case "planned":
      return date(r.plannedOn);
    case "trained":
      return r.trainedAt ? date(r.trainedAt) : "–";
    case "in_use":
      return r.state === "in_use" || r.state === "adopted" ? there : "–";
    default:
      return r.state === s ? there : "–";
  }
}

const all = ["train", "support", "excuse"] as const;
type Verb = (typeof all)[number];

const verbs = (r: RollOut): Verb[] => all.filter((v) => may(r, `rollout.${v}`));

function Take({ r, verb, who, close }: { r: RollOut; verb: Verb; who: string; close: () => void }) {
  const { t } = useSay();
  const { own } = useWords();
  const today = useToday();
  const [on, setOn] = useState(today);
  const [what, setWhat] = useState("");
  const [hours, setHours] = useState<string | number>("");
  const act = useAct(
    () =>
      verb === "excuse"
        ? post("/roll-outs/{id}/excuse", { note: what }, { id: r.id, version: r.version })
        : post(`/roll-outs/{id}/${verb}`, { on, what, hours: hours === "" ? undefined : Number(hours) }, { id: r.id, version: r.version }),
    close,
  );
  return (
    <Act title={t(`rollOutAct.title.${verb}`, { who })} close={close} act={act} send={() => act.mutate()} ready={what.trim() !== ""} label={own("rollOutAct", verb).replace("…", "")}>
      {verb !== "excuse" && (
        <Group grow align="flex-end">
          <TextInput type="date" label={t("work.day")} value={on} max={today} onChange={(e) => setOn(e.currentTarget.value)} required />
          <NumberInput label={t("rollOutAct.hours")} value={hours} onChange={setHours} min={0} max={1000} allowDecimal={false} />
        </Group>
      )}
      <Textarea label={verb === "excuse" ? t("work.reason") : t("rollOutAct.what")} value={what} onChange={(e) => setWhat(e.currentTarget.value)} autosize minRows={3} maxLength={4000} required data-autofocus />
    </Act>
  );
}
