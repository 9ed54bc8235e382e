// The room in which a network is drawn: mouse, lasso and keys.
import { Text } from "@mantine/core";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useSay } from "../../../lib/language";
import type { Board, Picture, Spot } from "./board";
import type { Canvas as Core, Look } from "./canvas_core";

type Props = {
  board: Board;
  picture: Picture;
  selected: ReadonlySet<string>;
  look: Look;
  lasso: boolean;
  handle: RefObject<Core | undefined>;
  select: (ids: string[], more: boolean) => void;
  move: (id: string, to: Spot) => void;
};

export function Canvas(p: Props) {
  const { t } = useSay();
  const box = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  const [failed, setFailed] = useState(false);
  const [line, setLine] = useState<Spot[]>([]);
  const latest = useRef(p);
  latest.current = p;
  useEffect(() => {
    let gone = false;
    void import("./canvas_core").then(({ open }) => {
      if (gone || !box.current) return;
      try {
        latest.current.handle.current = open(box.current, { select: (ids, more) => latest.current.select(ids, more), move: (id, to) => latest.current.move(id, to) });
        setReady(true);
      } catch {
        setFailed(true); // a browser without WebGL: the table beside it says the same
      }
    });
    return () => {
      gone = true;
      latest.current.handle.current?.kill();
      latest.current.handle.current = undefined;
    };
  }, []);
  useEffect(() => {
    if (!ready) return;
    const began = performance.now();
    p.handle.current?.show(p.picture, p.board.at, p.selected, p.board.pinned, p.board.center, p.look);
    requestAnimationFrame(() => {
      if (!box.current) return;
      box.current.dataset.drawn = String(p.picture.things.length);
      box.current.dataset.took = (performance.now() - began).toFixed(0);
    });
  }, [ready, p.picture, p.board, p.selected, p.look]); // eslint-disable-line react-hooks/exhaustive-deps
  const at = (e: React.PointerEvent) => {
    const r = e.currentTarget.getBoundingClientRect();
    return { x: e.clientX - r.left, y: e.clientY - r.top };
  };
  const keys: Record<string, () => void> = {
    ArrowLeft: () => p.handle.current?.pan(-0.1, 0), ArrowRight: () => p.handle.current?.pan(0.1, 0), ArrowUp: () => p.handle.current?.pan(0, 0.1), ArrowDown: () => p.handle.current?.pan(0, -0.1),
    "+": () => p.handle.current?.zoom(0.8), "-": () => p.handle.current?.zoom(1.25), "0": () => p.handle.current?.fit(),
  };
  if (failed) return <Text p="md">{t("board.noWebGL")}</Text>;
  return (
    // It is looked at and moved by keys; what can be done to what is drawn is in the tools and in the table.
    <div
      style={{ position: "relative" }}
      className="surface board"
      role="application"
      aria-label={t("board.drawn", { things: p.picture.things.length, ties: p.picture.edges.length })}
      tabIndex={0}
      onKeyDown={(e) => {
        const act = keys[e.key];
        if (!act || e.ctrlKey || e.metaKey || e.altKey) return;
        e.preventDefault();
        act();
      }}
    >
      <div ref={box} style={{ position: "absolute", inset: 0 }} />
      {p.lasso && (
        <svg
          style={{ position: "absolute", inset: 0, width: "100%", height: "100%", cursor: "crosshair", touchAction: "none" }}
          aria-hidden
          onPointerDown={(e) => {
            e.currentTarget.setPointerCapture(e.pointerId);
            setLine([at(e)]);
          }}
          onPointerMove={(e) => line.length > 0 && setLine([...line, at(e)])}
          onPointerUp={() => {
            if (line.length > 2) p.select(p.handle.current?.within(line) ?? [], false);
            setLine([]);
          }}
        >
          <polyline points={line.map((s) => `${s.x},${s.y}`).join(" ")} fill="var(--mantine-primary-color-filled)" fillOpacity={0.15} stroke="var(--mantine-primary-color-filled)" strokeWidth={2} />
        </svg>
      )}
    </div>
  );
}
