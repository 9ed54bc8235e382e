import { useSyncExternalStore } from "react";

// Why dossiers are opened, as it was said; it goes with the log-in, and is asked again at the next.
const kept = "vigie.purpose";
const listeners = new Set<() => void>();

export function sayPurpose(purpose: string) {
  if (purpose) sessionStorage.setItem(kept, purpose);
  else sessionStorage.removeItem(kept);
  listeners.forEach((l) => l());
}

export const usePurpose = () =>
  useSyncExternalStore(
    (l) => {
      listeners.add(l);
      return () => listeners.delete(l);
    },
    () => sessionStorage.getItem(kept) ?? "",
  );

/** purposeHeader is the purpose as a header can bear it: letters without their marks, and nothing that no header knows. */
export const purposeHeader = (purpose: string) => ({ "Vigie-Purpose": purpose.normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\x20-\x7e]/g, "?").slice(0, 500) });
