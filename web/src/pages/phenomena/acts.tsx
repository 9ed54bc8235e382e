// What can be done with a phenomenon now: the steps of its life cycle from here, each with what has to be there first.
import { Button, Group, MultiSelect, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { Act } from "../../components/act";
import { Section } from "../../components/section";
import { type Message, useSay } from "../../lib/language";
import { post } from "../../lib/server";
import { may, useUser } from "../../lib/session";
import { type Phenomenon, useAct, usePeople, useToday } from "../../lib/work";
import { useCountry, useLists, useWords } from "../../lib/words";

const plain = ["draft", "test", "mainstream", "watch", "reopen", "retire"] as const;
type Plain = (typeof plain)[number];
type Verb = Plain | "accept" | "roll_out" | "describe";

export function Acts({ p }: { p: Phenomenon }) {
  const { t } = useSay();
  const { own } = useWords();
  const lists = useLists().data;
  const [verb, setVerb] = useState<Verb>();
  const cycle = lists?.lifeCycles?.find((c) => c.kind === "phenomenon");
  const steps = (cycle?.steps ?? []).filter((s) => s.from?.includes(p.state)).map((s) => s.action.replace("phenomenon.", "") as Verb);
  const can = [...steps, "describe" as const].filter((v) => may(p, `phenomenon.${v}`));
  const [next] = steps;
  if (can.length === 0) return next && next !== "reopen" && next !== "retire" ? <Text size="sm" c="dimmed">{t("phenomenon.teamActs", { what: own("phenomenonAct", next) })}</Text> : null;
  const close = () => setVerb(undefined);
  return (
    <Section title={t("phenomenon.acts")}>
      <Group align="stretch" gap="sm">
        {can.map((v, n) => (
          <Stack key={v} gap={2} style={{ flex: "1 1 14rem", maxWidth: "22rem" }}>
            <Button variant={n === 0 && v !== "reopen" ? "filled" : "default"} onClick={() => setVerb(v)} h="auto" mih={36} py={6} styles={{ label: { whiteSpace: "normal" } }}>{own("phenomenonAct", v)}</Button>
            <Text size="xs" c="dimmed">{gateOf(v, own)}</Text>
          </Stack>
        ))}
      </Group>
      {verb === "accept" && <Accept p={p} close={close} />}
      {verb === "roll_out" && <SendOut p={p} close={close} />}
      {verb === "describe" && <Describe p={p} close={close} />}
      {verb && plain.includes(verb as Plain) && <Said p={p} verb={verb as Plain} close={close} />}
    </Section>
  );
}

function gateOf(v: Verb, own: ReturnType<typeof useWords>["own"]) {
  const gate = own("phenomenonGate", v);
  return gate === v ? undefined : gate;
}

function Said({ p, verb, close }: { p: Phenomenon; verb: Plain; close: () => void }) {
  const { t } = useSay();
  const { own } = useWords();
  const [note, setNote] = useState("");
  const why = verb === "reopen" || verb === "retire";
  const act = useAct(() => post(`/phenomena/{id}/${verb}`, { note }, { id: p.id, version: p.version }), close);
  return (
    <Act title={own("phenomenonAct", verb)} gate={gateOf(verb, own)} close={close} act={act} send={() => act.mutate()} ready={!why || note.trim() !== ""}>
      <Textarea label={why ? t("work.reason") : t("work.note")} value={note} onChange={(e) => setNote(e.currentTarget.value)} required={why} autosize minRows={3} maxLength={4000} data-autofocus />
    </Act>
  );
}

function Accept({ p, close }: { p: Phenomenon; close: () => void }) {
  const { t } = useSay();
  const { own, word } = useWords();
  const people = usePeople("phenomenon.accept");
  const me = useUser();
  const lists = useLists().data;
  const [owner, setOwner] = useState<string | null>(p.owner || me.user.id);
  const [directorate, setDirectorate] = useState<string | null>(p.directorate ?? null);
  const [sectors, setSectors] = useState(p.sectors ?? []);
  const act = useAct(() => post("/phenomena/{id}/accept", { owner: owner ?? "", directorate: directorate ?? undefined, sectors }, { id: p.id, version: p.version }), close);
  return (
    <Act title={own("phenomenonAct", "accept")} gate={gateOf("accept", own)} close={close} act={act} send={() => act.mutate()} ready={!!owner && sectors.length > 0}>
      <Select label={t("phenomenon.owner")} data={people} value={owner} onChange={setOwner} searchable required />
      <Select label={t("phenomenon.theme")} data={(lists?.directorates ?? []).filter((d) => d.thematic).map((d) => ({ value: d.id, label: word("directorate", d.id) }))} value={directorate} onChange={setDirectorate} clearable />
      <MultiSelect label={t("phenomenon.sectors")} data={(lists?.sectors ?? []).map((s) => ({ value: s, label: word("sector", s) }))} value={sectors} onChange={setSectors} required />
    </Act>
  );
}

function SendOut({ p, close }: { p: Phenomenon; close: () => void }) {
  const { t } = useSay();
  const { own, word } = useWords();
  const today = useToday();
  const lists = useLists().data;
  const [plan, setPlan] = useState<Record<string, string>>({});
  const [override, setOverride] = useState("");
  const all = lists?.directorates ?? [];
  const set = (ids: string[], day: string) => setPlan((was) => ({ ...was, ...Object.fromEntries(ids.map((d) => [d, day])) }));
  const days = Object.fromEntries(Object.entries(plan).filter(([, day]) => day !== ""));
  const act = useAct(() => post("/phenomena/{id}/roll-out", { plan: days, override: override || undefined }, { id: p.id, version: p.version }), close);
  return (
    <Act title={own("phenomenonAct", "roll_out")} gate={gateOf("roll_out", own)} close={close} act={act} send={() => act.mutate()} ready={Object.keys(days).length > 0}>
      <Text size="sm">{t("phenomenonAct.days")}</Text>
      <TextInput type="date" label={t("phenomenonAct.sameDay")} min={today} onChange={(e) => set(all.map((d) => d.id), e.currentTarget.value)} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
        {all.map((d) => <TextInput key={d.id} type="date" size="xs" label={word("directorate", d.id)} min={today} value={plan[d.id] ?? ""} onChange={(e) => set([d.id], e.currentTarget.value)} />)}
      </SimpleGrid>
      {may(p, "phenomenon.override_gate") && <Textarea label={t("phenomenonAct.overrideWhy")} value={override} onChange={(e) => setOverride(e.currentTarget.value)} autosize minRows={2} maxLength={4000} />}
    </Act>
  );
}

function Describe({ p, close }: { p: Phenomenon; close: () => void }) {
  const { t, text } = useSay();
  const { own, word } = useWords();
  const country = useCountry().data;
  const lists = useLists().data;
  const [title, setTitle] = useState(p.title);
  const [definition, setDefinition] = useState(p.definitions?.at(-1)?.text ?? "");
  const [packId, setPackId] = useState<string | null>(p.packId ?? null);
  const [indicators, setIndicators] = useState(p.indicators ?? []);
  const [models, setModels] = useState(p.models ?? []);
  const [visibleOn, setVisibleOn] = useState(p.visibleOn ?? "");
  const act = useAct(
    () => post("/phenomena/{id}/describe", { title, definition, packId: packId ?? undefined, indicators, models, visibleOn: visibleOn || undefined }, { id: p.id, version: p.version }),
    close,
  );
  const field = (label: Message) => t(label);
  return (
    <Act title={own("phenomenonAct", "describe")} close={close} act={act} send={() => act.mutate()} ready={title.trim() !== ""} label={t("work.keep")}>
      <TextInput label={field("phenomenonAct.titleField")} value={title} onChange={(e) => setTitle(e.currentTarget.value)} maxLength={200} required data-autofocus />
      <Textarea label={field("phenomenonAct.definitionField")} value={definition} onChange={(e) => setDefinition(e.currentTarget.value)} autosize minRows={3} maxLength={20000} />
      <Select label={field("phenomenon.packId")} placeholder={field("phenomenonAct.notTied")} data={(lists?.phenomena ?? []).map((x) => ({ value: x, label: word("phenomenon", x) }))} value={packId} onChange={setPackId} clearable searchable />
      <MultiSelect label={field("phenomenonAct.indicators")} data={Object.entries(country?.indicators ?? {}).map(([value, x]) => ({ value, label: text(x.question) || value }))} value={indicators} onChange={setIndicators} searchable />
      <MultiSelect label={field("phenomenonAct.models")} data={Object.entries(country?.models ?? {}).map(([value, x]) => ({ value, label: text(x.name) || value }))} value={models} onChange={setModels} searchable />
      <TextInput type="date" label={field("phenomenon.visibleOn")} value={visibleOn} onChange={(e) => setVisibleOn(e.currentTarget.value)} />
    </Act>
  );
}
