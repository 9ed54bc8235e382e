import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Due, Mark } from "../../components/act";
import { Empty, Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { may, sees, useUser } from "../../lib/session";
import { type Consultation, consultations, investigations, useNames } from "../../lib/work";
import { useWords } from "../../lib/words";
import { answers, toneOf } from "./asked";
import "./consultations.css";

/** Consultations lists what is asked of me first, then what others have not answered, then the answers. */
export function Consultations() {
  const { t } = useSay();
  const me = useUser();
  const got = useQuery(consultations);
  const items = got.data?.items ?? [];
  const open = items.filter((c) => c.state === "asked");
  const mine = open.filter((c) => answers(c).length > 0);
  const director = may(me, "consultation.agree");
  return (
    <Stack gap="md" maw={860}>
      <div>
        <Title order={1}>{t("consultations.title")}</Title>
        <Text c="dimmed">{t("consultations.lead")}</Text>
      </div>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : items.length === 0 && !director ? <Empty title={t("consultations.empty")} /> : (
        <>
          {director && <Part title={t("consultations.asked")} items={mine} nothing={t("consultations.nothing")} />}
          <Part title={t("consultations.waiting")} items={open.filter((c) => !mine.includes(c))} />
          <Part title={t("consultations.answered")} items={items.filter((c) => c.state !== "asked")} />
        </>
      )}
    </Stack>
  );
}

const first = 8;

function Part({ title, items, nothing }: { title: string; items: Consultation[]; nothing?: string }) {
  const { t } = useSay();
  const [all, setAll] = useState(false);
  const sorted = [...items].sort((a, b) => (a.state === "asked" ? a.deadline.localeCompare(b.deadline) : (b.answeredAt ?? b.changedAt).localeCompare(a.answeredAt ?? a.changedAt)));
  if (items.length === 0 && !nothing) return null;
  return (
    <section>
      <Title order={2} mb="xs">{items.length > 0 ? `${title} (${items.length})` : title}</Title>
      {items.length === 0 && <Text c="dimmed">{nothing}</Text>}
      <Stack gap="xs">{sorted.slice(0, all ? undefined : first).map((c) => <Asked key={c.id} c={c} />)}</Stack>
      {items.length > first && <Button variant="default" size="xs" mt="xs" onClick={() => setAll(!all)}>{all ? t("work.showFewer") : t("work.showAll", { n: items.length })}</Button>}
    </section>
  );
}

function Asked({ c }: { c: Consultation }) {
  const { t } = useSay();
  const { word, own } = useWords();
  const { user, phenomenon } = useNames();
  const { date } = useFormat();
  const me = useUser();
  const all = useQuery({ ...investigations, enabled: sees(me, "investigation") }).data?.items;
  const title = all?.find((i) => i.id === c.investigation)?.title;
  const about = phenomenon(c.phenomenon);
  return (
    <Link to="/consultations/$id" params={{ id: c.id }} className="asked surface">
      <Group justify="space-between" gap="xs" align="flex-start">
        <Text fw={650} component="span" className="hostile">{about}</Text>
        {c.state === "asked" ? <Due day={c.deadline} /> : <Mark tone={toneOf(c.state)}>{own("consultationState", c.state)}</Mark>}
      </Group>
      {title && title !== about && <Text size="sm" component="span" display="block" className="hostile">{title}</Text>}
      <Text size="sm" component="span" display="block">{word("directorate", c.directorate)}</Text>
      <Text size="xs" c="dimmed" component="span" display="block" className="hostile">{c.answeredAt ? t("consultations.answeredOn", { date: date(c.answeredAt), who: user(c.answeredBy) }) : t("consultations.askedOn", { date: date(c.askedAt), who: user(c.createdBy) })}</Text>
      {(c.conditions ?? c.reason) && <Text size="sm" component="span" display="block" mt={4} lineClamp={2} className="hostile">{c.conditions ?? c.reason}</Text>}
      {c.escalatedAt && c.state === "asked" && <Text size="xs" component="span" display="block">{t("consultations.escalated", { date: date(c.escalatedAt) })}</Text>}
    </Link>
  );
}
