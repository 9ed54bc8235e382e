import { queryOptions, useQuery } from "@tanstack/react-query";
import { erase, met } from "./vault";
import { Failure, get, type Got, type Schemas } from "./server";

export type Session = Got<"/session">;

/** session is who is logged in; null: nobody. */
export const session = queryOptions({
  queryKey: ["session"],
  queryFn: async (): Promise<Session | null> => {
    try {
      const who = await get("/session");
      if (!who.mustChange) await met(who.user.id);
      return who;
    } catch (err) {
      // Locked, or logged out everywhere: what was taken into the field goes at this very contact, whatever page makes it.
      if (err instanceof Failure && err.problem?.type.endsWith(":sessionEnded")) await erase();
      if (err instanceof Failure && err.status === 401) return null;
      throw err;
    }
  },
  staleTime: 5 * 60_000,
  networkMode: "always", // without a network the answer is that there is none, and not to wait for one
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
