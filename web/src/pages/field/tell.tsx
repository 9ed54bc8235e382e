// What came of a visit, with a thumb for each reason: kept here first, and sent when there is a network.
import { Button, FileButton, Group, Radio, SegmentedControl, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Refused } from "../../components/act";
import { useSay } from "../../lib/language";
import { useSentence } from "../../lib/sentence";
import { send, type Step, tell } from "../../lib/outbox";
import { newKey } from "../../lib/server";
import { session } from "../../lib/session";
import { putBytes } from "../../lib/vault";
import { Thumb } from "./thumb";
import { type Stop, type Taken, todayOf } from "./taken";

export function Tell({ x, stop, checklist, close }: { x: Taken; stop: Stop; checklist: string[]; close: () => void }) {
  const { t, text } = useSay();
  const said = useSentence();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const reasons = (stop.file.target.reasons ?? []).filter((r) => r.stance === "for");
  const today = todayOf(x);
  const [day, setDay] = useState(today);
  const [outcome, setOutcome] = useState("");
  const [held, setHeld] = useState<Record<string, string>>({});
  const [sentence, setSentence] = useState("");
  const [photos, setPhotos] = useState<File[]>([]);
  const keep = useMutation({
    networkMode: "always",
    mutationFn: async () => {
      const steps = await stepsOf(stop, day, { outcome, sentence, checklist, photos, verdicts: reasons.map((r) => ({ feature: r.feature, verdict: held[r.feature] ?? "not_checked" })) });
      await tell({ id: newKey(), target: stop.file.id, name: stop.file.target.name || stop.file.target.entity, at: new Date().toISOString(), steps, done: 0 });
    },
    onSuccess: async () => {
      await navigate({ to: "/field", search: {} });
      await queries.invalidateQueries({ queryKey: ["field"] });
      await send().catch(() => queries.invalidateQueries({ queryKey: session.queryKey })); // it waits in the box, which says so; the page looks who is there
      await queries.invalidateQueries({ queryKey: ["field"] });
    },
  });
  const ready = outcome !== "" && day !== "" && day <= today;
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (ready) keep.mutate();
  };
  return (
    <form onSubmit={submit} aria-label={t("feedback.title")}>
      <Stack>
        <Radio.Group label={t("feedback.outcome")} required value={outcome} onChange={setOutcome}>
          <Stack gap="xs" mt={6}>{(x.lists.outcomes ?? []).map((o) => <Radio key={o.id} value={o.id} label={text(o.name)} />)}</Stack>
        </Radio.Group>
        <TextInput type="date" label={t("feedback.visitedOn")} required max={today} value={day} onChange={(e) => setDay(e.currentTarget.value)} />
        {reasons.map((r) => (
          <div key={r.feature}>
            <Text size="sm" className="hostile" id={`why-${r.feature}`}>{said(text(r.sentence))}</Text>
            <SegmentedControl fullWidth aria-labelledby={`why-${r.feature}`} value={held[r.feature] ?? "not_checked"} onChange={(v) => setHeld((h) => ({ ...h, [r.feature]: v }))}
              data={[{ value: "confirmed", label: <><Thumb />{t("verdict.confirmed")}</> }, { value: "refuted", label: <><Thumb down />{t("verdict.refuted")}</> }, { value: "not_checked", label: t("verdict.not_checked") }]} />
          </div>
        ))}
        <Textarea label={t("feedback.sentence")} description={t("feedback.sentenceHow")} autosize minRows={2} maxLength={1000} value={sentence} onChange={(e) => setSentence(e.currentTarget.value)} />
        {stop.investigation ? (
          <Group>
            <FileButton accept="image/*" capture="environment" onChange={(f) => f && setPhotos((p) => [...p, f])}>{(p) => <Button {...p} variant="default">{t("field.photo")}</Button>}</FileButton>
            <Text size="sm">{t("field.photos", { count: photos.length })}</Text>
          </Group>
        ) : <Text size="xs" c="dimmed">{t("field.noPhotos")}</Text>}
        <Refused error={keep.error} />
        <Group>
          <Button type="submit" disabled={!ready} loading={keep.isPending}>{t("feedback.give")}</Button>
          <Button variant="default" onClick={close}>{t("cancel")}</Button>
        </Group>
      </Stack>
    </form>
  );
}

type Words = { outcome: string; sentence: string; checklist: string[]; photos: File[]; verdicts: { feature: string; verdict: string }[] };

/** stepsOf is what is sent of a visit, in order: that it was made, its photos, and what came of the target. */
async function stepsOf({ file, investigation: i, visit }: Stop, day: string, w: Words): Promise<Step[]> {
  const steps: Step[] = [];
  if (i && visit) steps.push({ does: "enter-visit", path: "/investigations/{id}/enter-visit", id: i.id, version: i.version, key: newKey(), body: { visit: visit.id, madeOn: day, outcome: w.outcome, checklist: w.checklist } });
  else if (file.state === "accepted") steps.push({ does: "visit", path: "/targets/{id}/visit", id: file.id, version: file.version, key: newKey(), body: { madeOn: day } });
  for (const p of i ? w.photos : []) {
    const photo = `photo:${newKey()}`;
    await putBytes(photo, new Uint8Array(await p.arrayBuffer()));
    steps.push({ does: "photo", photo, name: p.name, type: p.type, investigation: i?.id ?? "", visit: visit?.id, key: newKey() });
  }
  return [...steps, { does: "feedback", path: "/feedback", key: newKey(), body: { target: file.id, visitedOn: day, outcome: w.outcome, verdicts: w.verdicts, sentence: w.sentence || undefined } }];
}
