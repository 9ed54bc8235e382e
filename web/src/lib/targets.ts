// What the pages know of targets: what a list may be narrowed by, and how it is asked for.
import { queryOptions } from "@tanstack/react-query";
import { get, type Got, type Schemas } from "./server";
import { may, type May } from "./session";

export type TargetFile = Got<"/targets">["items"][number];
export type Reason = Schemas["Reason"];

/** filters are the fields that stand in the address, each as one or more values with commas between. */
export const filters = ["state", "territory", "sector", "model", "channel", "directorate", "assignedTo", "phenomenon"] as const;
export type Filter = (typeof filters)[number];

export type TargetsSearch = { [F in Filter]?: string } & { q?: string; sort?: string; page?: number; cols?: string; open?: string; map?: boolean };

export function readTargetsSearch(s: Record<string, unknown>): TargetsSearch {
  const text = (v: unknown) => (typeof v === "string" && v !== "" ? v : typeof v === "number" ? String(v) : undefined);
  const out: TargetsSearch = { q: text(s.q), sort: text(s.sort), cols: text(s.cols), open: text(s.open), map: s.map === true || undefined };
  const page = Number(s.page);
  if (Number.isInteger(page) && page > 1) out.page = page;
  for (const f of filters) out[f] = text(s[f]);
  return out;
}

/** asked is a search as the server takes it. */
export function asked(s: TargetsSearch) {
  const q: Partial<Record<Filter | "q" | "sort", string>> = { q: s.q, sort: s.sort ?? "rank" };
  for (const f of filters) q[f] = s[f];
  return q;
}

export const pageSize = 50;

export const targetList = (s: TargetsSearch, size = pageSize) =>
  queryOptions({
    queryKey: ["targets", "list", asked(s), s.page ?? 1, size],
    queryFn: ({ signal }) => get("/targets", { query: { ...asked(s), page: s.page ?? 1, pageSize: size }, signal }),
  });

/** allTargets reads every page of a list. */
export async function allTargets(s: TargetsSearch): Promise<TargetFile[]> {
  const all: TargetFile[] = [];
  for (let page = 1; ; page++) {
    const got = await get("/targets", { query: { ...asked(s), page, pageSize: 1000 } });
    all.push(...got.items);
    if (!got.next) return all;
  }
}

export const verbs = ["accept", "decline", "defer", "assign"] as const;
export type Verb = (typeof verbs)[number];

/** decisions are those that its reader may take on a target now. */
export const decisions = (f: May) => verbs.filter((v) => may(f, `target.${v}`));
