import { queryOptions, useQuery } from "@tanstack/react-query";
import { Failure, get, type Got } from "./server";

export type Session = Got<"/session">;

/** session is who is logged in; null: nobody. */
export const session = queryOptions({
  queryKey: ["session"],
  queryFn: async (): Promise<Session | null> => {
    try {
      return await get("/session");
    } catch (err) {
      if (err instanceof Failure && err.status === 401) return null;
      throw err;
    }
  },
  staleTime: 5 * 60_000,
});

/** useUser is the user of a page that nobody sees without having logged in. */
export function useUser(): Session {
  const { data } = useQuery(session);
  if (!data) throw new Error("a page inside was shown to nobody");
  return data;
}

export const sees = (s: Session, kind: string) => (s.visible as string[]).includes(kind);

const decides = ["team_inspector", "provincial_inspector", "thematic_inspector", "provincial_director", "thematic_director", "head_of_team"];

/** mayDecide says whether a page offers decisions on targets; the server has the last word. */
export const mayDecide = (s: Session) => s.actor.roles?.some((r) => decides.includes(r)) ?? false;
