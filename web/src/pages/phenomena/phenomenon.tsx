import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Mark } from "../../components/act";
import { Facts, Section } from "../../components/section";
import { Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { get } from "../../lib/server";
import { sees, useUser } from "../../lib/session";
import { clocks, investigations, type Phenomenon as Thing, useNames } from "../../lib/work";
import { useWords } from "../../lib/words";
import { Acts } from "./acts";
import { Way } from "./clock";
import { Definition, Looks, Methodology, Signals } from "./dossier";
import "./phenomena.css";
import { RollOuts } from "./rollout";

const route = getRouteApi("/phenomena/$id");

/** Phenomenon is the page of one: what it is, how it is looked for, how far it has come, and what can be done now. */
export function Phenomenon() {
  const { t } = useSay();
  const { id } = route.useParams();
  const got = useQuery({ queryKey: ["phenomena", id], queryFn: ({ signal }) => get("/phenomena/{id}", { id, signal }) });
  return (
    <Stack gap="md">
      <Anchor component={Link} to="/phenomena" size="sm">{`← ${t("phenomenon.back")}`}</Anchor>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : <Page p={got.data} />}
    </Stack>
  );
}

function Page({ p }: { p: Thing }) {
  const { t } = useSay();
  const { own } = useWords();
  const { titled, holders } = useNames();
  const { list } = useFormat();
  const me = useUser();
  const times = useQuery(clocks);
  const clock = times.data?.clocks?.find((c) => c.phenomenon === p.id);
  const known = titled(p);
  return (
    <>
      <div>
        <Group gap="sm">
          <Title order={1} className="hostile">{known}</Title>
          <Mark tone="house">{own("phenomenonState", p.state)}</Mark>
        </Group>
        {known !== p.title && <Text size="sm" c="dimmed" className="hostile">{p.title}</Text>}
        <Text fw={600} mt={4} className="hostile">{clock?.holder ? t("phenomena.ball", { who: list(holders(clock.holder)) }) : t("phenomena.noBall")}</Text>
      </div>
      <Acts p={p} />
      <Glance p={p} />
      <Definition p={p} />
      {times.isError ? <Trouble error={times.error} /> : <Way clock={clock} figures={times.data?.stages ?? []} />}
      {sees(me, "rollout") && <RollOuts p={p} />}
      <Methodology p={p} />
      <Looks p={p} />
      {sees(me, "signal") && <Signals p={p} />}
      {sees(me, "investigation") && <Investigations p={p} />}
    </>
  );
}

function Glance({ p }: { p: Thing }) {
  const { t } = useSay();
  const { word } = useWords();
  const { user } = useNames();
  const { date, list } = useFormat();
  return (
    <Section title={t("phenomenon.facts")}>
      <Facts
        facts={[
          [t("phenomenon.owner"), user(p.owner)],
          [t("phenomenon.theme"), word("directorate", p.directorate)],
          [t("phenomenon.sectors"), list((p.sectors ?? []).map((s) => word("sector", s)))],
          [t("phenomenon.seenOn"), date(p.seenOn)],
          [t("phenomenon.visibleOn"), p.visibleOn && date(p.visibleOn)],
          [t("phenomenon.services"), p.services?.length ? list(p.services.map((s) => word("service", s))) : undefined],
          [t("phenomenon.override"), p.override],
        ]}
      />
    </Section>
  );
}

function Investigations({ p }: { p: Thing }) {
  const { t } = useSay();
  const { own } = useWords();
  const { user } = useNames();
  const all = useQuery(investigations);
  const under = all.data?.items.filter((i) => i.phenomenon === p.id) ?? [];
  return (
    <Section title={t("phenomenon.investigations")}>
      {all.isError ? <Trouble error={all.error} /> : all.isPending ? <Loading lines={2} /> : under.length === 0 ? <Text c="dimmed">{t("phenomenon.noInvestigations")}</Text> : (
        <Stack gap={6}>
          {under.map((i) => (
            <Group key={i.id} gap="sm">
              <Anchor component={Link} to="/investigations/$id" params={{ id: i.id } as never} className="hostile">{i.title}</Anchor>
              <Mark>{own("investigationState", i.state)}</Mark>
              <Text size="sm" c="dimmed">{user(i.lead)}</Text>
            </Group>
          ))}
        </Stack>
      )}
    </Section>
  );
}
