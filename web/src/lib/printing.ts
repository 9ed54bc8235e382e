import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** usePrinting says since when the page is being put on paper, and nothing while it is not. What it changes is drawn before the paper is. */
export function usePrinting(): Date | undefined {
  const [since, setSince] = useState<Date>();
  useEffect(() => {
    const begin = () => flushSync(() => setSince(new Date()));
    const end = () => setSince(undefined);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
  return since;
}
