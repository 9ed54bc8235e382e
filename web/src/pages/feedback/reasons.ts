// Feedback seen from its reasons: what visits said of each, and what nobody has answered.
import type { Schemas } from "../../lib/server";

export type Feedback = Schemas["Feedback"];

/** One is what one visit said of one reason; the reason "" is the target as a whole. */
export type One = { f: Feedback; feature: string; verdict?: string; note?: string; answers: Schemas["Answer"][]; open: boolean };

export type ByReason = { feature: string; all: One[]; open: number; confirmed: number; refuted: number; unchecked: number };

/** byReason sorts what was said by reason: those with the most without an answer first, and the targets as a whole last. What was corrected by a later feedback counts no more. */
export function byReason(all: Feedback[]): ByReason[] {
  const corrected = new Set(all.map((f) => f.corrects).filter(Boolean));
  const groups = new Map<string, One[]>();
  for (const f of all.filter((x) => !corrected.has(x.id))) {
    for (const one of saidIn(f)) groups.set(one.feature, [...(groups.get(one.feature) ?? []), one]);
  }
  return [...groups].map(([feature, ones]) => counted(feature, ones)).sort((a, b) => Number(a.feature === "") - Number(b.feature === "") || b.open - a.open || b.refuted - a.refuted || a.feature.localeCompare(b.feature));
}

function saidIn(f: Feedback): One[] {
  const answersTo = (feature: string) => (f.answers ?? []).filter((a) => a.feature === feature);
  const ones: One[] = (f.verdicts ?? []).map((v) => {
    const answers = answersTo(v.feature);
    // A reason that held asks nothing of the miners, unless something was written beside it.
    return { f, feature: v.feature, verdict: v.verdict, note: v.note, answers, open: answers.length === 0 && (v.verdict === "refuted" || !!v.note) };
  });
  if (f.sentence || f.staleData || f.dataError || f.wrongPhenomenon) {
    const answers = answersTo("");
    ones.push({ f, feature: "", answers, open: answers.length === 0 });
  }
  return ones;
}

function counted(feature: string, all: One[]): ByReason {
  const of = (v: string) => all.filter((o) => o.verdict === v).length;
  const sorted = [...all].sort((a, b) => Number(b.open) - Number(a.open) || b.f.visitedOn.localeCompare(a.f.visitedOn));
  return { feature, all: sorted, open: all.filter((o) => o.open).length, confirmed: of("confirmed"), refuted: of("refuted"), unchecked: of("not_checked") };
}
