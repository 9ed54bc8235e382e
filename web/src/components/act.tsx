// An act on one thing: a dialogue with its fields, one button, and the server's own sentence when it is refused.
import { Alert, Badge, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { FormEvent, ReactNode } from "react";
import { daysBetween } from "../lib/format";
import { useSay } from "../lib/language";
import { Failure } from "../lib/server";
import { useToday } from "../lib/work";

type Sending = { isPending: boolean; error: unknown };

export function Act(p: { title: string; gate?: string; close: () => void; act: Sending; send: () => void; ready?: boolean; label?: string; children?: ReactNode }) {
  const { t } = useSay();
  const phone = useMediaQuery("(max-width: 48em)");
  const ready = p.ready ?? true;
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (ready) p.send();
  };
  return (
    <Modal opened onClose={p.close} title={<Text fw={650} component="span" className="hostile">{p.title}</Text>} fullScreen={phone} size="lg" closeButtonProps={{ "aria-label": t("work.cancel") }}>
      <form onSubmit={submit}>
        <Stack>
          {p.gate && <Text size="sm" c="dimmed">{p.gate}</Text>}
          {p.children}
          <Refused error={p.act.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={p.close}>{t("work.cancel")}</Button>
            <Button type="submit" loading={p.act.isPending} disabled={!ready}>{p.label ?? t("work.do")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Refused says why something could not be done, in the server's words. */
export function Refused({ error }: { error: unknown }) {
  const { t } = useSay();
  if (!error) return null;
  const f = error instanceof Failure ? error : undefined;
  return (
    <Alert color="orange" variant="outline" styles={{ title: { color: "var(--mantine-color-text)" } }} title={t(f?.status === 0 ? "trouble.unreachable" : "work.refused")} role="alert">
      <Text size="sm" className="hostile">{f?.message || t("trouble.title")}</Text>
      {f?.problem?.issues?.map((i, n) => (
        <Text size="sm" key={n} className="hostile">{[i.name, i.detail].filter(Boolean).join(": ")}</Text>
      ))}
    </Alert>
  );
}

/** Due says how many days are left until a day, in words and not by a colour alone. */
export function Due({ day }: { day: string }) {
  const { t } = useSay();
  const left = daysBetween(useToday(), day);
  const says = left > 0 ? t("work.daysLeft", { count: left }) : left === 0 ? t("work.dueToday") : t("work.daysLate", { count: -left });
  return <Mark tone={left < 0 ? "late" : left <= 3 ? "soon" : "calm"}>{says}</Mark>;
}

const tones = { calm: "gray", good: "teal", soon: "yellow", late: "red", house: "sea" } as const;
export type Tone = keyof typeof tones;

/** Mark is a word in a frame; its text keeps the page's own colour, so that it can be read in light and dark. */
export function Mark({ tone = "calm", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <Badge component="span" variant="light" color={tones[tone]} c="var(--mantine-color-text)" tt="none" fw={600} styles={{ root: { height: "auto", minHeight: 22, maxWidth: "100%" }, label: { whiteSpace: "normal" } }}>
      {children}
    </Badge>
  );
}
