// What one visit said of a reason, and the answers to it.
import { Anchor, Button, Group, Paper, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Mark, Refused } from "../../components/act";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { post } from "../../lib/server";
import { may, sees, useUser } from "../../lib/session";
import { useAct, useNames } from "../../lib/work";
import { useWords } from "../../lib/words";
import type { Feedback, One } from "./reasons";

export function Said({ one: o }: { one: One }) {
  const { t } = useSay();
  const { own, word, outcome } = useWords();
  const { user } = useNames();
  const { date } = useFormat();
  const me = useUser();
  const [writes, setWrites] = useState(false);
  const where = word("territory", o.f.territory);
  return (
    <Paper component="article" className="surface" p="md" aria-label={t("inbox.visited", { date: date(o.f.visitedOn), where })}>
      <Stack gap={6}>
        <Group gap="xs">
          {o.verdict && <Mark tone={o.verdict === "refuted" ? "late" : o.verdict === "confirmed" ? "good" : "calm"}>{own("verdict", o.verdict)}</Mark>}
          <Mark>{outcome(o.f.outcome)}</Mark>
          <Flags f={o.f} />
        </Group>
        <Text size="sm">
          {t("inbox.visited", { date: date(o.f.visitedOn), where })}
          {" · "}
          {sees(me, "employer") ? <Anchor component={Link} to="/employers/$id" params={{ id: o.f.entity } as never} underline="always" className="hostile">{o.f.entity}</Anchor> : <span className="hostile">{o.f.entity}</span>}
        </Text>
        <Text size="xs" c="dimmed" className="hostile">{[t("inbox.by", { who: user(o.f.createdBy) }), o.f.minutes && t("inbox.minutes", { count: o.f.minutes })].filter(Boolean).join(" · ")}</Text>
        {o.note && <Text className="hostile said">{o.note}</Text>}
        {o.feature === "" && o.f.sentence && <Text className="hostile said">{o.f.sentence}</Text>}
        {o.answers.map((a, n) => (
          <div key={n} className="said">
            <Text size="sm" className="hostile">{a.text}</Text>
            <Text size="xs" c="dimmed" className="hostile">{[user(a.by), date(a.at), a.change && t("inbox.changed", { what: a.change })].filter(Boolean).join(" · ")}</Text>
          </div>
        ))}
        {may(me, "feedback.answer") && (writes ? <Answer one={o} close={() => setWrites(false)} /> : (
          <Button size="xs" w="fit-content" variant={o.open ? "filled" : "subtle"} onClick={() => setWrites(true)}>{t(o.open ? "inbox.answer" : "inbox.answerAgain")}</Button>
        ))}
      </Stack>
    </Paper>
  );
}

function Flags({ f }: { f: Feedback }) {
  const { t } = useSay();
  const { word } = useWords();
  return (
    <>
      {f.knownBefore && <Mark>{t("inbox.knownBefore")}</Mark>}
      {f.staleData && <Mark tone="soon">{t("inbox.staleData")}</Mark>}
      {f.dataError && <Mark tone="soon">{t("inbox.dataError")}</Mark>}
      {f.wrongPhenomenon && <Mark tone="soon">{t("inbox.wrongPhenomenon", { what: word("phenomenon", f.found) || "?" })}</Mark>}
    </>
  );
}

function Answer({ one: o, close }: { one: One; close: () => void }) {
  const { t } = useSay();
  const [text, setText] = useState("");
  const [change, setChange] = useState("");
  const act = useAct(() => post("/feedback/{id}/answer", { feature: o.feature || undefined, text: text.trim(), change: change.trim() || undefined }, { id: o.f.id, version: o.f.version }), close);
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (text.trim() !== "") act.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Textarea label={t("inbox.text")} value={text} onChange={(e) => setText(e.currentTarget.value)} required autosize minRows={2} maxLength={4000} autoFocus />
        <TextInput label={t("inbox.change")} value={change} onChange={(e) => setChange(e.currentTarget.value)} maxLength={200} />
        <Refused error={act.error} />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={act.isPending} disabled={text.trim() === ""}>{t("inbox.send")}</Button>
          <Button size="xs" variant="default" onClick={close}>{t("work.cancel")}</Button>
        </Group>
      </Stack>
    </form>
  );
}
