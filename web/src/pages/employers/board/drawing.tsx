// A network that is drawn step by step: from the paths on which findings reach the employer, along one relation at a time.
import { Alert, Grid, Group, Slider, Stack, Text, Title } from "@mantine/core";
import { useCallback, useMemo, useRef, useState } from "react";
import { useInk } from "../../../components/chart";
import { Trouble } from "../../../components/states";
import { useFormat } from "../../../lib/format";
import { useKeys } from "../../../lib/keys";
import { useSay } from "../../../lib/language";
import { purposeHeader } from "../../../lib/purpose";
import { get, type Got } from "../../../lib/server";
import { useWords } from "../../../lib/words";
import { added, type Board, emptyBoard, entity, group, hide, laid, moved, picture, type Thing, thingsOf, type Tie } from "./board";
import { Canvas } from "./canvas";
import type { Canvas as Core, Look } from "./canvas_core";
import { type Layout, lay } from "./layout";
import { Chosen } from "./chosen";
import { Drawn } from "./drawn";
import { Tools } from "./tools";

type Paths = Got<"/employers/{id}/paths">["items"];
type Props = { id: string; name: string; purpose: string; paths: Paths };

/** Step is what may be taken back. */
type Step = { board: Board; layout: Layout };

function begun({ id, name, paths }: Props): Board {
  let b = added(emptyBoard(id), [{ id, kind: entity, name, ties: 0 }], []);
  for (const p of paths.slice(0, 5)) b = added(b, thingsOf(p.ties ?? [], { id: p.found, on: p.foundOn }), p.ties ?? []);
  return b;
}

const placed = (b: Board, how: Layout): Board => laid(b, lay(picture(b), b.center, how, b.at, b.pinned));

export function Drawing(p: Props) {
  const { t } = useSay();
  const { date } = useFormat();
  const [steps, setSteps] = useState<Step[]>(() => [{ board: placed(begun(p), "columns"), layout: "columns" }]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [lasso, setLasso] = useState(false);
  const [day, setDay] = useState<string>();
  const [told, setTold] = useState("");
  const [trouble, setTrouble] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const handle = useRef<Core>(undefined);
  const { board, layout } = steps[steps.length - 1] as Step;
  const shown = useMemo(() => picture(board, day), [board, day]);
  const look = useLook(board);

  const step = useCallback((to: (b: Board) => Board, how?: Layout | "stay") => {
    setSteps((all) => {
      const last = all[all.length - 1] as Step;
      const next = to(last.board);
      if (next === last.board) return all;
      const by = how && how !== "stay" ? how : last.layout;
      return [...all.slice(-60), { board: how === "stay" ? next : placed(next, by), layout: by }];
    });
  }, []);
  const undo = () => setSteps((all) => (all.length > 1 ? all.slice(0, -1) : all));
  const select = useCallback((ids: string[], more: boolean) => {
    setSelected((was) => {
      if (!more) return new Set(ids);
      const next = new Set(was);
      for (const id of ids) if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  /** load asks the server for more, and draws it. */
  const load = async (ask: () => Promise<{ things: Thing[]; ties: Tie[]; said: string }>) => {
    setBusy(true);
    setTrouble(undefined);
    try {
      const { things, ties, said } = await ask();
      if (things.length > 0) step((b) => added(b, things, ties));
      setTold(said);
    } catch (err) {
      setTrouble(err);
    } finally {
      setBusy(false);
    }
  };
  const expand = (of: string, along: { kind?: string; resource?: string }) =>
    load(async () => {
      const got = await get("/employers/{id}/expand", { id: of, query: { ...along, nodes: 400 }, headers: purposeHeader(p.purpose) });
      return { things: got.nodes ?? [], ties: got.ties ?? [], said: t("board.expanded", { count: (got.nodes?.length ?? 1) - 1, hidden: got.hidden }) };
    });
  const around = (nodes: number) =>
    load(async () => {
      const got = await get("/employers/{id}/network", { id: board.center, query: { nodes }, headers: purposeHeader(p.purpose) });
      return { things: got.nodes ?? [], ties: got.ties ?? [], said: t("board.expanded", { count: (got.nodes?.length ?? 1) - 1, hidden: got.hidden }) };
    });
  const way = (from: string, to: string) =>
    load(async () => {
      const got = await get("/employers/{id}/way", { id: from, query: { to }, headers: purposeHeader(p.purpose) });
      const ties = got.ties ?? [];
      const things = thingsOf(ties);
      if (things.length > 0) setSelected(new Set(things.map((x) => x.id)));
      const said = things.length > 0 ? t("board.wayFound", { count: ties.length }) : t(got.whole ? "board.noWay" : "board.noWayYet");
      return { things, ties, said };
    });
  const hideChosen = () => {
    step((b) => hide(b, [...selected]), "stay");
    setSelected(new Set());
  };
  useKeys({ z: undo, h: hideChosen, "=": () => handle.current?.zoom(0.8) });

  const days = useMemo(() => [...new Set([...board.ties.values()].flatMap((x) => [x.from, x.knownOn]))].sort(), [board.ties]);
  const name = (id: string) => look.label(id);
  return (
    <Stack gap="sm" component="section" aria-label={t("board.title")}>
      <Title order={2}>{t("board.title")}</Title>
      <Text size="sm" c="dimmed">
        {t("board.how")}
      </Text>
      <Tools
        board={board} shown={shown} selected={selected} layout={layout} lasso={lasso} look={look} purpose={p.purpose} day={day} undoable={steps.length - 1} handle={handle}
        undo={undo} step={step} select={select} setLasso={setLasso} hideChosen={hideChosen} around={around} failed={setTrouble}
      />
      {trouble !== undefined && <Trouble error={trouble} again={() => setTrouble(undefined)} />}
      <Text size="sm" aria-live="polite" aria-busy={busy || undefined} mih={20}>
        {told}
      </Text>
      <Grid>
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Canvas board={board} picture={shown} selected={selected} look={look} lasso={lasso} handle={handle} select={select} move={(id, to) => step((b) => moved(b, id, to), "stay")} />
          {days.length > 1 && (
            <Group gap="sm" wrap="nowrap" mt="xs">
              <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
                {t("board.day")}
              </Text>
              <Slider style={{ flex: 1 }} min={0} max={days.length - 1} size="sm" value={day ? Math.max(0, days.indexOf(day)) : days.length - 1} thumbLabel={t("board.day")} label={(i) => date(days[i])} onChange={(i) => setDay(i >= days.length - 1 ? undefined : days[i])} />
              <Text size="xs" style={{ whiteSpace: "nowrap" }}>
                {day ? date(day) : t("board.today")}
              </Text>
            </Group>
          )}
          <Group gap="md" mt={4}>
            {[...new Set(shown.things.map((x) => x.kind))].map((k) => (
              <Group key={k} gap={4} wrap="nowrap">
                <span aria-hidden style={{ width: 10, height: 10, borderRadius: 5, background: look.colour(k) }} />
                <Text size="xs">{look.kind(k)}</Text>
              </Group>
            ))}
            <Group gap={4} wrap="nowrap">
              <span aria-hidden style={{ width: 10, height: 10, borderRadius: 5, background: look.found }} />
              <Text size="xs">{t("board.found")}</Text>
            </Group>
          </Group>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="sm">
            <Chosen board={board} shown={shown} selected={selected} purpose={p.purpose} name={name} kind={look.kind} busy={busy} expand={expand} way={way} select={select} />
            <Drawn shown={shown} selected={selected} pinned={board.pinned} name={name} kind={look.kind} select={select} />
          </Stack>
        </Grid.Col>
      </Grid>
      {board.hidden.size > 0 && (
        <Alert variant="outline" color="gray" role="note" py="xs">
          {t("board.hidden", { count: board.hidden.size })}
        </Alert>
      )}
    </Stack>
  );
}

/** useLook says what things are called and which colour they have. */
function useLook(board: Board): Look & { kind: (k: string) => string } {
  const { t } = useSay();
  const { word } = useWords();
  const ink = useInk();
  return useMemo(() => {
    const kinds = [...new Set([...board.things.values()].map((x) => x.kind))].filter((k) => k !== entity).sort();
    const kind = (k: string) => (k === entity ? t("board.employer") : k === group ? t("board.group") : word("resource", k));
    return {
      text: ink.text, dim: ink.line === "#d8dfe4" ? "#b9c2ca" : "#4a535b", surface: ink.surface, selected: ink.marks[2] ?? ink.own, found: ink.up, kind,
      colour: (k: string) => (k === entity ? ink.own : k === group ? ink.dim : (ink.marks[3 + (kinds.indexOf(k) % 3)] ?? ink.dim)),
      label: (id: string) => {
        const x = board.things.get(id);
        return board.groups.has(id) ? id : !x ? id : x.kind === entity ? x.name || id : `${kind(x.kind)} ${id.slice(id.indexOf(":") + 1).slice(0, 24)}`;
      },
    };
  }, [board.things, board.groups, ink.text, t]); // eslint-disable-line react-hooks/exhaustive-deps
}
