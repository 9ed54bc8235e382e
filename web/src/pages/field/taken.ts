// What is taken along: who it is for, whom they visit, and every word that is needed to say it without a network.
import type { QueryClient } from "@tanstack/react-query";
import { daysAfter, daysBetween } from "../../lib/format";
import { country, type Country, get, type Got, type Schemas } from "../../lib/server";
import { sees, type Session } from "../../lib/session";
import type { TargetFile } from "../../lib/targets";
import { got, put } from "../../lib/vault";
import type { Investigation } from "../../lib/work";

export type Methodology = Schemas["Methodology"];
export type Visit = Schemas["Visit"];
export type Taken = { user: string; at: string; country: Country; lists: Got<"/lists">; targets: TargetFile[]; investigations: Investigation[]; methodologies: Methodology[] };

const name = "taken";
export const taken = () => got<Taken>(name);

/** take reads what a user has before them, and keeps it. */
export async function take(me: Session): Promise<Taken> {
  const [words, lists, targets, investigations] = await Promise.all([
    country(),
    get("/lists"),
    visits(me.user.id),
    sees(me, "investigation") ? get("/investigations", { query: { state: "running", pageSize: 200, may: true } }) : { items: [] },
  ]);
  const running = (investigations.items as Investigation[]).filter((i) => (i.visits ?? []).some((v) => v.inspector === me.user.id && !v.madeOn));
  const missing = running.flatMap((i) => (i.visits ?? []).filter((v) => v.inspector === me.user.id && !v.madeOn && v.target && !targets.some((t) => t.id === v.target)).map((v) => v.target ?? ""));
  const others = await Promise.all(missing.map((id) => get("/targets/{id}", { id })));
  const all = [...targets, ...(others as TargetFile[])];
  const methods = sees(me, "methodology") ? (await get("/methodologies", { query: { state: "in_force", pageSize: 200 } })).items : [];
  const about = new Set([...all.map((x) => x.phenomenon), ...running.map((i) => i.phenomenon)]);
  const kept: Taken = { user: me.user.id, at: new Date().toISOString(), country: words, lists, targets: all, investigations: running, methodologies: methods.filter((m) => about.has(m.phenomenon)) };
  await put(name, kept);
  return kept;
}

/** visits are the targets that a user has: given to them, or accepted by them for nobody else; without those that all is said of. */
async function visits(me: string): Promise<TargetFile[]> {
  const page = { pageSize: 200, sort: "rank", may: true } as const;
  const [given, own] = await Promise.all([get("/targets", { query: { ...page, assignedTo: me, state: "accepted,visited" } }), get("/targets", { query: { ...page, changedBy: me, state: "accepted,visited" } })]);
  const all = [...given.items, ...own.items.filter((x) => !x.assignedTo)];
  const visited = all.filter((x) => x.state === "visited").map((x) => x.id);
  const told = visited.length === 0 ? [] : (await get("/feedback", { query: { target: visited.join(","), pageSize: 1000 } })).items;
  return all.filter((x) => !told.some((f) => f.target === x.id));
}

/** speak gives the pages the words that were taken along, where they would ask the server for them. */
export function speak(queries: QueryClient, x: Taken) {
  queries.setQueryData(["country"], x.country);
  queries.setQueryData(["lists"], x.lists);
}

/** A Stop is one visit that somebody has before them: a target, with the planned visit of an investigation where it follows from one. */
export type Stop = { file: TargetFile; investigation?: Investigation; visit?: Visit };

/** stops are the visits in the order of their days; those without a day come last, as the list ranks them. */
export function stops(x: Taken): Stop[] {
  const all = x.targets.map((file): Stop => {
    const investigation = x.investigations.find((i) => i.visits?.some((v) => v.target === file.id && !v.madeOn));
    return { file, investigation, visit: investigation?.visits?.find((v) => v.target === file.id && !v.madeOn) };
  });
  return all.sort((a, b) => (a.visit?.plannedOn ?? "9").localeCompare(b.visit?.plannedOn ?? "9"));
}

/** methodFor is the method by which a stop is visited. */
export const methodFor = (x: Taken, s: Stop) => x.methodologies.find((m) => m.id === s.investigation?.methodology) ?? x.methodologies.find((m) => m.phenomenon === (s.investigation?.phenomenon ?? s.file.phenomenon));

/** todayOf is what day it is where the work is done, by the days that have gone by on this machine since the visits were taken along. */
export function todayOf(x: Taken): string {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: x.country.timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return daysAfter(x.country.today, daysBetween(day.format(new Date(x.at)), day.format(new Date())));
}
