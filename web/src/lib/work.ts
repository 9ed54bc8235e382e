// What the pages of the work on phenomena share: names of what others call by ids, and how an act is sent.
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSay } from "./language";
import { get, type Got, type Schemas } from "./server";
import { type Action, type May, sees, type Session, useUser } from "./session";
import { useCountry, useWords } from "./words";

export type Phenomenon = Schemas["Phenomenon"] & May;
export type Consultation = Schemas["Consultation"] & May;
export type Investigation = Schemas["Investigation"] & May;
export type PhenomenonClock = Schemas["PhenomenonClock"];
export type Clocks = Got<"/clocks">;

const whole = { pageSize: 1000 };

export const users = queryOptions({ queryKey: ["users", "all"], queryFn: ({ signal }) => get("/users", { query: whole, signal }), staleTime: 5 * 60_000 });
export const phenomena = queryOptions({ queryKey: ["phenomena", "all"], queryFn: ({ signal }) => get("/phenomena", { query: whole, signal }) });
export const clocks = queryOptions({ queryKey: ["clocks"], queryFn: ({ signal }) => get("/clocks", { signal }) });
export const consultations = queryOptions({ queryKey: ["consultations", "all"], queryFn: ({ signal }) => get("/consultations", { query: { ...whole, may: true }, signal }) });
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
  };
}

/** usePeople are those who can be chosen: who works here and may do something. */
export function usePeople(action: Action) {
  const got = useQuery({ queryKey: ["people", action], queryFn: ({ signal }) => get("/people", { query: { action }, signal }), staleTime: 5 * 60_000 });
  return (got.data?.items ?? []).map((u) => ({ value: u.id, label: u.name }));
}

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
