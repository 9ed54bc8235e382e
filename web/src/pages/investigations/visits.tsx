// The visits of an investigation: planned, entered, or taken off.
import { Anchor, Button, Checkbox, Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Act, Mark } from "../../components/act";
import { Section } from "../../components/section";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, post } from "../../lib/server";
import { may, useUser } from "../../lib/session";
import { type Investigation, useAct, useNames, useToday } from "../../lib/work";
import { useCountry, useLists, useWords } from "../../lib/words";
import { isMade, type Visit } from "./running";

export function Visits({ i }: { i: Investigation }) {
  const { t } = useSay();
  const [plans, setPlans] = useState(false);
  const visits = [...(i.visits ?? [])].sort((a, b) => Number(isMade(a)) - Number(isMade(b)) || a.plannedOn.localeCompare(b.plannedOn));
  const targets = useQuery({
    queryKey: ["targets", "of", i.phenomenon],
    queryFn: ({ signal }) => get("/targets", { query: { phenomenon: i.phenomenon, pageSize: 1000 }, signal }),
  }).data?.items;
  const nameOf = (entity: string) => targets?.find((x) => x.target.entity === entity)?.target.name ?? "";
  return (
    <Section title={t("investigations.visits")} right={may(i, "investigation.plan_visit") && <Button size="xs" onClick={() => setPlans(true)}>{t("investigation.plan")}</Button>}>
      {visits.length === 0 ? <Text c="dimmed">{t("investigation.noVisits")}</Text> : <Stack gap="sm">{visits.map((v) => <One key={v.id} i={i} v={v} name={nameOf(v.entity)} />)}</Stack>}
      {plans && <Plan i={i} close={() => setPlans(false)} targets={(targets ?? []).filter((x) => x.state === "accepted")} />}
    </Section>
  );
}

function One({ i, v, name }: { i: Investigation; v: Visit; name: string }) {
  const { t } = useSay();
  const { outcome, word } = useWords();
  const { user } = useNames();
  const { date, money } = useFormat();
  const currency = useCountry().data?.currency ?? "EUR";
  const [does, setDoes] = useState<"enter" | "cancel">();
  const close = () => setDoes(undefined);
  const amount = (label: "investigation.assessed" | "investigation.collected", cents?: number) => (cents ? `${t(label)}: ${money(cents / 100, currency)}` : "");
  return (
    <div className="visit">
      <Group justify="space-between" gap="xs" align="flex-start">
        <div>
          <Group gap="xs">
            <Anchor component={Link} to="/employers/$id" params={{ id: v.entity } as never} fw={600} className="hostile">{name || v.entity}</Anchor>
            {isMade(v) ? <Mark>{outcome(v.outcome ?? "")}</Mark> : <Mark tone="soon">{t("investigation.notMade")}</Mark>}
          </Group>
          <Text size="sm" c="dimmed" className="hostile">{[isMade(v) ? `${t("investigation.made")}: ${date(v.madeOn)}` : `${t("investigation.planned")}: ${date(v.plannedOn)}`, user(v.inspector), amount("investigation.assessed", v.assessed), amount("investigation.collected", v.collected)].filter(Boolean).join(" · ")}</Text>
          {(v.found ?? []).map((f, n) => <Text key={n} size="sm" className="hostile">{[word("phenomenon", f.phenomenon), f.text, f.persons && `${t("investigation.persons")}: ${f.persons}`].filter(Boolean).join(" · ")}</Text>)}
        </div>
        {!isMade(v) && (
          <Group gap="xs">
            {may(i, "investigation.enter_visit") && <Button size="xs" onClick={() => setDoes("enter")}>{t("investigation.enter")}</Button>}
            {may(i, "investigation.cancel_visit") && <Button size="xs" variant="default" onClick={() => setDoes("cancel")}>{t("investigation.takeOff")}</Button>}
          </Group>
        )}
      </Group>
      {does === "enter" && <Enter i={i} v={v} name={name} close={close} />}
      {does === "cancel" && <TakeOff i={i} v={v} close={close} />}
    </div>
  );
}

type Target = { id: string; target: { entity: string; name?: string } };

function Plan({ i, targets, close }: { i: Investigation; targets: Target[]; close: () => void }) {
  const { t } = useSay();
  const { user } = useNames();
  const me = useUser();
  const today = useToday();
  const [target, setTarget] = useState<string | null>(null);
  const [entity, setEntity] = useState("");
  const [day, setDay] = useState(today);
  const team = [...new Set([i.lead, ...(i.team ?? [])])];
  const [inspector, setInspector] = useState<string | null>(team.includes(me.user.id) ? me.user.id : i.lead);
  const act = useAct(() => post("/investigations/{id}/plan-visit", { entity: entity.trim(), target: target ?? undefined, plannedOn: day, inspector: inspector ?? "" }, { id: i.id, version: i.version }), close);
  const choose = (id: string | null) => {
    setTarget(id);
    const chosen = targets.find((x) => x.id === id);
    if (chosen) setEntity(chosen.target.entity);
  };
  return (
    <Act title={t("investigation.plan")} close={close} act={act} send={() => act.mutate()} ready={entity.trim() !== "" && day !== "" && !!inspector}>
      <Select label={t("investigation.target")} placeholder={t("investigation.noTarget")} data={targets.map((x) => ({ value: x.id, label: x.target.name ? `${x.target.name} · ${x.target.entity}` : x.target.entity }))} value={target} onChange={choose} searchable clearable />
      <TextInput label={t("investigation.employer")} description={t("investigation.employerHint")} value={entity} onChange={(e) => { setEntity(e.currentTarget.value); setTarget(null); }} maxLength={64} required data-autofocus />
      <TextInput type="date" label={t("work.day")} value={day} min={today} onChange={(e) => setDay(e.currentTarget.value)} required />
      <Select label={t("investigation.inspector")} data={team.map((u) => ({ value: u, label: user(u) }))} value={inspector} onChange={setInspector} required allowDeselect={false} />
    </Act>
  );
}

const cents = (amount: string | number) => (amount === "" ? undefined : Math.round(Number(amount) * 100));

function Enter({ i, v, name, close }: { i: Investigation; v: Visit; name: string; close: () => void }) {
  const { t, text } = useSay();
  const { word } = useWords();
  const today = useToday();
  const lists = useLists().data;
  const currency = useCountry().data?.currency ?? "EUR";
  const [madeOn, setMadeOn] = useState(v.plannedOn < today ? v.plannedOn : today);
  const [outcome, setOutcome] = useState<string | null>(null);
  const [found, setFound] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const [persons, setPersons] = useState<string | number>("");
  const [assessed, setAssessed] = useState<string | number>("");
  const [collected, setCollected] = useState<string | number>("");
  const [checklist, setChecklist] = useState<string[]>([]);
  const methods = useQuery({ queryKey: ["methodologies", i.phenomenon], queryFn: ({ signal }) => get("/methodologies", { query: { phenomenon: i.phenomenon, pageSize: 1000 }, signal }) }).data?.items;
  const method = methods?.find((m) => m.id === i.methodology) ?? methods?.find((m) => m.state === "in_force");
  const rung = lists?.outcomes?.find((o) => o.id === outcome);
  const act = useAct(
    () =>
      post(
        "/investigations/{id}/enter-visit",
        { visit: v.id, madeOn, outcome: outcome ?? "", found: found ? [{ phenomenon: found, text: said, persons: persons === "" ? undefined : Number(persons) }] : undefined, assessed: cents(assessed), collected: cents(collected), checklist },
        { id: i.id, version: i.version },
      ),
    close,
  );
  return (
    <Act title={`${t("investigation.enter")}: ${name || v.entity}`} close={close} act={act} send={() => act.mutate()} ready={madeOn !== "" && !!outcome} label={t("work.keep")}>
      <TextInput type="date" label={t("investigation.made")} value={madeOn} max={today} onChange={(e) => setMadeOn(e.currentTarget.value)} required data-autofocus />
      <Select label={t("investigation.outcome")} data={(lists?.outcomes ?? []).map((o) => ({ value: o.id, label: text(o.name) }))} value={outcome} onChange={setOutcome} required allowDeselect={false} />
      {rung?.positive && (
        <>
          <Select label={t("investigation.found")} placeholder={t("investigation.foundNothing")} data={(lists?.phenomena ?? []).map((x) => ({ value: x, label: word("phenomenon", x) }))} value={found} onChange={setFound} searchable clearable />
          {found && <Textarea label={t("investigation.foundText")} value={said} onChange={(e) => setSaid(e.currentTarget.value)} autosize minRows={2} />}
          {found && <NumberInput label={t("investigation.persons")} description={t("investigation.personsHint")} value={persons} onChange={setPersons} min={0} allowDecimal={false} />}
          <Group grow align="flex-end">
            <NumberInput label={`${t("investigation.assessed")} (${currency})`} value={assessed} onChange={setAssessed} min={0} decimalScale={2} />
            <NumberInput label={`${t("investigation.collected")} (${currency})`} value={collected} onChange={setCollected} min={0} decimalScale={2} />
          </Group>
        </>
      )}
      {method?.steps?.length ? (
        <Checkbox.Group label={t("investigation.checklist")} value={checklist} onChange={setChecklist}>
          <Stack gap="xs" mt={6}>{method.steps.map((s) => <Checkbox key={s.id} value={s.id} label={text(s.text)} />)}</Stack>
        </Checkbox.Group>
      ) : null}
    </Act>
  );
}

function TakeOff({ i, v, close }: { i: Investigation; v: Visit; close: () => void }) {
  const { t } = useSay();
  const [note, setNote] = useState("");
  const act = useAct(() => post("/investigations/{id}/cancel-visit", { visit: v.id, note }, { id: i.id, version: i.version }), close);
  return (
    <Act title={t("investigation.takeOff")} close={close} act={act} send={() => act.mutate()} ready={note.trim() !== ""}>
      <Textarea label={t("work.reason")} value={note} onChange={(e) => setNote(e.currentTarget.value)} required autosize minRows={3} maxLength={4000} data-autofocus />
    </Act>
  );
}
