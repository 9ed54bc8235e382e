import { keepPreviousData, useQuery } from "@tanstack/react-query";
import i18next from "i18next";
import { type Message, useSay } from "./language";
import { country, get, type Text } from "./server";

/** useCountry reads what the pack calls things, once a session. */
export const useCountry = () => useQuery({ queryKey: ["country"], queryFn: country, staleTime: 10 * 60_000, placeholderData: keepPreviousData });

/** useLists reads what people choose from. */
export const useLists = () => useQuery({ queryKey: ["lists"], queryFn: () => get("/lists"), staleTime: Infinity });

/** useWords gives the names of ids: those of the pack, and those of the house's own states. An id without a name stays as it is. */
export function useWords() {
  const { t, text } = useSay();
  const c = useCountry().data;
  const lists = useLists().data;
  const choice = (list: { id: string; name: Text }[] | null | undefined, id: string) => text(list?.find((x) => x.id === id)?.name) || id;
  return {
    word: (list: string, id?: string | null) => (id ? text(c?.words[list]?.[id]) || id : ""),
    model: (id: string) => text(c?.models[id]?.name) || id,
    indicator: (id: string) => text(c?.indicators[id]?.question) || id,
    feature: (id: string) => text(c?.features[id]) || id,
    outcome: (id: string) => choice(lists?.outcomes, id),
    decision: (id: string) => choice([...(lists?.declines ?? []), ...(lists?.deferrals ?? [])], id),
    /** own says a word of the house: own("state", "accepted") */
    own: (group: string, id: string) => (i18next.exists(`${group}.${id}`) ? t(`${group}.${id}` as Message) : id),
  };
}
