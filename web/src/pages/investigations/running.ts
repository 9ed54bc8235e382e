import type { Schemas } from "../../lib/server";
import type { Investigation } from "../../lib/work";
import { inTeam } from "../../lib/work";
import type { Session } from "../../lib/session";

export type Visit = Schemas["Visit"];
export type Clock = Schemas["Clock"];

export const states = ["running", "consulting", "planned", "closed", "abandoned"] as const;

export const isMade = (v: Visit) => !!v.madeOn;

/** running are the legal clocks that nobody has stopped, the next one first. */
export const running = (i: Investigation): Clock[] => (i.clocks ?? []).filter((c) => !c.doneAt).sort((a, b) => a.due.localeCompare(b.due));

/** mayLead says whether a page offers what moves an investigation on: to its lead and team of the house, and the head of it. */
export const mayLead = (s: Session, i: Investigation) => inTeam(s) && (s.actor.roles?.includes("head_of_team") || i.lead === s.user.id || (i.team ?? []).includes(s.user.id));

/** mayVisit says whether a page offers visits: to everybody on the team who inspects. */
export const mayVisit = (s: Session, i: Investigation) =>
  mayLead(s, i) || ((s.actor.roles?.some((r) => r.endsWith("_inspector")) ?? false) && [i.lead, ...(i.team ?? [])].includes(s.user.id));

export const toneOf = (state: string) => (state === "running" ? "good" : state === "consulting" ? "soon" : "calm");
