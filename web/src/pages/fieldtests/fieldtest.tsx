// One field test: what it is to show, how it stands on each day, what its gate says in words, and the next step.
import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Facts, Section } from "../../components/section";
import { Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get } from "../../lib/server";
import { may } from "../../lib/session";
import { useNames } from "../../lib/work";
import { useWords } from "../../lib/words";
import { Acts } from "./acts";
import { type FieldTest, tested } from "./tested";
import { StateOf } from "./fieldtests";
import { Standing } from "./standing";

const route = getRouteApi("/field-tests/$id");

export function Trial() {
  const { t } = useSay();
  const { id } = route.useParams();
  const got = useQuery({ queryKey: ["field-tests", id], queryFn: ({ signal }) => get("/field-tests/{id}", { id, signal }) as Promise<FieldTest> });
  return (
    <Stack gap="md" maw={980}>
      <Anchor component={Link} to="/field-tests" size="sm">{`← ${t("trial.back")}`}</Anchor>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : <Page f={got.data} />}
    </Stack>
  );
}

function Page({ f }: { f: FieldTest }) {
  const { t } = useSay();
  const began = f.state !== "planned" && f.state !== "frozen" && f.state !== "abandoned";
  return (
    <>
      <Group justify="space-between" align="flex-start">
        <Title order={1} className="hostile">{f.title}</Title>
        <StateOf f={f} />
      </Group>
      <Text size="lg" className="hostile" maw="72ch">{f.hypothesis}</Text>
      <Acts f={f} />
      {began && may(f, "fieldtest.look") && <Standing f={f} />}
      {!began && <Text c="dimmed">{t("trial.notBegun")}</Text>}
      <Plan f={f} />
    </>
  );
}

/** Plan is what is frozen before the first visit, and by what anybody can see that it was not changed. */
function Plan({ f }: { f: FieldTest }) {
  const { t } = useSay();
  const words = useWords();
  const { phenomenon, user } = useNames();
  const { date, time, list, number, percent } = useFormat();
  const hash = (h?: string) => h && <code style={{ overflowWrap: "anywhere" }}>{h}</code>;
  return (
    <Section title={t("trial.plan")}>
      <Facts facts={[
        [t("trial.phenomenon"), <Anchor key="p" component={Link} to="/phenomena/$id" params={{ id: f.phenomenon } as never} size="sm">{phenomenon(f.phenomenon)}</Anchor>],
        [t("trial.tested"), tested(f, words)],
        [t("trial.arms"), list((f.arms ?? []).map((a) => t("trial.armShare", { arm: words.own("arm", a.id), n: a.share })))],
        [t("trial.territories"), list((f.territories ?? []).map((x) => words.word("territory", x)))],
        [t("trial.hit"), words.own("trialHit", f.hit)],
        [t("trial.startOn"), date(f.startOn)],
        [t("trial.deadline"), t("trial.days", { count: f.deadlineDays })],
        [t("trial.hope"), t("trial.hopeOf", { rate: percent(f.rate), lift: number(f.lift) })],
        [t("trial.planned"), t("trial.plannedOf", { n: f.plannedN, fixed: f.fixedN, level: percent(f.level), power: percent(f.power) })],
        [t("trial.frozen"), f.frozenAt && `${time(f.frozenAt)} · ${user(f.frozenBy)}`],
        [t("trial.hash"), hash(f.hash)],
        [t("trial.seedHash"), hash(f.seedHash)],
        [t("trial.draws"), f.draws?.length ? f.draws.map((d) => t("trial.draw", { date: date(d.at), visits: d.visits })).join("; ") : undefined],
        [t("trial.reason"), f.reason],
      ]} />
    </Section>
  );
}
