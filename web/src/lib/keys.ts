import { useEffect, useRef } from "react";

/** useKeys lets single keys act, except while somebody writes, and while a dialogue is open that they do not belong to. */
export function useKeys(keys: Record<string, () => void>, on = true) {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!on) return;
    const press = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || writes(e.target)) return;
      const act = latest.current[e.key];
      if (!act) return;
      e.preventDefault();
      act();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [on]);
}

const writes = (at: EventTarget | null) =>
  at instanceof HTMLElement && (at.isContentEditable || ["TEXTAREA", "SELECT"].includes(at.tagName) || (at instanceof HTMLInputElement && at.type !== "checkbox"));
