// The drawing itself: Sigma on a graph of graphology, fetched when the first network is drawn.
import Graph from "graphology";
import Sigma from "sigma";
import type { Picture, Spot } from "./board";

export type Look = { text: string; dim: string; surface: string; selected: string; found: string; colour: (kind: string) => string; label: (id: string) => string };
export type Hand = { select: (ids: string[], more: boolean) => void; move: (id: string, to: Spot) => void };

export type Canvas = {
  show: (p: Picture, at: ReadonlyMap<string, Spot>, selected: ReadonlySet<string>, pinned: ReadonlySet<string>, center: string, look: Look) => void;
  zoom: (by: number) => void;
  pan: (x: number, y: number) => void;
  fit: () => void;
  within: (line: Spot[]) => string[];
  kill: () => void;
};

export function open(box: HTMLElement, hand: Hand): Canvas {
  const graph = new Graph({ type: "undirected", multi: false });
  let look: Look | undefined;
  const text = () => look?.text ?? "#000";
  const sigma = new Sigma(graph, box, {
    settings: { itemSizesReference: "screen", enableNodeDrag: false, labelDensity: 0.6, labelGridCellSize: 90, labelRenderedSizeThreshold: 5, allowInvalidContainer: true, stagePadding: 40, gestureTarget: "shared", sharedGestureWheelMessage: "", sharedGestureAppleWheelMessage: "", sharedGestureTouchMessage: "" },
    styles: {
      nodes: {
        x: { attribute: "x" }, y: { attribute: "y" }, size: { attribute: "size" }, color: { attribute: "color" }, label: { attribute: "label" },
        labelColor: () => text(), labelSize: 11, labelVisibility: { attribute: "labelled", defaultValue: "auto" },
      },
      edges: { color: { attribute: "color" }, size: { attribute: "size" } },
    },
  });
  let held: { id: string; moved: boolean } | undefined;
  sigma.on("clickNode", ({ node, event }) => hand.select([node], (event.original as MouseEvent).shiftKey || (event.original as MouseEvent).ctrlKey));
  sigma.on("clickStage", () => hand.select([], false));
  sigma.on("downNode", ({ node }) => {
    held = { id: node, moved: false };
  });
  sigma.getMouseCaptor().on("mousemovebody", (e) => {
    if (!held) return;
    held.moved = true;
    const to = sigma.viewportToGraph(e);
    graph.mergeNodeAttributes(held.id, to);
    e.preventSigmaDefault();
    e.original.preventDefault();
    e.original.stopPropagation();
  });
  const release = () => {
    if (held?.moved && graph.hasNode(held.id)) hand.move(held.id, { x: Number(graph.getNodeAttribute(held.id, "x")), y: Number(graph.getNodeAttribute(held.id, "y")) });
    held = undefined;
  };
  sigma.getMouseCaptor().on("mouseup", release);
  const camera = sigma.getCamera();
  return {
    show(p, at, selected, pinned, center, l) {
      look = l;
      graph.clear();
      for (const x of p.things) {
        const spot = at.get(x.id) ?? { x: 0, y: 0 };
        const chosen = selected.has(x.id);
        const large = x.id === center ? 11 : x.kind === "entity" ? 7 : x.kind === "group" ? 9 : 4.5;
        graph.addNode(x.id, { ...spot, size: chosen ? large + 3 : large, color: chosen ? l.selected : x.foundOn ? l.found : l.colour(x.kind), label: (pinned.has(x.id) ? "• " : "") + l.label(x.id), labelled: chosen || x.id === center ? "visible" : "auto" });
      }
      for (const e of p.edges) if (graph.hasNode(e.from) && graph.hasNode(e.to) && !graph.hasEdge(e.from, e.to)) graph.addEdge(e.from, e.to, { color: l.dim, size: e.ties.length > 1 ? 2 : 1 });
      sigma.refresh();
    },
    zoom: (by) => void camera.animate({ ratio: camera.getState().ratio * by }, { duration: 120 }),
    pan: (x, y) => void camera.animate({ x: camera.getState().x + x * camera.getState().ratio, y: camera.getState().y + y * camera.getState().ratio }, { duration: 120 }),
    fit: () => void camera.animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, { duration: 120 }),
    within: (line) => graph.filterNodes((_, a) => inside(sigma.graphToViewport({ x: Number(a.x), y: Number(a.y) }), line)),
    kill: () => sigma.kill(),
  };
}

/** inside says whether a place is within a closed line: it is crossed an odd number of times on the way out. */
function inside(p: Spot, line: Spot[]): boolean {
  let odd = false;
  for (let i = 0, j = line.length - 1; i < line.length; j = i++) {
    const a = line[i];
    const b = line[j];
    if (a && b && a.y > p.y !== b.y > p.y && p.x < ((b.x - a.x) * (p.y - a.y)) / (b.y - a.y) + a.x) odd = !odd;
  }
  return odd;
}
