// What is said of one employer, opened for a purpose that is written down.
import { Alert, Button, Group, Select, SimpleGrid, Stack, Tabs, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { Decide, type Done, Told } from "../../components/decide";
import { Reasons } from "../../components/reasons";
import { Empty, Loading, Trouble } from "../../components/states";
import { TargetState } from "../../components/target";
import { useFormat } from "../../lib/format";
import { type Message, useSay } from "../../lib/language";
import { purposeHeader, sayPurpose, usePurpose } from "../../lib/purpose";
import { get, type Got } from "../../lib/server";
import { decisions, type TargetFile, type Verb } from "../../lib/targets";
import { useWords } from "../../lib/words";
import { Curves } from "./curves";
import { iso, type Span } from "./events";
import { Feedback } from "./feedback";
import { Findings } from "./findings";
import { Inspections } from "./inspections";
import { Network } from "./network";
import { Papers } from "./papers";
import { Places } from "./places";
import { Timeline } from "./timeline";
import { Waterfall } from "./waterfall";

export type DossierRead = Got<"/employers/{id}">;
const route = getRouteApi("/employers/$id");
const tabs = ["reasons", "findings", "timeline", "inspections", "network", "decisions"] as const;

export function Dossier() {
  const purpose = usePurpose();
  return purpose ? <Opened purpose={purpose} /> : <Purpose />;
}

/** Purpose asks why, once a session. */
function Purpose() {
  const { t } = useSay();
  const usual = (["visit", "decision", "consultation", "investigation", "method"] as const).map((p) => t(`purpose.${p}`));
  const [chosen, setChosen] = useState<string | null>(null);
  const [own, setOwn] = useState("");
  const purpose = chosen === "own" ? own.trim() : chosen;
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        if (purpose) sayPurpose(purpose);
      }}
    >
      <Stack maw={520} className="surface" p="lg">
        <Title order={1}>{t("purpose.title")}</Title>
        <Text>{t("purpose.why")}</Text>
        <Select label={t("purpose.label")} required data={[...usual.map((u) => ({ value: u, label: u })), { value: "own", label: t("purpose.own") }]} value={chosen} onChange={setChosen} allowDeselect={false} />
        {chosen === "own" && <TextInput label={t("purpose.ownLabel")} required maxLength={300} value={own} onChange={(e) => setOwn(e.currentTarget.value)} data-autofocus />}
        <Group>
          <Button type="submit" disabled={!purpose}>
            {t("purpose.open")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Opened({ purpose }: { purpose: string }) {
  const { t } = useSay();
  const { id } = route.useParams();
  const { tab, target, from, to } = route.useSearch();
  const navigate = route.useNavigate();
  const dossier = useQuery({ queryKey: ["dossier", id, purpose], queryFn: () => get("/employers/{id}", { id, headers: purposeHeader(purpose) }), staleTime: 5 * 60_000 });
  if (dossier.isError) return <Trouble error={dossier.error} again={() => void dossier.refetch()} />;
  if (dossier.isPending) return <Loading lines={12} />;
  const d = dossier.data;
  const look = (s: Span) => void navigate({ search: (was) => ({ ...was, from: iso(s.from), to: iso(s.to) }), replace: true, resetScroll: false });
  const files = (d.targets as TargetFile[]).toSorted((a, b) => b.target.asOf.localeCompare(a.target.asOf));
  const file = files.find((x) => x.id === target) ?? files[0];
  const shown = tabs.find((x) => x === tab) ?? (file ? "reasons" : "findings");
  const counts: Partial<Record<(typeof tabs)[number], number>> = {
    reasons: file?.target.reasons?.length ?? 0,
    findings: d.findings.filter((f) => f.fires).length,
    timeline: d.timeline.length,
    inspections: d.inspections.length,
    decisions: files.length,
  };
  return (
    <Stack>
      <Header dossier={d} file={file} purpose={purpose} />
      <Tabs value={shown} onChange={(to) => void navigate({ search: (s) => ({ ...s, tab: to ?? undefined }), replace: true })} keepMounted={false}>
        <Tabs.List aria-label={t("dossier.parts")} mb="md">
          {tabs.map((x) => (
            <Tabs.Tab key={x} value={x}>
              {t(`dossier.${x}` as Message)}
              {counts[x] !== undefined && <Text span size="xs" c="dimmed"> {counts[x]}</Text>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="reasons">{file ? <Speaks file={file} falls={d.waterfalls} /> : <Empty title={t("dossier.noTarget")}>{t("dossier.noTargetHow")}</Empty>}</Tabs.Panel>
        <Tabs.Panel value="findings">
          <Findings findings={d.findings} />
        </Tabs.Panel>
        <Tabs.Panel value="timeline">
          <Stack>
            <Timeline dossier={d} from={from} to={to} look={look} />
            <Curves id={id} purpose={purpose} />
            <Places id={id} purpose={purpose} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="inspections">
          <Inspections inspections={d.inspections} />
        </Tabs.Panel>
        <Tabs.Panel value="network">
          <Network id={id} name={d.employer.name} purpose={purpose} />
        </Tabs.Panel>
        <Tabs.Panel value="decisions">
          <Decisions files={files} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function Header({ dossier: d, file, purpose }: { dossier: DossierRead; file?: TargetFile; purpose: string }) {
  const { t } = useSay();
  const { word, own } = useWords();
  const { date } = useFormat();
  const [verb, setVerb] = useState<Verb>();
  const [done, setDone] = useState<Done>();
  const e = d.employer;
  return (
    <Stack gap="sm" className="surface" p="md">
      <Group justify="space-between" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Title order={1} className="hostile">
            {e.name || e.id}
          </Title>
          <Text c="dimmed" size="sm">
            {[e.name && e.id, e.kind && own("kind", e.kind), word("sector", e.sector), word("territory", e.territory)].filter(Boolean).join(" · ")}
          </Text>
        </div>
        {file && (
          <Group gap="xs">
            <TargetState state={file.state} />
            {decisions(file).map((v) => (
              <Button key={v} size="xs" variant={v === "accept" ? "filled" : "default"} onClick={() => setVerb(v)}>
                {t(`decide.${v}`)}…
              </Button>
            ))}
          </Group>
        )}
      </Group>
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
        <Fact name={t("dossier.started")}>{date(e.startedOn)}</Fact>
        <Fact name={t("dossier.ends")}>{e.endedOn ? date(e.endedOn) : t("dossier.goesOn")}</Fact>
        <Fact name={t("dossier.asOf")}>{date(d.asOf)}</Fact>
        <Fact name={t("dossier.purpose")}>
          <span className="hostile">{purpose}</span>{" "}
          <Button variant="subtle" size="compact-xs" onClick={() => sayPurpose("")}>
            {t("purpose.change")}
          </Button>
        </Fact>
      </SimpleGrid>
      <Papers id={e.id} purpose={purpose} target={file?.id} />
      {d.investigations > 0 && (
        <Alert variant="outline" color="yellow" role="note">
          {t("dossier.others", { count: d.investigations })}
        </Alert>
      )}
      {done && <Told done={done} close={() => setDone(undefined)} />}
      {verb && file && <Decide verb={verb} count={1} targets={() => Promise.resolve([file])} close={() => setVerb(undefined)} told={setDone} />}
    </Stack>
  );
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <Text size="xs" c="dimmed">
      {name}
    </Text>
    <Text size="sm" component="div">
      {children}
    </Text>
  </div>
);

function Speaks({ file, falls }: { file: TargetFile; falls: DossierRead["waterfalls"] }) {
  const { t } = useSay();
  const { model, own } = useWords();
  const { date, percent, number } = useFormat();
  const x = file.target;
  return (
    <Stack maw={820}>
      <Text size="sm" className="hostile">
        {t("dossier.on", { list: x.model === "indicator" ? own("model", "indicator") : model(x.model), date: date(x.asOf), channel: own("channel", x.channel) })}{" "}
        {x.rank > 0 && t("preview.rank", { rank: number(x.rank), of: number(x.eligible) }) + ", " + t("dossier.score", { score: percent(x.score) })}
      </Text>
      <Text size="sm" c="dimmed">
        {t("preview.noVerdict")}
      </Text>
      <Reasons reasons={x.reasons ?? []} />
      <Waterfall file={file} falls={falls} />
      {file.note && <Text size="sm" className="hostile">{t("decide.note")}: {file.note}</Text>}
    </Stack>
  );
}

function Decisions({ files }: { files: TargetFile[] }) {
  const { t } = useSay();
  const { model, own, decision } = useWords();
  const { date, time } = useFormat();
  const [telling, setTelling] = useState<string>();
  if (files.length === 0) return <Empty title={t("dossier.noTarget")}>{t("dossier.noTargetHow")}</Empty>;
  return (
    <Stack maw={820}>
      {files.map((f) => (
        <Stack key={f.id} className="surface" p="md" gap="xs" component="section" aria-label={date(f.target.asOf)}>
          <Group justify="space-between">
            <Text fw={600}>{f.target.model === "indicator" ? own("model", "indicator") : model(f.target.model)}</Text>
            <TargetState state={f.state} />
          </Group>
          <Text size="sm">{t("dossier.delivered", { date: time(f.releasedAt) })}</Text>
          {f.decidedAt && <Text size="sm">{t("dossier.decided", { state: own("state", f.state), date: time(f.decidedAt) })}</Text>}
          {f.reason && <Text size="sm">{t("decide.reason")}: {decision(f.reason)}</Text>}
          {f.note && <Text size="sm" className="hostile">{t("decide.note")}: {f.note}</Text>}
          {telling === f.id ? <Feedback file={f} close={() => setTelling(undefined)} /> : <Feedback.Given file={f} tell={() => setTelling(f.id)} />}
        </Stack>
      ))}
    </Stack>
  );
}
