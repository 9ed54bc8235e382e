// What the board says of a phenomenon's time.
import { daysBetween } from "../../lib/format";
import type { Schemas } from "../../lib/server";
import type { PhenomenonClock } from "../../lib/work";

/** order is the life of a phenomenon; the board has a column for each. */
export const order = ["observed", "accepted", "drafted", "tested", "rolling_out", "mainstreamed", "watched", "retired"] as const;

// Of these stages the clock says when they were reached first.
const told = ["accepted", "drafted", "tested", "rolling_out", "mainstreamed"];

/** daysAt is for how many days a phenomenon has been at its stage. It is not known of one that was reopened, watched or retired: the clock
 * keeps the first time of each milestone only. */
export function daysAt(clock: PhenomenonClock | undefined, state: string, at: string): number | undefined {
  const stages = clock?.stages ?? [];
  const reached = (m: string) => stages.find((s) => s.milestone === m && !s.open)?.to;
  if (state === "observed") return stages[0] && daysBetween(stages[0].from, at);
  if (!told.includes(state) || told.slice(told.indexOf(state) + 1).some(reached)) return undefined;
  const since = reached(state);
  return since && daysBetween(since, at) >= 0 ? daysBetween(since, at) : undefined;
}

/** isSlow says whether what goes on has taken longer than nine in ten of all. */
export function isSlow(clock: PhenomenonClock | undefined, figures: Schemas["PhenomenonStageFigures"][]): boolean {
  const open = clock?.stages?.find((s) => s.open);
  const usual = figures.find((f) => f.milestone === open?.milestone)?.calendar.p90;
  return !!open && usual != null && open.calendarDays > usual;
}
