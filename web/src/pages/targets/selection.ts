import { useEffect, useRef, useState } from "react";
import { asked, type TargetFile, type TargetsSearch } from "../../lib/targets";

/** Chosen is what a decision needs to know of a target. */
export type Chosen = Pick<TargetFile, "id" | "version"> & { assignedTo?: string };

/** useSelection keeps what is chosen of a list, across its pages; another list has nothing chosen. */
export function useSelection(items: TargetFile[], total: number, search: TargetsSearch) {
  const [kept, setKept] = useState<Map<string, Chosen>>(new Map());
  const [all, setAll] = useState(false);
  const last = useRef<string>(undefined);
  const list = JSON.stringify(asked({ ...search, sort: undefined }));
  useEffect(() => {
    setKept(new Map());
    setAll(false);
  }, [list]);

  const change = (f: (m: Map<string, Chosen>) => void) => {
    setAll(false);
    setKept((m) => {
      const next = new Map(m);
      f(next);
      return next;
    });
  };
  return {
    all,
    count: all ? total : kept.size,
    has: (id: string) => all || kept.has(id),
    files: () => [...kept.values()],
    everything: () => setAll(true),
    /** choose adds targets that need not be on this page. */
    choose: (these: Chosen[]) => change((m) => these.forEach((x) => m.set(x.id, x))),
    none: () => {
      setAll(false);
      setKept(new Map());
    },
    /** toggle chooses one, or with range all from the one before */
    toggle: (id: string, range = false) => {
      const at = items.findIndex((x) => x.id === id);
      const from = range && last.current ? items.findIndex((x) => x.id === last.current) : at;
      const these = items.slice(Math.min(at, from < 0 ? at : from), Math.max(at, from) + 1);
      const on = !kept.has(id);
      last.current = id;
      change((m) => these.forEach((x) => (on ? m.set(x.id, x) : m.delete(x.id))));
    },
    togglePage: () => {
      const on = !items.every((x) => kept.has(x.id));
      change((m) => items.forEach((x) => (on ? m.set(x.id, x) : m.delete(x.id))));
    },
  };
}
export type Selection = ReturnType<typeof useSelection>;
