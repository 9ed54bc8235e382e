import { queryOptions, useQuery } from "@tanstack/react-query";
import { Failure, get, type Got, type Schemas } from "./server";

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

export type Action = Schemas["Action"];

/** May is what the server says of a thing, or of the session: what its reader may do now. No page decides it. */
export type May = { may?: Action[] };

/** may says whether something may be done to a thing, and of the session whether it may be done to any. */
export const may = (of: May, a: Action) => of.may?.includes(a) ?? false;
