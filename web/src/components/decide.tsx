// One decision on one target or on many, under one comment.
import { Alert, Button, Group, Modal, Radio, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { daysAfter } from "../lib/format";
import { useSay } from "../lib/language";
import { post, type Sent } from "../lib/server";
import { may, useUser } from "../lib/session";
import type { TargetFile, Verb } from "../lib/targets";
import { usePeople } from "../lib/work";
import { useCountry, useLists } from "../lib/words";
import { Trouble } from "./states";

/** Done is what came of a decision, for who tells it and may take it back. */
export type Done = { verb: Verb; done: { id: string; version: number }[]; before?: Map<string, string>; refused: { id: string; detail: string }[] };

type Asked = { verb: Verb; reason?: string; note?: string; until?: string; assignedTo?: string };

/** most is how many one command decides on. */
const most = 1000;

/** decide sends a decision, in as many commands as it takes. */
export async function decide(a: Asked | { verb: "take_back" }, targets: { id: string; version: number }[]) {
  const done: Done["done"] = [];
  const refused: Done["refused"] = [];
  for (let i = 0; i < targets.length; i += most) {
    const { verb, ...words } = a;
    const body = { ...words, action: verb, targets: targets.slice(i, i + most).map((t) => ({ id: t.id, version: t.version })) } as Sent<"/targets/decide">;
    const got = await post("/targets/decide", body);
    for (const one of got.items) {
      if (one.problem) refused.push({ id: one.id, detail: one.problem.detail ?? one.problem.title });
      else done.push({ id: one.id, version: one.version ?? 0 });
    }
  }
  return { done, refused };
}

type Props = { verb: Verb; count: number; targets: () => Promise<(Pick<TargetFile, "id" | "version"> & { assignedTo?: string })[]>; close: () => void; told: (d: Done) => void; note?: boolean };

export function Decide({ verb: first, count, targets, close, told, note: toNote }: Props) {
  const { t, text } = useSay();
  const me = useUser();
  const lists = useLists().data;
  const today = useCountry().data?.today ?? "";
  const people = usePeople("target.accept");
  const [verb, setVerb] = useState<Verb>(first);
  const [reason, setReason] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [until, setUntil] = useState(today ? daysAfter(today, 28) : "");
  const [to, setTo] = useState<string | null>(null);
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: async () => {
      const asked: Asked = { verb, note: note || undefined };
      if (verb === "accept" || verb === "assign") asked.assignedTo = to ?? undefined;
      else asked.reason = reason ?? undefined;
      if (verb === "defer") asked.until = until;
      const these = await targets();
      return { ...(await decide(asked, these)), before: new Map(these.map((x) => [x.id, x.assignedTo ?? ""])) };
    },
    onSuccess: (got) => {
      void queries.invalidateQueries({ queryKey: ["targets"] });
      void queries.invalidateQueries({ queryKey: ["dossier"] });
      told({ verb, ...got });
      close();
    },
  });
  const reasons = verb === "decline" ? lists?.declines : lists?.deferrals;
  const ready = verb === "accept" || verb === "assign" || (!!reason && (verb === "decline" || until > today));
  return (
    <Modal opened onClose={close} title={t("decide.title", { count })} closeButtonProps={{ "aria-label": t("close") }} size="lg">
      <form
        onSubmit={(e) => {
          e.preventDefault();
          if (ready) act.mutate();
        }}
      >
        <Stack>
          {act.error && <Trouble error={act.error} again={() => act.mutate()} />}
          <Radio.Group value={verb} onChange={(v) => { setVerb(v as Verb); setReason(null); }} label={t("decide.what")}>
            <Group mt={6}>
              {(may(me, "target.assign") ? (["accept", "decline", "defer", "assign"] as const) : (["accept", "decline", "defer"] as const)).map((v) => (
                <Radio key={v} value={v} label={t(`decide.${v}`)} data-autofocus={!toNote && v === first ? true : undefined} />
              ))}
            </Group>
          </Radio.Group>
          {(verb === "accept" || verb === "assign") && (
            <Select
              label={t("decide.to")}
              description={verb === "assign" ? t("decide.toNobody") : t("decide.toHow")}
              data={people.map((u) => (u.value === me.user.id ? { ...u, label: t("decide.me", { name: u.label }) } : u))}
              value={to}
              onChange={setTo}
              searchable
              clearable
              clearButtonProps={{ "aria-label": t("clear") }}
              nothingFoundMessage={t("nothingFound")}
            />
          )}
          {(verb === "decline" || verb === "defer") && (
            <Select label={t("decide.reason")} required data={(reasons ?? []).map((c) => ({ value: c.id, label: text(c.name) }))} value={reason} onChange={setReason} allowDeselect={false} />
          )}
          {verb === "defer" && <TextInput type="date" label={t("decide.until")} required min={today} value={until} onChange={(e) => setUntil(e.currentTarget.value)} />}
          <Textarea label={t("decide.note")} description={count > 1 ? t("decide.noteOnce", { count }) : t("decide.noteHow")} autosize minRows={2} maxLength={4000} value={note} onChange={(e) => setNote(e.currentTarget.value)} data-autofocus={toNote || undefined} />
          {count > 1 && <Text size="sm" c="dimmed">{t("decide.undoable")}</Text>}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={act.isPending} disabled={!ready}>
              {t("decide.do", { count })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** giveBack gives targets to who had them before. */
async function giveBack(d: Done) {
  const all: Pick<Done, "done" | "refused"> = { done: [], refused: [] };
  for (const who of new Set(d.done.map((x) => d.before?.get(x.id) ?? ""))) {
    const got = await decide({ verb: "assign", assignedTo: who || undefined }, d.done.filter((x) => (d.before?.get(x.id) ?? "") === who));
    all.done.push(...got.done);
    all.refused.push(...got.refused);
  }
  return all;
}

/** Told says what came of a decision, and takes it back. */
export function Told({ done: d, close }: { done: Done; close: () => void }) {
  const { t } = useSay();
  const queries = useQueryClient();
  const [back, setBack] = useState<number>();
  const undo = useMutation({
    mutationFn: () => (d.verb === "assign" ? giveBack(d) : decide({ verb: "take_back" }, d.done)),
    onSuccess: (got) => {
      setBack(got.done.length);
      void queries.invalidateQueries({ queryKey: ["targets"] });
      void queries.invalidateQueries({ queryKey: ["dossier"] });
    },
  });
  if (undo.error) return <Trouble error={undo.error} again={() => undo.mutate()} />;
  return (
    <Alert color={d.refused.length > 0 ? "yellow" : "green"} variant="outline" role="status" withCloseButton closeButtonLabel={t("close")} onClose={close}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <Stack gap={4}>
          <Text size="sm" fw={600}>
            {back !== undefined ? t("told.back", { count: back }) : t(`told.${d.verb}`, { count: d.done.length })}
          </Text>
          {d.refused.length > 0 && (
            <details>
              <summary>
                <Text span size="sm">
                  {t("told.refused", { count: d.refused.length })}
                </Text>
              </summary>
              {[...new Set(d.refused.map((r) => r.detail))].slice(0, 10).map((says) => (
                <Text key={says} size="xs" className="hostile">
                  {says}
                </Text>
              ))}
            </details>
          )}
        </Stack>
        {back === undefined && d.done.length > 0 && (
          <Button size="xs" variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
            {t("told.undo")}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
