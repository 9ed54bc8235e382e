import type { Session } from "../../lib/session";
import type { Consultation } from "../../lib/work";

/** answers says whether a page offers somebody the answer to a consultation; the server has the last word. */
export const answers = (s: Session, c: Consultation) =>
  (s.actor.roles?.some((r) => r.endsWith("_director")) && s.actor.directorates?.includes(c.directorate)) ?? false;

/** toneOf is how an answer looks; the word beside it says it. */
export const toneOf = (state: string) => (state === "objected" ? "late" : state === "asked" ? "soon" : state === "reopened" ? "calm" : "good");
