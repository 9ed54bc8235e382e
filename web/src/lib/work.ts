// What the pages of the work on phenomena share: names of what others call by ids, and how an act is sent.
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSay } from "./language";
import { get, type Got, type Schemas } from "./server";
import { sees, type Session, useUser } from "./session";
import { useCountry, useWords } from "./words";

export type Phenomenon = Schemas["Phenomenon"];
export type Consultation = Schemas["Consultation"];
export type Investigation = Schemas["Investigation"];
export type PhenomenonClock = Schemas["PhenomenonClock"];
export type Clocks = Got<"/clocks">;

const whole = { pageSize: 1000 };

export const users = queryOptions({ queryKey: ["users", "all"], queryFn: ({ signal }) => get("/users", { query: whole, signal }), staleTime: 5 * 60_000 });
export const phenomena = queryOptions({ queryKey: ["phenomena", "all"], queryFn: ({ signal }) => get("/phenomena", { query: whole, signal }) });
export const clocks = queryOptions({ queryKey: ["clocks"], queryFn: ({ signal }) => get("/clocks", { signal }) });
export const consultations = queryOptions({ queryKey: ["consultations", "all"], queryFn: ({ signal }) => get("/consultations", { query: whole, signal }) });
export const investigations = queryOptions({ queryKey: ["investigations", "all"], queryFn: ({ signal }) => get("/investigations", { query: whole, signal }) });

/** useToday is what day it is where the work is done. */
export const useToday = () => useCountry().data?.today ?? new Date().toISOString().slice(0, 10);

/** useNames gives the names of users, and of phenomena as the office calls them; an id without a name stays as it is. */
export function useNames() {
  const { t } = useSay();
  const { word, own } = useWords();
  const me = useUser();
  const people = useQuery({ ...users, enabled: sees(me, "user") }).data?.items;
  const known = useQuery({ ...phenomena, enabled: sees(me, "phenomenon") }).data?.items;
  const user = (id?: string) => (!id ? t("work.nobody") : id === "system" ? t("work.system") : (people?.find((u) => u.id === id)?.name ?? id));
  const titled = (p: { packId?: string; title: string }) => (p.packId && word("phenomenon", p.packId) !== p.packId ? word("phenomenon", p.packId) : p.title);
  return {
    user,
    titled,
    phenomenon: (id: string) => {
      const p = known?.find((x) => x.id === id);
      return p ? titled(p) : id;
    },
    /** holders are who has the ball by a clock: a user, directorates with commas between, or a role. */
    holders: (holder: string) =>
      holder.split(", ").filter(Boolean).map((h) => {
        const directorate = word("directorate", h);
        return directorate !== h ? directorate : own("role", h) !== h ? own("role", h) : user(h);
      }),
    /** people are those who can be chosen: who works here, in one of the roles. */
    people: (roles?: string[]) =>
      (people ?? []).filter((u) => u.state === "active" && (!roles || u.roles?.some((r) => roles.includes(r)))).map((u) => ({ value: u.id, label: u.name })),
  };
}

export const teamRoles = ["team_inspector", "head_of_team"];
export const inspectorRoles = [...teamRoles, "provincial_inspector", "thematic_inspector"];

/** inTeam says whether the page offers what the team does; the server has the last word. */
export const inTeam = (s: Session) => s.actor.roles?.some((r) => teamRoles.includes(r)) ?? false;

/** holds says whether a user has the ball by a clock. */
export function holds(s: Session, holder: string): boolean {
  const mine: string[] = [s.user.id, ...(s.actor.roles ?? []), ...(s.actor.directorates ?? [])];
  return holder.split(", ").some((h) => mine.includes(h));
}

/** useAct sends a command; all that is shown is read again after it. */
export function useAct<B = void>(send: (body: B) => Promise<unknown>, done?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      done?.();
      return queries.invalidateQueries();
    },
  });
}
