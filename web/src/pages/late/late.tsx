// What came late from the field and was not applied, for the office: what was written, what was answered to it, and what becomes of it.
import { Anchor, Button, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Act, Mark } from "../../components/act";
import { Facts } from "../../components/section";
import { Empty, Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get, post, type Schemas } from "../../lib/server";
import { may, type May } from "../../lib/session";
import { useAct, useNames } from "../../lib/work";
import { useWords } from "../../lib/words";

type Late = Schemas["Late"] & May;
type Became = "entered" | "put_aside";

export function Lates() {
  const { t } = useSay();
  const got = useQuery({ queryKey: ["late"], queryFn: ({ signal }) => get("/late", { query: { pageSize: 200, may: true }, signal }) });
  const all = (got.data?.items ?? []) as Late[];
  const open = all.filter((l) => l.state === "open");
  return (
    <Stack gap="md" maw={820}>
      <div>
        <Title order={1}>{t("late.title")}</Title>
        <Text c="dimmed" maw="72ch">{t("late.lead")}</Text>
      </div>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : all.length === 0 ? <Empty title={t("late.none")} /> : (
        <>
          {open.length === 0 && <Empty title={t("late.noneOpen")} />}
          {[...open, ...all.filter((l) => l.state !== "open")].map((l) => <One key={l.id} l={l} />)}
        </>
      )}
    </Stack>
  );
}

function One({ l }: { l: Late }) {
  const { t } = useSay();
  const { date, time } = useFormat();
  const { own, outcome, feature, indicator, word } = useWords();
  const { user } = useNames();
  const [becomes, setBecomes] = useState<Became>();
  const asks = (id: string) => (id.startsWith("indicator.") ? indicator(id.slice("indicator.".length)) : feature(id));
  const checked = (l.verdicts ?? []).filter((v) => v.verdict !== "not_checked");
  return (
    <Stack component="article" className="surface" p="md" gap="sm" aria-label={l.entity}>
      <Group justify="space-between" align="flex-start">
        <Title order={2} className="hostile"><Anchor component={Link} to="/employers/$id" params={{ id: l.entity } as never} search={{ target: l.target } as never} inherit>{l.entity}</Anchor></Title>
        <Mark tone={l.state === "open" ? "late" : "calm"}>{l.state === "open" ? t("field.refused") : own("becameOfLate", l.became ?? "")}</Mark>
      </Group>
      <Text size="sm" c="dimmed" className="hostile">{[t("late.by", { who: user(l.createdBy), at: time(l.writtenAt) }), word("territory", l.territory)].filter(Boolean).join(" · ")}</Text>
      <Text className="hostile">{l.refused}</Text>
      <Facts facts={[
        [t("late.wrote"), t("feedback.was", { outcome: outcome(l.outcome), date: date(l.visitedOn) })],
        [t("feedback.sentence"), l.sentence],
        [t("field.checklist"), l.checklist?.length ? t("late.steps", { count: l.checklist.length }) : undefined],
        [t("late.photos"), l.photos ? t("field.photos", { count: l.photos }) : undefined],
        ...checked.map((v): [string, string] => [own("verdict", v.verdict), asks(v.feature)]),
        [t("late.settled"), l.settledAt && [`${user(l.settledBy)}, ${time(l.settledAt)}`, l.note].filter(Boolean).join(": ")],
      ]} />
      {may(l, "late.settle") && (
        <Group gap="xs">
          <Button size="xs" onClick={() => setBecomes("entered")}>{t("late.enter")}</Button>
          <Button size="xs" variant="default" onClick={() => setBecomes("put_aside")}>{t("field.withdraw")}</Button>
        </Group>
      )}
      {becomes && <Settle l={l} became={becomes} close={() => setBecomes(undefined)} />}
    </Stack>
  );
}

function Settle({ l, became, close }: { l: Late; became: Became; close: () => void }) {
  const { t } = useSay();
  const [note, setNote] = useState("");
  const act = useAct(() => post("/late/{id}/settle", { became, note: note || undefined }, { id: l.id, version: l.version }), close);
  const aside = became === "put_aside";
  return (
    <Act title={t(aside ? "field.withdraw" : "late.enter")} gate={t(aside ? "late.asideHow" : "late.enterHow")} close={close} act={act} send={() => act.mutate()} ready={!aside || note.trim() !== ""}>
      <Textarea label={t(aside ? "late.why" : "decide.note")} required={aside} value={note} onChange={(e) => setNote(e.currentTarget.value)} autosize minRows={2} maxLength={4000} data-autofocus />
    </Act>
  );
}
