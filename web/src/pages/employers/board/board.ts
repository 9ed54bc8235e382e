// What is drawn of a network, and what may be done to it. A board is never changed: each step makes another, so that every step can be taken back.
import type { Got } from "../../../lib/server";

export type Tie = NonNullable<Got<"/employers/{id}/network">["ties"]>[number];
export type Thing = { id: string; kind: string; name?: string; foundOn?: string; ties: number; hub?: boolean };
export type Spot = { x: number; y: number };

export type Board = {
  center: string;
  things: ReadonlyMap<string, Thing>;
  ties: ReadonlyMap<string, Tie>;
  at: ReadonlyMap<string, Spot>;
  hidden: ReadonlySet<string>;
  pinned: ReadonlySet<string>;
  groups: ReadonlyMap<string, readonly string[]>; // by the group's name, who is drawn as one
};

export type Edge = { from: string; to: string; kind: string; ties: Tie[] };
export type Picture = { things: Thing[]; edges: Edge[] };

export const entity = "entity";
export const group = "group";
export const keyOf = (t: { entity: string; resource: string; from: string }) => `${t.entity}\n${t.resource}\n${t.from}`;

export const emptyBoard = (center: string): Board => ({ center, things: new Map(), ties: new Map(), at: new Map(), hidden: new Set(), pinned: new Set(), groups: new Map() });

/** added is a board with more on it; what was there stays where it is. */
export function added(b: Board, things: Thing[], ties: Tie[]): Board {
  const all = new Map(b.things);
  for (const x of things) all.set(x.id, { ...all.get(x.id), ...x });
  const tied = new Map(b.ties);
  for (const t of ties) tied.set(keyOf(t), t);
  return { ...b, things: all, ties: tied, hidden: without(b.hidden, things.map((x) => x.id)) };
}

/** thingsOf are the two ends of each tie of a way, for ways of which the server tells the ties alone. */
export function thingsOf(ties: Tie[], found?: { id: string; on: string }): Thing[] {
  const out = new Map<string, Thing>();
  for (const t of ties) {
    out.set(t.entity, { id: t.entity, kind: entity, name: t.name, ties: 0, foundOn: found?.id === t.entity ? found?.on : undefined });
    out.set(t.resource, { id: t.resource, kind: t.kind, ties: 0, hub: t.hub });
  }
  return [...out.values()].map(known);
}

/** known leaves out what is not known, so that it hides nothing that is. */
const known = (x: Thing) => Object.fromEntries(Object.entries(x).filter(([, v]) => v !== undefined)) as Thing;

export const hide = (b: Board, ids: string[]): Board => ({ ...b, hidden: new Set([...b.hidden, ...ids.filter((id) => id !== b.center)]) });
export const showAll = (b: Board): Board => ({ ...b, hidden: new Set() });
export const pin = (b: Board, ids: string[]): Board => ({ ...b, pinned: ids.every((id) => b.pinned.has(id)) ? without(b.pinned, ids) : new Set([...b.pinned, ...ids]) });
export const moved = (b: Board, id: string, to: Spot): Board => ({ ...b, at: new Map(b.at).set(id, to), pinned: new Set([...b.pinned, id]) });
export const laid = (b: Board, at: ReadonlyMap<string, Spot>): Board => ({ ...b, at });

/** grouped draws several as one; the centre stays for itself. */
export function grouped(b: Board, ids: string[], name: string): Board {
  const members = ids.flatMap((id) => b.groups.get(id) ?? [id]).filter((id) => id !== b.center);
  if (members.length < 2) return b;
  const groups = new Map([...b.groups].filter(([g]) => !ids.includes(g)));
  const spots = members.map((id) => b.at.get(id)).filter((s) => s !== undefined);
  const at = new Map(b.at);
  if (spots.length > 0) at.set(name, { x: mean(spots.map((s) => s.x)), y: mean(spots.map((s) => s.y)) });
  return { ...b, groups: groups.set(name, members), at };
}

export const ungrouped = (b: Board, ids: string[]): Board => ({ ...b, groups: new Map([...b.groups].filter(([g]) => !ids.includes(g))) });

const mean = (n: number[]) => n.reduce((a, x) => a + x, 0) / n.length;

function without(set: ReadonlySet<string>, ids: string[]): Set<string> {
  const out = new Set(set);
  for (const id of ids) out.delete(id);
  return out;
}

/** holds says whether a tie was known and lasted on a day. */
export const holds = (t: Tie, day?: string) => !day || (t.knownOn <= day && t.from <= day && (!t.to || t.to >= day));

/** picture is what is to be seen of a board, as of a day: who is tied then, the centre and what is pinned. */
export function picture(b: Board, day?: string): Picture {
  const standsFor = new Map<string, string>();
  for (const [name, members] of b.groups) for (const id of members) standsFor.set(id, name);
  const as = (id: string) => standsFor.get(id) ?? id;
  const gone = (id: string) => b.hidden.has(id) || b.hidden.has(as(id));
  const edges = new Map<string, Edge>();
  const seen = new Set<string>([b.center, ...b.pinned]);
  for (const t of b.ties.values()) {
    if (!holds(t, day) || gone(t.entity) || gone(t.resource)) continue;
    const from = as(t.entity);
    const to = as(t.resource);
    seen.add(from).add(to);
    if (from === to) continue;
    const key = `${from}\n${to}`;
    const e = edges.get(key);
    if (e) e.ties.push(t);
    else edges.set(key, { from, to, kind: t.kind, ties: [t] });
  }
  const things: Thing[] = [];
  for (const id of seen) {
    if (gone(id)) continue;
    const members = b.groups.get(id);
    const x = members ? { id, kind: group, name: id, ties: members.length } : b.things.get(id);
    if (x) things.push(x);
  }
  return { things, edges: [...edges.values()] };
}

/** shortest is a way of fewest ties between two that are drawn, or nothing. */
export function shortest(p: Picture, from: string, to: string): string[] {
  const beside = new Map<string, string[]>();
  for (const e of p.edges) {
    beside.set(e.from, [...(beside.get(e.from) ?? []), e.to]);
    beside.set(e.to, [...(beside.get(e.to) ?? []), e.from]);
  }
  const before = new Map<string, string>([[from, ""]]);
  const queue = [from];
  for (let at = queue.shift(); at !== undefined && at !== to; at = queue.shift()) {
    for (const next of beside.get(at) ?? []) {
      if (before.has(next)) continue;
      before.set(next, at);
      queue.push(next);
    }
  }
  const way: string[] = [];
  for (let at = before.has(to) ? to : ""; at; at = before.get(at) ?? "") way.unshift(at);
  return way;
}
