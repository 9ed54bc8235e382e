import { Anchor, Button, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { Act, Due, Mark } from "../../components/act";
import { Facts, Section } from "../../components/section";
import { Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, post } from "../../lib/server";
import { may, sees, useUser } from "../../lib/session";
import { consultations, type Investigation as Thing, useAct, useNames } from "../../lib/work";
import { useWords } from "../../lib/words";
import { Clocks } from "./clocks";
import { Evidence } from "./evidence";
import "./investigations.css";
import { ChangeScope } from "./open";
import { toneOf } from "./running";
import { Visits } from "./visits";

const route = getRouteApi("/investigations/$id");

/** Investigation is the page of one: what it is about, what its directors say, its visits, what the law asks for, its files. */
export function Investigation() {
  const { t } = useSay();
  const { id } = route.useParams();
  const got = useQuery({ queryKey: ["investigations", id], queryFn: ({ signal }) => get("/investigations/{id}", { id, signal }) });
  return (
    <Stack gap="md" maw={980}>
      <Anchor component={Link} to="/investigations" size="sm">{`← ${t("investigation.back")}`}</Anchor>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : <Page i={got.data} />}
    </Stack>
  );
}

function Page({ i }: { i: Thing }) {
  const { t } = useSay();
  const { own } = useWords();
  const me = useUser();
  return (
    <>
      <Group gap="sm">
        <Title order={1} className="hostile">{i.title}</Title>
        <Mark tone={toneOf(i.state)}>{own("investigationState", i.state)}</Mark>
      </Group>
      {i.conclusion && (
        <Section title={i.state === "abandoned" ? t("consultation.reason") : t("investigation.conclusion")}>
          <Text className="hostile">{i.conclusion}</Text>
        </Section>
      )}
      <Acts i={i} />
      <Scope i={i} />
      {sees(me, "consultation") && <Answers i={i} />}
      <Clocks i={i} />
      <Visits i={i} />
      <Evidence i={i} />
    </>
  );
}

function Scope({ i }: { i: Thing }) {
  const { t } = useSay();
  const { word } = useWords();
  const { user, phenomenon } = useNames();
  const { date, list } = useFormat();
  return (
    <Section title={t("investigation.scope")}>
      <Text mb="xs" className="hostile">{i.objective}</Text>
      <Facts
        facts={[
          [t("consultation.phenomenon"), <Anchor key="p" component={Link} to="/phenomena/$id" params={{ id: i.phenomenon } as never}>{phenomenon(i.phenomenon)}</Anchor>],
          [t("investigation.purpose"), t(i.purpose === "big_case" ? "investigation.purpose.big_case" : "investigation.purpose.methodology")],
          [t("consultation.territories"), list((i.territories ?? []).map((x) => word("territory", x)))],
          [t("consultation.sectors"), list((i.sectors ?? []).map((x) => word("sector", x)))],
          [t("investigation.lead"), user(i.lead)],
          [t("investigation.team"), list((i.team ?? []).map(user))],
          [t("investigation.services"), i.services?.length ? list(i.services.map((s) => word("service", s))) : undefined],
          [t("investigation.started"), i.startedAt && date(i.startedAt)],
          [t("investigation.ended"), i.closedAt && date(i.closedAt)],
        ]}
      />
    </Section>
  );
}

/** Answers are what each directorate concerned says of this very scope; one that was asked about another is not counted. */
function Answers({ i }: { i: Thing }) {
  const { t } = useSay();
  const { word, own } = useWords();
  const { user } = useNames();
  const { date } = useFormat();
  const all = useQuery(consultations);
  const asked = (all.data?.items ?? []).filter((c) => c.investigation === i.id && c.state !== "reopened");
  return (
    <Section title={t("investigation.answers")}>
      {all.isError ? <Trouble error={all.error} /> : all.isPending ? <Loading lines={2} /> : (
        <Stack gap="xs">
          {(i.directorates ?? []).map((d) => {
            const c = asked.find((x) => x.directorate === d);
            return (
              <div key={d}>
                <Group gap="xs">
                  {c ? <Anchor component={Link} to="/consultations/$id" params={{ id: c.id } as never} fw={600}>{word("directorate", d)}</Anchor> : <Text fw={600}>{word("directorate", d)}</Text>}
                  <Mark tone={c ? (c.state === "objected" ? "late" : c.state === "asked" ? "soon" : "good") : "calm"}>{c ? own("consultationState", c.state) : t("investigation.notAsked")}</Mark>
                  {c?.state === "asked" && <Due day={c.deadline} />}
                  {c?.answeredAt && <Text size="sm" c="dimmed">{t("consultations.answeredOn", { date: date(c.answeredAt), who: user(c.answeredBy) })}</Text>}
                </Group>
                {(c?.conditions ?? c?.reason) && <Text size="sm" className="hostile">{c?.conditions ?? c?.reason}</Text>}
              </div>
            );
          })}
        </Stack>
      )}
    </Section>
  );
}

const steps = ["consult", "start", "change_scope", "close", "abandon"] as const;
type Step = (typeof steps)[number];
type Plain = Exclude<Step, "change_scope">;

function Acts({ i }: { i: Thing }) {
  const { t } = useSay();
  const { own } = useWords();
  const [verb, setVerb] = useState<Step>();
  const can = steps.filter((v) => may(i, `investigation.${v}`));
  if (can.length === 0) return null;
  return (
    <Section title={t("investigation.acts")}>
      <Group align="stretch" gap="sm">
        {can.map((v) => (
          <Stack key={v} gap={2} style={{ flex: "1 1 13rem", maxWidth: "20rem" }}>
            <Button variant={v === "start" || v === "close" ? "filled" : "default"} h="auto" mih={36} py={6} styles={{ label: { whiteSpace: "normal" } }} onClick={() => setVerb(v)}>{own("investigationAct", v)}</Button>
            <Text size="xs" c="dimmed">{own("investigationGate", v)}</Text>
          </Stack>
        ))}
      </Group>
      {verb === "change_scope" && <ChangeScope i={i} close={() => setVerb(undefined)} />}
      {verb && verb !== "change_scope" && <Said i={i} verb={verb} close={() => setVerb(undefined)} />}
    </Section>
  );
}

function Said({ i, verb, close }: { i: Thing; verb: Plain; close: () => void }) {
  const { t } = useSay();
  const { own } = useWords();
  const [note, setNote] = useState("");
  const needs = verb === "close" || verb === "abandon";
  const act = useAct(() => post(`/investigations/{id}/${verb}`, { note: note.trim() || undefined }, { id: i.id, version: i.version }), close);
  return (
    <Act title={own("investigationAct", verb)} gate={own("investigationGate", verb)} close={close} act={act} send={() => act.mutate()} ready={!needs || note.trim() !== ""}>
      <Textarea label={verb === "close" ? t("investigation.conclusion") : needs ? t("work.reason") : t("work.note")} value={note} onChange={(e) => setNote(e.currentTarget.value)} required={needs} autosize minRows={3} maxLength={4000} data-autofocus />
    </Act>
  );
}
