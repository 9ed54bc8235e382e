import type { Schemas } from "../../lib/server";
import type { Investigation } from "../../lib/work";

export type Visit = Schemas["Visit"];
export type Clock = Schemas["Clock"];

export const states = ["running", "consulting", "planned", "closed", "abandoned"] as const;

export const isMade = (v: Visit) => !!v.madeOn;

/** running are the legal clocks that nobody has stopped, the next one first. */
export const running = (i: Investigation): Clock[] => (i.clocks ?? []).filter((c) => !c.doneAt).sort((a, b) => a.due.localeCompare(b.due));

export const toneOf = (state: string) => (state === "running" ? "good" : state === "consulting" ? "soon" : "calm");
