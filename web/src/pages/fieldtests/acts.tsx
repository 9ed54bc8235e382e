// What may be done with a field test now: the server says which of it.
import { Button, Group, Textarea } from "@mantine/core";
import { useState } from "react";
import { Act } from "../../components/act";
import { useSay } from "../../lib/language";
import { post } from "../../lib/server";
import { may } from "../../lib/session";
import { useAct } from "../../lib/work";
import { useWords } from "../../lib/words";
import type { FieldTest } from "./tested";

const verbs = ["freeze", "start", "decide", "stop", "abandon"] as const;
type Verb = (typeof verbs)[number];
const ends = (v: Verb) => v === "stop" || v === "abandon";

export function Acts({ f }: { f: FieldTest }) {
  const { own } = useWords();
  const [verb, setVerb] = useState<Verb>();
  const open = verbs.filter((v) => may(f, `fieldtest.${v}`));
  if (open.length === 0) return null;
  return (
    <Group gap="xs">
      {open.map((v) => <Button key={v} variant={ends(v) ? "default" : "filled"} onClick={() => setVerb(v)}>{own("trialAct", v)}</Button>)}
      {verb && <Step f={f} verb={verb} close={() => setVerb(undefined)} />}
    </Group>
  );
}

function Step({ f, verb, close }: { f: FieldTest; verb: Verb; close: () => void }) {
  const { t } = useSay();
  const { own } = useWords();
  const [note, setNote] = useState("");
  const act = useAct(() => post(`/field-tests/{id}/${verb}`, { note: note || undefined }, { id: f.id, version: f.version }), close);
  return (
    <Act title={own("trialAct", verb)} gate={own("trialGate", verb)} close={close} act={act} send={() => act.mutate()} ready={!ends(verb) || note.trim() !== ""} label={own("trialAct", verb)}>
      {ends(verb) && <Textarea label={t("trial.reason")} required value={note} onChange={(e) => setNote(e.currentTarget.value)} autosize minRows={2} maxLength={4000} data-autofocus />}
    </Act>
  );
}
