import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Act, Mark } from "../../components/act";
import { Section } from "../../components/section";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { retry, said, type Told, withdraw } from "../../lib/outbox";
import { useWords } from "../../lib/words";
import type { Taken } from "./taken";

/** Outbox shows what was not sent yet, and what was sent and not applied, with what was answered to it. */
export function Outbox({ told, taken, send }: { told: Told[]; taken: Taken; send: () => void }) {
  const { t } = useSay();
  const { time, date } = useFormat();
  const { outcome } = useWords();
  const queries = useQueryClient();
  const [aside, setAside] = useState<Told>();
  if (told.length === 0) return null;
  const versions = Object.fromEntries([...taken.targets, ...taken.investigations].map((x) => [x.id, x.version]));
  const visited = taken.targets.filter((x) => x.state === "visited").map((x) => x.id);
  const again = (x: Told) => void retry(x.id, versions, visited).then(() => queries.invalidateQueries({ queryKey: ["field"] })).then(send);
  return (
    <Section title={t("field.outbox")}>
      <Stack gap="md">
        {told.map((x) => {
          const words = said(x);
          return (
            <div key={x.id}>
              <Group justify="space-between" wrap="nowrap" align="flex-start">
                <Text size="sm" fw={600} className="hostile">{x.name}</Text>
                <Mark tone={x.refused ? "late" : "soon"}>{x.refused ? t("field.refused") : t("field.waits")}</Mark>
              </Group>
              <Text size="xs" c="dimmed">{time(x.at)}</Text>
              {words && <Text size="sm">{t("feedback.was", { outcome: outcome(words.outcome), date: date(words.visitedOn) })}</Text>}
              {words?.sentence && <Text size="sm" className="hostile" fs="italic">{words.sentence}</Text>}
              {x.refused && (
                <>
                  <Text size="sm" className="hostile" my={6}>{x.refused}</Text>
                  <Group gap="xs">
                    <Button size="xs" onClick={() => again(x)}>{t("field.sendAgain")}</Button>
                    <Button size="xs" variant="default" onClick={() => setAside(x)}>{t("field.withdraw")}</Button>
                  </Group>
                </>
              )}
            </div>
          );
        })}
      </Stack>
      {aside && <Aside x={aside} close={() => setAside(undefined)} send={send} />}
    </Section>
  );
}

function Aside({ x, close, send }: { x: Told; close: () => void; send: () => void }) {
  const { t } = useSay();
  const [note, setNote] = useState("");
  const act = useMutation({ networkMode: "always", mutationFn: () => withdraw(x.id, note), onSuccess: () => { close(); send(); } });
  return (
    <Act title={t("field.withdraw")} gate={t("field.withdrawSure")} close={close} act={act} send={() => act.mutate()} ready={note.trim() !== ""} label={t("field.withdraw")}>
      <TextInput label={t("late.why")} required value={note} onChange={(e) => setNote(e.currentTarget.value)} maxLength={1000} data-autofocus />
    </Act>
  );
}
