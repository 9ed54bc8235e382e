// Sentences that the server says, with days in them as 2026-01-05.
import { useCallback } from "react";
import { useFormat } from "./format";

/** useSentence gives what writes the days of a sentence as the language does. */
export function useSentence() {
  const { date } = useFormat();
  return useCallback((s: string) => s.replace(/\b\d{4}-\d{2}-\d{2}\b/g, date), [date]);
}
