import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

/** Happening is an event as the server tells it: that something happened to a thing, and nothing of what is in it. */
export type Happening = { seq: number; kind: string; id: string; what: string };

/** useEvents listens while a page is open, and reads anew what it is told of: queries whose key begins with what a kind is listed under. */
export function useEvents(kinds: Record<string, string>) {
  const queries = useQueryClient();
  const latest = useRef(kinds);
  useEffect(() => {
    latest.current = kinds;
  });
  useEffect(() => {
    const events = new EventSource("/api/v1/events");
    events.onmessage = (m: MessageEvent<string>) => {
      const e = JSON.parse(m.data) as Happening;
      const key = latest.current[e.kind];
      if (key) void queries.invalidateQueries({ queryKey: [key] });
    };
    return () => events.close(); // a stream that breaks comes back by itself
  }, [queries]);
}
