// What came of a visit, and of each reason whether it held: in under a minute.
import { Button, Checkbox, Group, NumberInput, Radio, SegmentedControl, Select, SimpleGrid, Stack, Text, TextInput, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { useSentence } from "../../lib/sentence";
import { get, post, type Schemas } from "../../lib/server";
import { may } from "../../lib/session";
import type { TargetFile } from "../../lib/targets";
import { useCountry, useLists, useWords } from "../../lib/words";

type Verdict = Schemas["Verdict"]["verdict"];
const verdicts = ["confirmed", "refuted", "not_checked"] as const;
const flags = ["knownBefore", "staleData", "dataError", "wrongPhenomenon"] as const;

export function Feedback({ file, close }: { file: TargetFile; close: () => void }) {
  const { t, text } = useSay();
  const said = useSentence();
  const { word } = useWords();
  const lists = useLists().data;
  const country = useCountry().data;
  const queries = useQueryClient();
  const reasons = (file.target.reasons ?? []).filter((r) => r.stance === "for");
  const [visitedOn, setVisitedOn] = useState(country?.today ?? "");
  const [outcome, setOutcome] = useState("");
  const [found, setFound] = useState<string | null>(null);
  const [held, setHeld] = useState<Record<string, Verdict>>({});
  const [said2, setFlags] = useState<Partial<Record<(typeof flags)[number], boolean>>>({});
  const [sentence, setSentence] = useState("");
  const [minutes, setMinutes] = useState<number | string>("");
  const positive = lists?.outcomes?.find((o) => o.id === outcome)?.positive ?? false;
  const tell = useMutation({
    mutationFn: async () => {
      // A target of a directorate's own plan is visited with this; one of an investigation was, when its visit was entered.
      if (file.state === "accepted") await post("/targets/{id}/visit", { madeOn: visitedOn }, { id: file.id, version: file.version });
      await post("/feedback", {
        target: file.id,
        visitedOn,
        outcome,
        found: positive ? (found ?? undefined) : undefined,
        verdicts: reasons.map((r) => ({ feature: r.feature, verdict: held[r.feature] ?? "not_checked" })),
        ...said2,
        sentence: sentence || undefined,
        minutes: minutes === "" ? undefined : Number(minutes),
      });
    },
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ["dossier"] });
      await queries.invalidateQueries({ queryKey: ["feedback"] });
      await queries.invalidateQueries({ queryKey: ["targets"] });
    },
    onSuccess: close,
  });
  return (
    <form
      aria-label={t("feedback.title")}
      onSubmit={(e) => {
        e.preventDefault();
        if (outcome && visitedOn) tell.mutate();
      }}
    >
      <Stack gap="sm">
        <Text fw={600}>{t("feedback.title")}</Text>
        {tell.error && <Trouble error={tell.error} again={() => tell.mutate()} />}
        <TextInput type="date" label={t("feedback.visitedOn")} required max={country?.today} value={visitedOn} onChange={(e) => setVisitedOn(e.currentTarget.value)} maw={220} />
        <Radio.Group label={t("feedback.outcome")} required value={outcome} onChange={setOutcome}>
          <SimpleGrid cols={{ base: 1, xs: 2 }} mt={6} spacing={8}>
            {(lists?.outcomes ?? []).map((o) => (
              <Radio key={o.id} value={o.id} label={text(o.name)} />
            ))}
          </SimpleGrid>
        </Radio.Group>
        {positive && <Select label={t("feedback.found")} data={(lists?.phenomena ?? []).map((p) => ({ value: p, label: word("phenomenon", p) }))} value={found} onChange={setFound} searchable clearable clearButtonProps={{ "aria-label": t("clear") }} maw={420} />}
        {reasons.length > 0 && (
          <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
            <Text component="legend" size="sm" fw={500} mb={4}>
              {t("feedback.verdicts")}
            </Text>
            <Stack gap="xs">
              {reasons.map((r) => (
                <div key={r.feature}>
                  <Text size="sm" className="hostile" id={`why-${file.id}-${r.feature}`}>
                    {said(text(r.sentence))}
                  </Text>
                  <SegmentedControl size="xs" aria-labelledby={`why-${file.id}-${r.feature}`} value={held[r.feature] ?? "not_checked"} onChange={(v) => setHeld((h) => ({ ...h, [r.feature]: v as Verdict }))} data={verdicts.map((v) => ({ value: v, label: t(`verdict.${v}`) }))} />
                </div>
              ))}
            </Stack>
          </fieldset>
        )}
        <Group gap="md">
          {flags.map((f) => (
            <Checkbox key={f} label={t(`feedback.${f}`)} checked={said2[f] ?? false} onChange={(e) => { const on = e.currentTarget.checked; setFlags((s) => ({ ...s, [f]: on })); }} />
          ))}
        </Group>
        <Textarea label={t("feedback.sentence")} description={t("feedback.sentenceHow")} autosize minRows={2} maxLength={1000} value={sentence} onChange={(e) => setSentence(e.currentTarget.value)} />
        <NumberInput label={t("feedback.minutes")} min={0} max={10000} value={minutes} onChange={setMinutes} maw={220} allowDecimal={false} />
        <Group>
          <Button type="submit" loading={tell.isPending} disabled={!outcome || !visitedOn}>
            {t("feedback.give")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Given shows the feedback there is, or where it is given. */
Feedback.Given = function Given({ file, tell }: { file: TargetFile; tell: () => void }) {
  const { t } = useSay();
  const { outcome, feature, indicator } = useWords();
  const { date } = useFormat();
  const given = useQuery({ queryKey: ["feedback", file.id], queryFn: () => get("/feedback", { query: { target: file.id, pageSize: 10 } }), enabled: file.state === "visited" });
  const tells = may(file, "feedback.give") || (may(file, "target.visit") && !file.investigation);
  if (file.state !== "visited" && !tells) return null;
  if (given.isError) return <Trouble error={given.error} again={() => void given.refetch()} />;
  const f = given.data?.items[0];
  if (!f) {
    if (!tells || (file.state === "visited" && given.isPending)) return null;
    return (
      <Group>
        <Button size="xs" onClick={tell}>
          {t("feedback.open")}
        </Button>
        {file.state === "visited" && file.feedbackDue && <Text size="sm">{t("feedback.due", { date: date(file.feedbackDue) })}</Text>}
      </Group>
    );
  }
  const name = (id: string) => (id.startsWith("indicator.") ? indicator(id.slice("indicator.".length)) : feature(id));
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t("feedback.was", { outcome: outcome(f.outcome), date: date(f.visitedOn) })}
      </Text>
      {f.sentence && <Text size="sm" className="hostile">“{f.sentence}”</Text>}
      {(f.verdicts ?? []).map((v) => (
        <Text key={v.feature} size="sm" className="hostile">
          {t(`verdict.${v.verdict as Verdict & ("confirmed" | "refuted" | "not_checked")}`)}: {name(v.feature)}
        </Text>
      ))}
      {(f.answers ?? []).map((a, i) => (
        <Text key={i} size="sm" className="hostile" pl="md">
          {t("feedback.answer")}: {a.text}
        </Text>
      ))}
    </Stack>
  );
};
