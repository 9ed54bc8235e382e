import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { Due, Mark } from "../../components/act";
import { Empty, Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { may, useUser } from "../../lib/session";
import { type Investigation, investigations, useNames } from "../../lib/work";
import { useWords } from "../../lib/words";
import "./investigations.css";
import { Open } from "./open";
import { isMade, running, states, toneOf } from "./running";

const route = getRouteApi("/investigations");

/** Investigations lists those that one may see: the running ones first, with what the law asks for and by when. */
export function Investigations() {
  const { t } = useSay();
  const { own } = useWords();
  const me = useUser();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [opens, setOpens] = useState(false);
  const got = useQuery(investigations);
  const items = got.data?.items ?? [];
  const there = states.filter((s) => items.some((i) => i.state === s));
  const shown = there.filter((s) => !search.state || s === search.state).flatMap((s) => items.filter((i) => i.state === s));
  return (
    <Stack gap="md" maw={980}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1}>{t("investigations.title")}</Title>
          <Text c="dimmed">{t("investigations.lead")}</Text>
        </div>
        {may(me, "investigation.open") && <Button onClick={() => setOpens(true)}>{t("investigations.new")}</Button>}
      </Group>
      {got.isError ? <Trouble error={got.error} again={() => void got.refetch()} /> : got.isPending ? <Loading /> : items.length === 0 ? <Empty title={t("investigations.empty")} /> : (
        <>
          <Group gap="xs" role="group" aria-label={t("investigations.byState")}>
            {[undefined, ...there].map((s) => (
              <Button key={s ?? ""} size="compact-sm" variant={search.state === s ? "filled" : "default"} aria-pressed={search.state === s} onClick={() => void navigate({ search: { state: s }, replace: true })}>
                {s ? `${own("investigationState", s)} (${items.filter((i) => i.state === s).length})` : `${t("investigations.all")} (${items.length})`}
              </Button>
            ))}
          </Group>
          <ul className="dossiers">{shown.map((i) => <li key={i.id}><One i={i} /></li>)}</ul>
        </>
      )}
      {opens && <Open close={() => setOpens(false)} />}
    </Stack>
  );
}

function One({ i }: { i: Investigation }) {
  const { t } = useSay();
  const { own, word } = useWords();
  const { user, phenomenon } = useNames();
  const { list } = useFormat();
  const visits = i.visits ?? [];
  const clocks = running(i);
  const about = phenomenon(i.phenomenon);
  return (
    <Link to="/investigations/$id" params={{ id: i.id }} className="surface">
      <Group justify="space-between" gap="xs" align="flex-start">
        <Text fw={650} component="span" className="hostile">{i.title}</Text>
        <Mark tone={toneOf(i.state)}>{own("investigationState", i.state)}</Mark>
      </Group>
      {about !== i.title && <Text size="sm" component="span" display="block" className="hostile">{about}</Text>}
      <Text size="sm" c="dimmed" component="span" display="block" className="hostile">{`${t("investigations.lead2")}: ${user(i.lead)} · ${list((i.directorates ?? []).map((d) => word("directorate", d)))}`}</Text>
      {visits.length > 0 && <Text size="sm" component="span" display="block">{`${t("investigations.visits")}: ${t("investigations.visitsMade", { made: visits.filter(isMade).length, all: visits.length })}`}</Text>}
      {clocks[0] && <Text size="sm" component="span" display="block">{`${t("investigations.clocks")}: ${clocks.length} · `}<Due day={clocks[0].due} /></Text>}
    </Link>
  );
}
