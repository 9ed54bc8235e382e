// A chart, drawn by ECharts, which is fetched when the first one is shown. Its table twin stands beside it, for who does not see it and for
// who wants the figures.
import { Table, Text, useComputedColorScheme } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { useSay } from "../lib/language";
import type { Drawn, Option } from "./chart_core";

export type { Option };

export function Chart({ option, height = 260, label, wheel }: { option: Option; height?: number; label: string; wheel?: (from: number, to: number) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn>(undefined);
  const latest = useRef({ option, wheel });
  latest.current = { option, wheel };
  useEffect(() => {
    let gone = false;
    let watch: ResizeObserver | undefined;
    void import("./chart_core").then(({ draw }) => {
      if (gone || !box.current) return;
      drawn.current = draw(box.current, latest.current.option, (from, to) => latest.current.wheel?.(from, to));
      box.current.dataset.drawn = "true";
      watch = new ResizeObserver(() => drawn.current?.resize());
      watch.observe(box.current);
    });
    return () => {
      gone = true;
      watch?.disconnect();
      drawn.current?.dispose();
      drawn.current = undefined;
    };
  }, []);
  useEffect(() => drawn.current?.set(option), [option]);
  return <div ref={box} role="img" aria-label={label} style={{ height, width: "100%" }} />;
}

/** useInk gives the colours of a chart in the look of the page: they can be told apart without seeing colours, by their lightness. */
export function useInk() {
  const dark = useComputedColorScheme("light") === "dark";
  return dark
    ? { text: "#dfe4e8", dim: "#a8b1ba", line: "#363d44", own: "#74bac7", band: "#3d4852", mid: "#c3cad1", up: "#f0a35e", down: "#74bac7", surface: "#1d2125", marks: ["#74bac7", "#f0a35e", "#c9a7eb", "#8fd19e", "#f28b82", "#e6d36a"] }
    : { text: "#1f262c", dim: "#56606a", line: "#d8dfe4", own: "#0b5563", band: "#d5dbe1", mid: "#6b7680", up: "#b3541e", down: "#146b7d", surface: "#ffffff", marks: ["#0b5563", "#b3541e", "#6a3fa0", "#22733a", "#a32a2a", "#7a6500"] };
}

/** Twin is the table beside a chart; it is opened where it is wanted, and read by screen readers as a table. */
export function Twin({ label, columns, rows }: { label: string; columns: string[]; rows: ReactNode[][] }) {
  const { t } = useSay();
  return (
    <details>
      <summary>
        <Text span size="xs" fw={600}>
          {t("chart.table")}
        </Text>
      </summary>
      <Table.ScrollContainer minWidth={320} mah={320} type="native" tabIndex={0} role="region" aria-label={label}>
        <Table fz="xs" verticalSpacing={2} aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((c) => (
                <Table.Th key={c}>{c}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((r, i) => (
              <Table.Tr key={i}>
                {r.map((c, j) => (
                  <Table.Td key={j}>{c}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </details>
  );
}
