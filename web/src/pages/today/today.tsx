// What awaits me. Each part is there for whom it may concern, and says so when nothing waits.
import { Anchor, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Empty, Loading, Trouble } from "../../components/states";
import { daysBetween, useFormat } from "../../lib/format";
import { type Message, useSay } from "../../lib/language";
import { get } from "../../lib/server";
import { may, sees, useUser } from "../../lib/session";
import type { TargetFile } from "../../lib/targets";
import { useCountry, useWords } from "../../lib/words";

/** few are shown of each; the others are a click away. */
const few = 5;

export function Today() {
  const { t } = useSay();
  const { date } = useFormat();
  const me = useUser();
  const today = useCountry().data?.today;
  const decides = may(me, "target.accept");
  return (
    <Stack>
      <div>
        <Title order={1}>{t("today.title", { name: me.user.name.split(" ")[0] ?? "" })}</Title>
        <Text c="dimmed">{date(today)}</Text>
      </div>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        {decides && <Mine />}
        {decides && <Due />}
        {sees(me, "late") && <Late />}
        {(may(me, "consultation.agree") || may(me, "consultation.ask")) && <Consultations />}
        {sees(me, "target") && <Proposed />}
        {sees(me, "phenomenon") && <Phenomena />}
        {may(me, "feedback.answer") && <Unanswered />}
      </SimpleGrid>
      {me.visible.length <= 2 && <Empty title={t("today.nothing")} />}
    </Stack>
  );
}

type Asked<T> = { data?: { items: T[]; total: number }; error: unknown; isPending: boolean; refetch: () => unknown };

/** Part is one kind of thing that may wait. */
function Part<T extends { id: string }>({ title, none, asked, more, children }: { title: Message; none: Message; asked: Asked<T>; more?: ReactNode; children: (item: T) => ReactNode }) {
  const { t } = useSay();
  const total = asked.data?.total ?? 0;
  return (
    <Stack component="section" className="surface" p="md" gap="xs" aria-label={t(title)}>
      <Title order={2}>
        {t(title)} {total > 0 && <Text span c="dimmed" inherit>{total}</Text>}
      </Title>
      {asked.error ? (
        <Trouble error={asked.error} again={() => void asked.refetch()} />
      ) : asked.isPending ? (
        <Loading lines={3} />
      ) : total === 0 ? (
        <Text c="dimmed" size="sm">
          {t(none)}
        </Text>
      ) : (
        <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
          {asked.data?.items.slice(0, few).map((x) => (
            <li key={x.id}>{children(x)}</li>
          ))}
        </Stack>
      )}
      {total > 0 && more}
    </Stack>
  );
}

function Line({ file, says }: { file: TargetFile; says: ReactNode }) {
  const { word } = useWords();
  return (
    <>
      <Anchor component={Link} to={`/employers/${file.target.entity}`} search={{ target: file.id } as never} fw={600} size="sm" className="hostile">
        {file.target.name || file.target.entity}
      </Anchor>
      <Text size="xs" c="dimmed">
        {word("sector", file.target.sector)} · {word("territory", file.target.territory)} · {says}
      </Text>
    </>
  );
}

const ListLink = ({ search, says }: { search: Record<string, string>; says: string }) => (
  <Anchor component={Link} to="/targets" search={search as never} size="sm">
    {says}
  </Anchor>
);

function Mine() {
  const { t } = useSay();
  const { date } = useFormat();
  const me = useUser().user.id;
  const mine = useQuery({ queryKey: ["targets", "mine", me], queryFn: () => get("/targets", { query: { assignedTo: me, state: "accepted", sort: "expiresOn", pageSize: few } }) });
  return (
    <Part title="today.mine" none="today.mineNone" asked={mine} more={<ListLink search={{ assignedTo: me, state: "accepted" }} says={t("today.all")} />}>
      {(x) => <Line file={x} says={t("today.asOf", { date: date(x.target.asOf) })} />}
    </Part>
  );
}

/** Late is what came late from the field and waits for somebody to say what becomes of it; when nothing does, it is not spoken of. */
function Late() {
  const { t } = useSay();
  const { time } = useFormat();
  const open = useQuery({ queryKey: ["late", "open"], queryFn: () => get("/late", { query: { state: "open", pageSize: few } }) });
  if (open.data?.total === 0) return null;
  return (
    <Part title="late.title" none="late.none" asked={open} more={<Anchor component={Link} to="/late" size="sm">{t("today.all")}</Anchor>}>
      {(x) => <Text size="sm" className="hostile">{`${x.entity} · ${time(x.writtenAt)}`}</Text>}
    </Part>
  );
}

function Proposed() {
  const { t } = useSay();
  const { date } = useFormat();
  const proposed = useQuery({ queryKey: ["targets", "proposed"], queryFn: () => get("/targets", { query: { state: "proposed", sort: "rank", pageSize: few } }) });
  return (
    <Part title="today.proposed" none="today.proposedNone" asked={proposed} more={<ListLink search={{ state: "proposed" }} says={t("today.all")} />}>
      {(x) => <Line file={x} says={t("today.until", { date: date(x.expiresOn) })} />}
    </Part>
  );
}

/** Due are the visited ones without feedback, mine first to be told of. */
function Due() {
  const { t } = useSay();
  const { date } = useFormat();
  const me = useUser().user.id;
  const today = useCountry().data?.today;
  const due = useQuery({
    queryKey: ["feedback", "due", me],
    queryFn: async () => {
      const visited = await get("/targets", { query: { state: "visited", assignedTo: me, sort: "-feedbackDue", pageSize: 100 } });
      if (visited.items.length === 0) return { items: [], total: 0 };
      const given = await get("/feedback", { query: { target: visited.items.map((x) => x.id).join(","), pageSize: 1000 } });
      const told = new Set(given.items.map((f) => f.target));
      const items = visited.items.filter((x) => !told.has(x.id)).reverse();
      return { items, total: items.length };
    },
  });
  return (
    <Part title="today.due" none="today.dueNone" asked={due}>
      {(x) => <Line file={x} says={today && x.feedbackDue && daysBetween(x.feedbackDue, today) > 0 ? t("today.late", { count: daysBetween(x.feedbackDue, today) }) : t("today.dueOn", { date: date(x.feedbackDue) })} />}
    </Part>
  );
}

function Consultations() {
  const { t } = useSay();
  const { word } = useWords();
  const { date } = useFormat();
  const today = useCountry().data?.today;
  const asked = useQuery({ queryKey: ["consultations", "asked"], queryFn: () => get("/consultations", { query: { state: "asked", sort: "deadline", pageSize: few } }) });
  return (
    <Part title="today.consultations" none="today.consultationsNone" asked={asked}>
      {(c) => (
        <>
          <Anchor component={Link} to={`/consultations/${c.id}`} fw={600} size="sm" className="hostile">
            {c.approach}
          </Anchor>
          <Text size="xs" c="dimmed">
            {word("directorate", c.directorate)} · {today && daysBetween(c.deadline, today) > 0 ? t("today.late", { count: daysBetween(c.deadline, today) }) : t("today.dueOn", { date: date(c.deadline) })}
          </Text>
        </>
      )}
    </Part>
  );
}

function Phenomena() {
  const { own } = useWords();
  const me = useUser().user.id;
  const owned = useQuery({ queryKey: ["phenomena", "mine", me], queryFn: () => get("/phenomena", { query: { owner: me, stateNot: "retired,mainstreamed", pageSize: few } }) });
  if (owned.data?.total === 0) return null;
  return (
    <Part title="today.phenomena" none="today.phenomenaNone" asked={owned}>
      {(p) => (
        <>
          <Anchor component={Link} to={`/phenomena/${p.id}`} fw={600} size="sm" className="hostile">
            {p.title}
          </Anchor>
          <Text size="xs" c="dimmed">
            {own("stage", p.state)}
          </Text>
        </>
      )}
    </Part>
  );
}

/** Unanswered is what inspectors refuted, and no miner has answered yet. */
function Unanswered() {
  const { t } = useSay();
  const { feature, indicator, outcome } = useWords();
  const { date } = useFormat();
  const refuted = useQuery({
    queryKey: ["feedback", "unanswered"],
    queryFn: async () => {
      const got = await get("/feedback", { query: { sort: "-visitedOn", pageSize: 200 } });
      const items = got.items.filter((f) => !f.answers?.length && f.verdicts?.some((v) => v.verdict === "refuted"));
      return { items, total: items.length };
    },
  });
  const name = (id: string) => (id.startsWith("indicator.") ? indicator(id.slice("indicator.".length)) : feature(id));
  return (
    <Part title="today.unanswered" none="today.unansweredNone" asked={refuted}>
      {(f) => (
        <>
          <Text size="sm" className="hostile">
            {f.verdicts?.filter((v) => v.verdict === "refuted").map((v) => name(v.feature)).join("; ")}
          </Text>
          <Text size="xs" c="dimmed">
            {f.entity} · {outcome(f.outcome)} · {t("today.visited", { date: date(f.visitedOn) })}
          </Text>
        </>
      )}
    </Part>
  );
}
