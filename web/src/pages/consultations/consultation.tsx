import { Alert, Anchor, Button, Stack, Text, Textarea, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Due, Mark, Refused } from "../../components/act";
import { Facts, Section } from "../../components/section";
import { Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, post } from "../../lib/server";
import { sees, useUser } from "../../lib/session";
import { type Consultation as Thing, consultations, phenomena, useAct, useNames } from "../../lib/work";
import { useLists, useWords } from "../../lib/words";
import { answers, type Choice, toneOf } from "./asked";
import "./consultations.css";

const route = getRouteApi("/consultations/$id");

/** Consultation is what a director is asked: what it is about, then one question with three answers, one text and one button. */
export function Consultation() {
  const { t } = useSay();
  const { id } = route.useParams();
  const got = useQuery({ queryKey: ["consultations", id], queryFn: ({ signal }) => get("/consultations/{id}", { id, signal }) });
  return (
    <Stack gap="md" maw={720}>
      <Anchor component={Link} to="/consultations" size="sm">{`← ${t("consultations.all")}`}</Anchor>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : <Page c={got.data} />}
    </Stack>
  );
}

function Page({ c }: { c: Thing }) {
  const { t } = useSay();
  const { word, own } = useWords();
  const { phenomenon, user } = useNames();
  const { date } = useFormat();
  const [sent, setSent] = useState(false);
  const [again, setAgain] = useState(false);
  const open = c.state === "asked" || (again && c.state !== "reopened");
  const directorate = word("directorate", c.directorate);
  return (
    <>
      <div>
        <Title order={1} className="hostile">{phenomenon(c.phenomenon)}</Title>
        <Text size="sm" c="dimmed" className="hostile">{`${directorate} · ${t("consultations.askedOn", { date: date(c.askedAt), who: user(c.createdBy) })}`}</Text>
        {c.state === "asked" ? <Text size="sm" mt={4} component="div">{t("consultations.deadline", { date: date(c.deadline) })} <Due day={c.deadline} /></Text> : <Mark tone={toneOf(c.state)}>{own("consultationState", c.state)}</Mark>}
      </div>
      <About c={c} />
      {sent && <Alert color="teal" variant="outline" role="status">{t("consultation.sent")}</Alert>}
      {c.state === "reopened" && <Text>{t("consultation.reopenedWhat")}</Text>}
      {c.answeredAt && !again && <Given c={c} />}
      {answers(c).length === 0 ? (
        c.state === "asked" && <Text size="sm" c="dimmed">{t("consultation.onlyDirector", { directorate })}</Text>
      ) : open ? (
        <Answer c={c} done={() => { setSent(true); setAgain(false); }} />
      ) : (
        c.state !== "reopened" && <Button variant="default" w="fit-content" onClick={() => { setAgain(true); setSent(false); }}>{t("consultation.change")}</Button>
      )}
      {c.state === "asked" && <Silence c={c} />}
    </>
  );
}

function About({ c }: { c: Thing }) {
  const { t } = useSay();
  const { word, own } = useWords();
  const { user } = useNames();
  const { list } = useFormat();
  const me = useUser();
  const inv = useQuery({ queryKey: ["investigations", c.investigation], queryFn: ({ signal }) => get("/investigations/{id}", { id: c.investigation, signal }), enabled: sees(me, "investigation") });
  const known = useQuery({ ...phenomena, enabled: sees(me, "phenomenon") }).data?.items.find((p) => p.id === c.phenomenon);
  const others = useQuery(consultations).data?.items.filter((x) => x.investigation === c.investigation && x.id !== c.id && x.state !== "reopened") ?? [];
  const objective = inv.data?.objective ?? c.approach;
  return (
    <Section title={t("consultation.about")}>
      <Stack gap="sm">
        {inv.data && <Text fw={600} className="hostile">{inv.data.title}</Text>}
        <Text className="hostile">{objective}</Text>
        <Facts
          facts={[
            [t("consultation.territories"), inv.data && list((inv.data.territories ?? []).map((x) => word("territory", x)))],
            [t("consultation.sectors"), inv.data && list((inv.data.sectors ?? []).map((x) => word("sector", x)))],
            [t("consultation.approach"), c.approach === objective ? undefined : c.approach],
            [t("consultation.team"), list((c.team ?? []).map(user))],
            [t("consultation.reporting"), c.reporting],
            [t("consultation.others"), others.length > 0 && list(others.map((o) => `${word("directorate", o.directorate)}: ${own("consultationState", o.state)}`))],
          ]}
        />
        {known?.definitions?.length ? (
          <details>
            <summary><Text size="sm" component="span">{t("phenomenon.definition")}</Text></summary>
            <Text size="sm" mt={4} className="hostile">{known.definitions.at(-1)?.text}</Text>
          </details>
        ) : null}
        <Text size="sm">
          <Anchor component={Link} to="/phenomena/$id" params={{ id: c.phenomenon } as never} underline="always">{t("consultation.phenomenon")}</Anchor>
          {inv.data && <>{" · "}<Anchor component={Link} to="/investigations/$id" params={{ id: c.investigation } as never} underline="always">{t("consultation.toInvestigation")}</Anchor></>}
        </Text>
      </Stack>
    </Section>
  );
}

function Given({ c }: { c: Thing }) {
  const { t } = useSay();
  const { own } = useWords();
  const { user } = useNames();
  const { date } = useFormat();
  return (
    <Section title={t("consultation.yourAnswer")}>
      <Mark tone={toneOf(c.state)}>{own("consultationState", c.state)}</Mark>
      <Text size="sm" c="dimmed" mt={4}>{t("consultations.answeredOn", { date: date(c.answeredAt), who: user(c.answeredBy) })}</Text>
      {c.conditions && <Text mt={4} className="hostile">{`${t("consultation.conditions")}: ${c.conditions}`}</Text>}
      {c.reason && <Text mt={4} className="hostile">{`${t("consultation.reason")}: ${c.reason}`}</Text>}
    </Section>
  );
}

function Answer({ c, done }: { c: Thing; done: () => void }) {
  const { t } = useSay();
  const { word } = useWords();
  const can = answers(c);
  const [choice, setChoice] = useState<Choice | undefined>(can.length === 1 ? can[0] : undefined);
  const [note, setNote] = useState("");
  const [pressed, setPressed] = useState(false);
  const act = useAct(() => post("/consultations/{id}/answer", { answer: choice ?? "agree", note: note.trim() || undefined }, { id: c.id, version: c.version }), done);
  const needsWords = choice !== undefined && choice !== "agree";
  const wordless = needsWords && note.trim() === "";
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setPressed(true);
    if (choice && !wordless) act.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <fieldset className="choices">
          <legend>{t("consultation.question", { directorate: word("directorate", c.directorate) })}</legend>
          {can.map((x) => (
            <label key={x} className="choice surface">
              <input type="radio" name="answer" value={x} checked={choice === x} onChange={() => setChoice(x)} />
              <span>
                <Text fw={650} component="span" display="block">{t(`consultation.${x}`)}</Text>
                <Text size="sm" c="dimmed" component="span">{t(`consultation.${x}What`)}</Text>
              </span>
            </label>
          ))}
        </fieldset>
        <Textarea
          label={t(choice === "agree_with_conditions" ? "consultation.noteConditions" : choice === "object" ? "consultation.noteObject" : "consultation.noteAgree")}
          value={note}
          onChange={(e) => setNote(e.currentTarget.value)}
          required={needsWords}
          autosize
          minRows={3}
          maxLength={4000}
          error={pressed && wordless ? t("consultation.noteNeeded") : undefined}
        />
        {pressed && !choice && <Text size="sm" role="alert" fw={600}>{t("consultation.choose")}</Text>}
        <Refused error={act.error} />
        <Button type="submit" size="md" fullWidth loading={act.isPending}>{t("consultation.send")}</Button>
      </Stack>
    </form>
  );
}

function Silence({ c }: { c: Thing }) {
  const { t } = useSay();
  const { date } = useFormat();
  const limits = useLists().data?.limits;
  return (
    <Section title={t("consultation.silence")}>
      {limits && <Text size="sm">{t("consultation.silenceWhat", { remind: limits.answerDays, escalate: limits.escalateDays })}</Text>}
      {c.remindedAt && <Text size="sm" mt={4}>{t("consultations.reminded", { date: date(c.remindedAt) })}</Text>}
      {c.escalatedAt && <Text size="sm">{t("consultations.escalated", { date: date(c.escalatedAt) })}</Text>}
    </Section>
  );
}
