// The targets: a list that opens on its reasons. What it is narrowed by stands in the address, so that a list under discussion is a link.
import { Button, Group, Pagination, Stack, Text, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { Decide, type Done, Told } from "../../components/decide";
import { Empty, Loading, Trouble } from "../../components/states";
import { useFormat } from "../../lib/format";
import { useKeys } from "../../lib/keys";
import { useSay } from "../../lib/language";
import { may, useUser } from "../../lib/session";
import { allTargets, pageSize, type TargetFile, targetList, type TargetsSearch, type Verb } from "../../lib/targets";
import { Capacity } from "./capacity";
import { Cards } from "./cards";
import { Chips, Filters } from "./filters";
import { Preview } from "./preview";
import { TargetTable } from "./table";
import { useSelection } from "./selection";

const TargetMap = lazy(() => import("./map").then((m) => ({ default: m.TargetMap })));
const route = getRouteApi("/targets");

export function Targets() {
  const { t } = useSay();
  const { number } = useFormat();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const me = useUser();
  const decides = may(me, "target.accept");
  const phone = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const list = useQuery({ ...targetList(search), placeholderData: keepPreviousData });
  const items = list.data?.items ?? [];
  const total = list.data?.total ?? 0;
  const field = useRef<HTMLInputElement>(null);
  const [here, setHere] = useState(0);
  const chosen = useSelection(items, total, search);
  const [asks, setAsks] = useState<{ verb: Verb; note?: boolean; targets?: TargetFile[] }>();
  const [done, setDone] = useState<Done>();

  const narrow = (next: Partial<TargetsSearch>) => void navigate({ search: (s) => ({ ...s, page: undefined, ...next }) });
  const open = (id?: string) => void navigate({ search: (s) => ({ ...s, open: id }), replace: true });
  const current = items[Math.min(here, items.length - 1)];
  const shown = items.find((x) => x.id === search.open);
  const move = (to: number) => {
    const next = Math.max(0, Math.min(items.length - 1, to));
    setHere(next);
    if (search.open && items[next]) open(items[next].id);
    document.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: "nearest" });
  };
  // chosen on the map: the row is found on this page of the list, and else the drawer alone shows it
  const choose = (id: string) => {
    const i = items.findIndex((x) => x.id === id);
    if (i >= 0) {
      setHere(i);
      document.querySelector(`[data-row="${i}"]`)?.scrollIntoView({ block: "nearest" });
    }
    open(id);
  };
  const ask = (verb: Verb, note = false) => {
    if (!decides || items.length === 0) return;
    setAsks({ verb, note, targets: chosen.count > 0 ? undefined : [shown ?? current].filter((x) => x !== undefined) });
  };
  useEffect(() => setHere(0), [list.data?.self]);
  useKeys(
    {
      "/": () => field.current?.focus(),
      j: () => move(here + 1),
      k: () => move(here - 1),
      x: () => current && chosen.toggle(current.id),
      e: () => current && open(search.open === current.id ? undefined : current.id),
      Enter: () => current && open(current.id),
      a: () => ask("accept"),
      c: () => ask("decline", true),
      Escape: () => (search.open ? open(undefined) : chosen.none()),
    },
    !asks,
  );

  const map = search.map && (
    <Suspense fallback={<Loading lines={8} />}>
      <TargetMap search={search} narrow={narrow} chosen={chosen} at={search.open ?? current?.id} open={choose} />
    </Suspense>
  );
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-end">
        <Group gap="sm" align="baseline">
          <Title order={1}>{t("targets.title")}</Title>
          <Text c="dimmed" aria-live="polite">
            {list.data ? t("targets.count", { count: total, shown: number(total) }) : ""}
          </Text>
        </Group>
      </Group>
      <Capacity search={search} />
      <Filters search={search} narrow={narrow} field={field} />
      <Chips search={search} narrow={narrow} />
      {done && <Told key={done.done.map((x) => x.id).join()} done={done} close={() => setDone(undefined)} />}
      {chosen.count > 0 && (
        <Group className="surface" p="xs" justify="space-between" role="region" aria-label={t("targets.chosen", { count: chosen.count })} style={{ position: "sticky", top: 56, zIndex: 5 }}>
          <Group gap="sm">
            <Text size="sm" fw={600} aria-live="polite">
              {t("targets.chosen", { count: chosen.count })}
            </Text>
            {!chosen.all && total > items.length && chosen.count >= items.length && (
              <Button size="xs" variant="subtle" onClick={chosen.everything}>
                {t("targets.all", { count: total })}
              </Button>
            )}
            <Button size="xs" variant="subtle" onClick={chosen.none}>
              {t("targets.none")}
            </Button>
          </Group>
          {decides && (
            <Group gap="xs">
              {(may(me, "target.assign") ? (["accept", "decline", "defer", "assign"] as const) : (["accept", "decline", "defer"] as const)).map((v) => (
                <Button key={v} size="xs" variant={v === "accept" ? "filled" : "default"} onClick={() => setAsks({ verb: v })}>
                  {t(`decide.${v}`)}…
                </Button>
              ))}
            </Group>
          )}
        </Group>
      )}
      {list.isError ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading lines={10} />
      ) : items.length === 0 ? (
        <div className="surface">
          <Empty title={t("targets.empty")}>{t("targets.emptyHow")}</Empty>
        </div>
      ) : (
        <div className={search.map ? "beside" : undefined}>
          {phone && map}
          {phone ? (
            <Cards items={items} chosen={chosen} open={open} />
          ) : (
            <TargetTable items={items} search={search} narrow={narrow} chosen={chosen} here={here} setHere={setHere} open={open} />
          )}
          {!phone && map}
        </div>
      )}
      {total > pageSize && (
        <Pagination total={Math.ceil(total / pageSize)} value={search.page ?? 1} onChange={(page) => void navigate({ search: (s) => ({ ...s, page: page > 1 ? page : undefined, open: undefined }) })} getControlProps={(c) => ({ "aria-label": t(`page.${c}`) })} getItemProps={(page) => ({ "aria-label": t("page.nth", { page }) })} />
      )}
      <Preview id={search.open} close={() => open(undefined)} decide={(verb, file) => setAsks({ verb, targets: [file] })} />
      {asks && (
        <Decide
          verb={asks.verb}
          note={asks.note}
          count={asks.targets?.length ?? chosen.count}
          targets={async () => asks.targets ?? (chosen.all ? allTargets(search) : chosen.files())}
          close={() => setAsks(undefined)}
          told={(d) => {
            setDone(d);
            chosen.none();
          }}
        />
      )}
    </Stack>
  );
}
