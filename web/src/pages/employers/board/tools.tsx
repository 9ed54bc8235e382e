// What can be done to a drawing: lay it out, hide, pin, group, take back, take along.
import { Button, Group, Menu, SegmentedControl } from "@mantine/core";
import type { RefObject } from "react";
import { useFormat } from "../../../lib/format";
import { useSay } from "../../../lib/language";
import { purposeHeader } from "../../../lib/purpose";
import { keepFile, takeFile } from "../../../lib/server";
import { useUser } from "../../../lib/session";
import { useToday } from "../../../lib/work";
import { type Board, grouped, pin, type Picture, showAll, ungrouped } from "./board";
import type { Canvas as Core, Look } from "./canvas_core";
import { pngOf, svgOf } from "./export";
import { type Layout, layouts } from "./layout";

type Props = {
  board: Board; shown: Picture; selected: ReadonlySet<string>; layout: Layout; lasso: boolean; look: Look & { kind: (k: string) => string }; purpose: string; day?: string; undoable: number;
  handle: RefObject<Core | undefined>;
  undo: () => void; step: (to: (b: Board) => Board, how?: Layout | "stay") => void; select: (ids: string[], more: boolean) => void; setLasso: (on: boolean) => void; hideChosen: () => void;
  around: (nodes: number) => void; failed: (err: unknown) => void;
};

export function Tools(p: Props) {
  const { t } = useSay();
  const ids = [...p.selected];
  const groups = ids.filter((id) => p.board.groups.has(id));
  const take = useTake(p);
  const beside = () => p.select(p.shown.edges.filter((e) => p.selected.has(e.from) || p.selected.has(e.to)).flatMap((e) => [e.from, e.to]).concat(ids), false);
  return (
    <Group gap="xs" role="toolbar" aria-label={t("board.tools")} className="no-print">
      <SegmentedControl size="xs" aria-label={t("board.layout")} value={p.layout} data={layouts.map((l) => ({ value: l, label: t(`board.${l}`) }))} onChange={(l) => p.step((b) => ({ ...b }), l as Layout)} />
      <Tool does={p.undo} off={p.undoable === 0}>{t("board.undo")}</Tool>
      <Tool does={() => p.setLasso(!p.lasso)} pressed={p.lasso}>{t("board.lasso")}</Tool>
      <Tool does={beside} off={ids.length === 0}>{t("board.beside")}</Tool>
      <Tool does={p.hideChosen} off={ids.length === 0}>{t("board.hide")}</Tool>
      <Tool does={() => p.step(showAll)} off={p.board.hidden.size === 0}>{t("board.showAll")}</Tool>
      <Tool does={() => p.step((b) => pin(b, ids), "stay")} off={ids.length === 0}>{t("board.pin")}</Tool>
      {groups.length > 0 ? (
        <Tool does={() => p.step((b) => ungrouped(b, groups))}>{t("board.ungroup")}</Tool>
      ) : (
        <Tool does={() => { p.step((b) => grouped(b, ids, t("board.groupName", { n: b.groups.size + 1, count: ids.length })), "stay"); p.select([], false); }} off={ids.length < 2}>{t("board.makeGroup")}</Tool>
      )}
      <Tool does={() => p.handle.current?.zoom(0.8)} label={t("board.zoomIn")}>+</Tool>
      <Tool does={() => p.handle.current?.zoom(1.25)} label={t("board.zoomOut")}>−</Tool>
      <Tool does={() => p.handle.current?.fit()}>{t("board.fit")}</Tool>
      <Menu>
        <Menu.Target>
          <Button size="xs" variant="default">{t("board.around")}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {[60, 300, 1000, 5000].map((n) => (
            <Menu.Item key={n} onClick={() => p.around(n)}>{t("board.upTo", { count: n })}</Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu>
        <Menu.Target>
          <Button size="xs" variant="default">{t("board.take")}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(["png", "svg", "csv"] as const).map((f) => (
            <Menu.Item key={f} onClick={() => void take(f)}>{f.toUpperCase()}</Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

function Tool({ does, off, pressed, label, children }: { does: () => void; off?: boolean; pressed?: boolean; label?: string; children: string }) {
  return (
    <Button size="xs" variant={pressed ? "filled" : "default"} disabled={off} aria-pressed={pressed} aria-label={label} onClick={does}>
      {children}
    </Button>
  );
}

/** useTake takes a drawing along. The server is told first, whatever the form: it says whether it may be, and writes it down. */
function useTake(p: Props) {
  const { t } = useSay();
  const { date } = useFormat();
  const me = useUser();
  const today = useToday();
  return async (form: "png" | "svg" | "csv") => {
    const narrowed = [p.day && t("board.asOf", { date: date(p.day) }), p.board.hidden.size > 0 && t("board.hidden", { count: p.board.hidden.size })].filter(Boolean).join("; ");
    try {
      const ties = p.shown.edges.flatMap((e) => e.ties).map(({ entity, resource }) => ({ entity, resource }));
      const csv = await takeFile("/employers/{id}/network/file", p.board.center, "", { headers: purposeHeader(p.purpose), body: { ties, narrowed } });
      if (form === "csv") return keepFile(csv, "network.csv");
      const legend = [...new Set(p.shown.things.map((x) => x.kind))].map((k): [string, string] => [p.look.kind(k), p.look.colour(k)]);
      const foot = [t("board.taken", { who: me.user.name, date: date(today), purpose: p.purpose }), narrowed].filter(Boolean).join(" · ");
      const svg = svgOf(p.board, p.shown, p.look, { foot, legend });
      keepFile(form === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await pngOf(svg), `network.${form}`);
    } catch (err) {
      p.failed(err);
    }
  };
}
