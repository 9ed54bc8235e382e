import { Anchor, Group, Stack, Tabs, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Mark } from "../../components/act";
import { Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { type Message, useSay } from "../../lib/language";
import { get } from "../../lib/server";
import { useWords } from "../../lib/words";
import { CardOf } from "./card";
import { Changes } from "./changes";
import type { Card } from "./figure";
import { Figures } from "./figures";
import { Groups } from "./groups";
import { Lists } from "./lists";
import { Time } from "./time";

const route = getRouteApi("/models/$id");
const tabs: [string, Message][] = [
  ["card", "model.tab.card"],
  ["figures", "model.tab.figures"],
  ["lists", "model.tab.lists"],
  ["groups", "model.tab.groups"],
  ["time", "model.tab.time"],
  ["changes", "model.tab.changes"],
];

/** Model is the card of one: what it is for, how well it finds, for whom it errs, and what a new version moves. */
export function Model() {
  const { t } = useSay();
  const { id } = route.useParams();
  const got = useQuery({ queryKey: ["models", id], queryFn: ({ signal }) => get("/models/{id}", { id, signal }) });
  return (
    <Stack gap="md" maw={1080}>
      <Anchor component={Link} to="/models" size="sm">{`← ${t("model.back")}`}</Anchor>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : <Page m={got.data} />}
    </Stack>
  );
}

function Page({ m }: { m: Card }) {
  const { t, text } = useSay();
  const { own } = useWords();
  const { date } = useFormat();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const e = m.evaluation;
  return (
    <>
      <div>
        <Group gap="sm">
          <Title order={1}>{text(m.title) || m.id}</Title>
          {e && <Mark tone="house">{t("models.uses", { scorer: own("scorer", e.chosen) })}</Mark>}
        </Group>
        <Text size="sm" c="dimmed">{e ? `${t("model.knownBy")} ${date(e.knownBy)} · ${t("models.measured", { count: m.measured })}` : t("models.never")}</Text>
      </div>
      <Tabs value={search.tab ?? "card"} onChange={(tab) => void navigate({ search: { ...search, tab: tab === "card" ? undefined : (tab ?? undefined) }, replace: true })} keepMounted={false}>
        <Tabs.List aria-label={t("model.tabs")}>
          {tabs.map(([id, says]) => <Tabs.Tab key={id} value={id}>{t(says)}</Tabs.Tab>)}
        </Tabs.List>
        <Tabs.Panel value="card" pt="md"><CardOf m={m} /></Tabs.Panel>
        <Tabs.Panel value="figures" pt="md"><Figures e={e} /></Tabs.Panel>
        <Tabs.Panel value="lists" pt="md"><Lists e={e} /></Tabs.Panel>
        <Tabs.Panel value="groups" pt="md"><Groups e={e} /></Tabs.Panel>
        <Tabs.Panel value="time" pt="md"><Time m={m} /></Tabs.Panel>
        <Tabs.Panel value="changes" pt="md"><Changes m={m} /></Tabs.Panel>
      </Tabs>
    </>
  );
}
