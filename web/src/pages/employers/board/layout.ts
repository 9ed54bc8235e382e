// Where things of a picture are drawn. What is pinned, and what has a place in the rings and columns of an earlier picture, stays as far as asked.
import type { Picture, Spot } from "./board";

export const layouts = ["columns", "rings", "forces"] as const;
export type Layout = (typeof layouts)[number];

/** hopsFrom counts how many ties each is away from the centre; what hangs on nothing is beyond the last. */
function hopsFrom(p: Picture, center: string): Map<string, number> {
  const beside = new Map<string, string[]>();
  const add = (a: string, b: string) => {
    const list = beside.get(a);
    if (list) list.push(b);
    else beside.set(a, [b]);
  };
  for (const e of p.edges) {
    add(e.from, e.to);
    add(e.to, e.from);
  }
  const hops = new Map([[center, 0]]);
  const queue = [center];
  for (let i = 0; i < queue.length; i++) {
    const at = queue[i] ?? "";
    for (const next of beside.get(at) ?? []) {
      if (hops.has(next)) continue;
      hops.set(next, (hops.get(at) ?? 0) + 1);
      queue.push(next); // neighbours stand beside each other, as they are met
    }
  }
  const beyond = Math.max(...hops.values()) + 1;
  for (const x of p.things) if (!hops.has(x.id)) hops.set(x.id, beyond);
  return hops;
}

function ranked(p: Picture, center: string): string[][] {
  const rows: string[][] = [];
  const drawn = new Set(p.things.map((x) => x.id));
  for (const [id, hop] of hopsFrom(p, center)) if (drawn.has(id)) (rows[hop] ??= []).push(id);
  return Array.from(rows, (r) => r ?? []);
}

/** lay gives each thing its place. */
export function lay(p: Picture, center: string, how: Layout, was: ReadonlyMap<string, Spot>, pinned: ReadonlySet<string>): Map<string, Spot> {
  const rows = ranked(p, center);
  const at = new Map<string, Spot>();
  if (how === "columns") {
    const tallest = Math.max(1, ...rows.map((r) => r.length));
    rows.forEach((row, i) => row.forEach((id, j) => at.set(id, { x: i * Math.max(12, tallest * 0.9), y: -((j + 0.5) / row.length - 0.5) * tallest * 6 })));
  } else {
    let radius = 0;
    rows.forEach((row, i) => {
      radius = i === 0 ? 0 : Math.max(radius + 14, (row.length * 5) / (2 * Math.PI));
      row.forEach((id, j) => at.set(id, { x: radius * Math.cos((2 * Math.PI * j) / row.length + i / 2), y: radius * Math.sin((2 * Math.PI * j) / row.length + i / 2) }));
    });
    if (how === "forces") settle(p, at, pinned);
  }
  for (const id of pinned) {
    const spot = was.get(id);
    if (spot && at.has(id)) at.set(id, spot);
  }
  return at;
}

/** settle lets ties pull and neighbours push, from where the rings put them. Only what is near pushes, by a grid, so that five thousand take a part
 * of a second. */
function settle(p: Picture, at: Map<string, Spot>, pinned: ReadonlySet<string>) {
  const ids = [...at.keys()];
  const place = new Map(ids.map((id, i) => [id, i]));
  const x = Float64Array.from(ids, (id) => at.get(id)?.x ?? 0);
  const y = Float64Array.from(ids, (id) => at.get(id)?.y ?? 0);
  const pairs = p.edges.map((e) => [place.get(e.from) ?? 0, place.get(e.to) ?? 0] as const);
  const rounds = ids.length > 2000 ? 25 : 80;
  const near = 16;
  for (let round = 0; round < rounds; round++) {
    const heat = 4 * (1 - round / rounds) + 0.2;
    const dx = new Float64Array(ids.length);
    const dy = new Float64Array(ids.length);
    const cells = new Map<number, number[]>();
    const cell = (i: number, ax = 0, ay = 0) => (Math.floor((x[i] ?? 0) / near) + ax) * 100_003 + Math.floor((y[i] ?? 0) / near) + ay;
    for (let i = 0; i < ids.length; i++) {
      const c = cell(i);
      const list = cells.get(c);
      if (list) list.push(i);
      else cells.set(c, [i]);
    }
    for (let i = 0; i < ids.length; i++) {
      for (let ax = -1; ax <= 1; ax++) {
        for (let ay = -1; ay <= 1; ay++) {
          for (const j of cells.get(cell(i, ax, ay)) ?? []) {
            if (i === j) continue;
            const ex = (x[i] ?? 0) - (x[j] ?? 0);
            const ey = (y[i] ?? 0) - (y[j] ?? 0);
            const d = ex * ex + ey * ey + 0.01;
            dx[i] = (dx[i] ?? 0) + (ex / d) * 12;
            dy[i] = (dy[i] ?? 0) + (ey / d) * 12;
          }
        }
      }
    }
    for (const [a, b] of pairs) {
      const ex = (x[b] ?? 0) - (x[a] ?? 0);
      const ey = (y[b] ?? 0) - (y[a] ?? 0);
      const pull = Math.hypot(ex, ey) * 0.02;
      dx[a] = (dx[a] ?? 0) + ex * pull;
      dy[a] = (dy[a] ?? 0) + ey * pull;
      dx[b] = (dx[b] ?? 0) - ex * pull;
      dy[b] = (dy[b] ?? 0) - ey * pull;
    }
    for (let i = 0; i < ids.length; i++) {
      if (pinned.has(ids[i] ?? "")) continue;
      const d = Math.hypot(dx[i] ?? 0, dy[i] ?? 0) || 1;
      const step = Math.min(d, heat * 3);
      x[i] = (x[i] ?? 0) + ((dx[i] ?? 0) / d) * step;
      y[i] = (y[i] ?? 0) + ((dy[i] ?? 0) / d) * step;
    }
  }
  ids.forEach((id, i) => at.set(id, { x: x[i] ?? 0, y: y[i] ?? 0 }));
}
