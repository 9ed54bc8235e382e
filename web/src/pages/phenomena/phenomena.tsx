import { Checkbox, Group, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { KeyboardEvent } from "react";
import { Mark } from "../../components/act";
import { Empty, Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";

import { useUser } from "../../lib/session";
import { type Clocks, clocks, holds, phenomena, type Phenomenon, useNames } from "../../lib/work";
import { useLists, useWords } from "../../lib/words";
import "./phenomena.css";
import { daysAt, isSlow, order } from "./stage";

const route = getRouteApi("/phenomena");

/** Phenomena is the board: a column for each stage, how long each has been there, and who holds the ball. */
export function Phenomena() {
  const { t } = useSay();
  const list = useQuery(phenomena);
  const times = useQuery(clocks);
  if (list.isError) return <Trouble error={list.error} again={() => void list.refetch()} />;
  if (times.isError) return <Trouble error={times.error} again={() => void times.refetch()} />;
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>{t("phenomena.title")}</Title>
        <Text c="dimmed">{t("phenomena.lead")}</Text>
        {times.data && <Whole figures={times.data} />}
      </div>
      {list.isPending || times.isPending ? <Loading /> : list.data.items.length === 0 ? <Empty title={t("phenomena.empty")} /> : <Board all={list.data.items} times={times.data} />}
    </Stack>
  );
}

/** Whole says how long the whole way takes, over all of them. */
function Whole({ figures }: { figures: Clocks }) {
  const { t } = useSay();
  const whole = figures.stages?.find((s) => s.milestone === "whole")?.calendar;
  if (!whole || whole.n === 0) return null;
  const there = { done: whole.n - whole.open, all: whole.n };
  return <Text size="sm">{whole.median == null ? t("phenomena.wholeUnknown", there) : t("phenomena.wholeMedian", { days: whole.median, ...there })}</Text>;
}

function Board({ all, times }: { all: Phenomenon[]; times: Clocks }) {
  const { t, locale } = useSay();
  const { word, own } = useWords();
  const { titled } = useNames();
  const lists = useLists().data;
  const me = useUser();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const narrow = (to: Partial<typeof search>) => void navigate({ search: { ...search, ...to }, replace: true });
  const clockOf = (p: Phenomenon) => times.clocks?.find((c) => c.phenomenon === p.id);
  const text = (p: Phenomenon) => [titled(p), p.title, ...(p.definitions ?? []).map((d) => d.text)].join(" ").toLocaleLowerCase(locale);
  const shown = all.filter(
    (p) =>
      (!search.q || text(p).includes(search.q.toLocaleLowerCase(locale))) &&
      (!search.sector || p.sectors?.includes(search.sector)) &&
      (!search.mine || holds(me, clockOf(p)?.holder ?? "")),
  );
  return (
    <>
      <Group align="flex-end" gap="sm">
        <TextInput type="search" label={t("phenomena.search")} value={search.q ?? ""} onChange={(e) => narrow({ q: e.currentTarget.value || undefined })} w={{ base: "100%", sm: 280 }} />
        <Select label={t("phenomena.sector")} placeholder={t("phenomena.anySector")} clearable clearButtonProps={{ "aria-label": t("phenomena.anySector") }} value={search.sector ?? null} onChange={(v) => narrow({ sector: v ?? undefined })} data={(lists?.sectors ?? []).map((s) => ({ value: s, label: word("sector", s) }))} w={{ base: "100%", sm: 200 }} />
        <Checkbox label={t("phenomena.mine")} checked={search.mine ?? false} onChange={(e) => narrow({ mine: e.currentTarget.checked || undefined })} mb={8} />
      </Group>
      {shown.length === 0 && <Empty title={t("phenomena.noMatch")} />}
      <div className="board" onKeyDown={walk}>
        {order.map((state) => {
          const here = shown.filter((p) => p.state === state);
          return (
            <section key={state} className="stage" aria-labelledby={`stage-${state}`} data-column>
              <Group justify="space-between" wrap="nowrap" gap={6}>
                <Title order={2} id={`stage-${state}`} fz="sm">{own("phenomenonState", state)}</Title>
                <Text size="sm" fw={650}>{here.length}</Text>
              </Group>
              <Text size="xs" c="dimmed" mb={8}>{own("phenomenonMeaning", state)}</Text>
              {here.length === 0 ? (
                <Text size="sm" c="dimmed">{t("phenomena.none")}</Text>
              ) : (
                <ul>
                  {here.map((p) => <li key={p.id}><Card p={p} times={times} /></li>)}
                </ul>
              )}
            </section>
          );
        })}
      </div>
      <Text size="xs" c="dimmed" visibleFrom="sm">{t("phenomena.boardHint")}</Text>
    </>
  );
}

function Card({ p, times }: { p: Phenomenon; times: Clocks }) {
  const { t } = useSay();
  const { word, own } = useWords();
  const { titled, holders } = useNames();
  const { list } = useFormat();
  const me = useUser();
  const clock = times.clocks?.find((c) => c.phenomenon === p.id);
  const days = daysAt(clock, p.state, times.at);
  const open = p.state === "retired" ? undefined : clock?.stages?.find((s) => s.open);
  return (
    <Link to="/phenomena/$id" params={{ id: p.id }} className="card surface" data-mine={holds(me, clock?.holder ?? "")}>
      <Text fw={650} component="span" display="block" className="hostile">{titled(p)}</Text>
      <Text size="xs" c="dimmed" component="span" display="block">{list((p.sectors ?? []).map((s) => word("sector", s)))}</Text>
      {days !== undefined ? (
        <Text size="sm" component="span" display="block" mt={6} fw={600}>{t("phenomena.daysHere", { count: days })}</Text>
      ) : clock && !clock.open ? (
        <Text size="sm" component="span" display="block" mt={6}>{t("phenomena.daysWhole", { count: clock.calendarDays })}</Text>
      ) : null}
      {open && <Text size="xs" component="span" display="block">{t("phenomena.waits", { what: own("milestone", open.milestone) })}</Text>}
      {clock?.holder && <Text size="xs" component="span" display="block" className="hostile">{t("phenomena.ball", { who: few(holders(clock.holder), t, list) })}</Text>}
      {open && isSlow(clock, times.stages ?? []) && <span style={{ display: "block", marginTop: 6 }}><Mark tone="soon">{t("phenomena.slow")}</Mark></span>}
    </Link>
  );
}

/** few names two, and counts the others. */
function few(names: string[], t: ReturnType<typeof useSay>["t"], list: (items: string[]) => string) {
  return names.length <= 3 ? list(names) : t("phenomena.more", { who: names.slice(0, 2).join(", "), count: names.length - 2 });
}

/** walk moves between cards by arrow keys: up and down within a column, left and right to the next that has any. */
function walk(e: KeyboardEvent<HTMLDivElement>) {
  const from = (e.target as HTMLElement).closest<HTMLElement>(".card");
  const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }[e.key];
  if (!from || !step) return;
  const columns = [...e.currentTarget.querySelectorAll("[data-column]")].map((c) => [...c.querySelectorAll<HTMLElement>(".card")]).filter((c) => c.length > 0);
  const x = columns.findIndex((c) => c.includes(from));
  const y = columns[x]?.indexOf(from) ?? 0;
  const to = e.key === "ArrowUp" || e.key === "ArrowDown" ? columns[x]?.[y + step] : columns[x + step]?.[Math.min(y, (columns[x + step]?.length ?? 1) - 1)];
  if (!to) return;
  e.preventDefault();
  to.focus();
}
