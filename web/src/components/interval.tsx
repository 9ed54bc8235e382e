// Figures with their intervals on one axis, drawn plainly: what the bars show, the words beside them say.
import { Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Schemas } from "../lib/server";

export type Figure = Schemas["Figure"];
export type Line = { key: string; label: ReactNode; figure?: Figure | null; says: string; strong?: boolean };

/** Intervals draws one bar a line, all on the axis of the widest of them; mark is a value that they are held against, such as chance. */
export function Intervals({ lines, least, most, mark }: { lines: Line[]; least?: number; most?: number; mark?: number }) {
  const known = lines.flatMap((l) => (l.figure ? [l.figure.low, l.figure.high, l.figure.value] : []));
  const low = Math.min(least ?? Infinity, mark ?? Infinity, ...known);
  const high = Math.max(most ?? -Infinity, mark ?? -Infinity, ...known);
  const at = (v: number) => (high > low ? ((v - low) / (high - low)) * 100 : 50);
  return (
    <Stack gap={10} component="ul" p={0} m={0} style={{ listStyle: "none" }}>
      {lines.map((l) => (
        <li key={l.key} className="interval">
          <Text size="sm" fw={l.strong ? 700 : 400} component="div" className="hostile">{l.label}</Text>
          <svg aria-hidden="true" width="100%" height="18" focusable="false">
            <line x1="0%" x2="100%" y1="9" y2="9" stroke="var(--line)" />
            {mark !== undefined && <line x1={`${at(mark)}%`} x2={`${at(mark)}%`} y1="0" y2="18" stroke="var(--mantine-color-dimmed)" strokeDasharray="3 3" />}
            {l.figure && (
              <>
                <line x1={`${at(l.figure.low)}%`} x2={`${at(l.figure.high)}%`} y1="9" y2="9" stroke="var(--mantine-primary-color-filled)" strokeOpacity={l.strong ? 0.75 : 0.4} strokeWidth="8" />
                <circle cx={`${at(l.figure.value)}%`} cy="9" r="5" fill="var(--mantine-primary-color-filled)" stroke="var(--surface)" />
              </>
            )}
          </svg>
          <Text size="sm" component="div">{l.says}</Text>
        </li>
      ))}
    </Stack>
  );
}

/** Numbers are a few figures in a row, each with what it counts. */
export function Numbers({ items }: { items: [string, ReactNode][] }) {
  return (
    <Group component="dl" gap="xl" m={0} align="flex-start">
      {items.map(([name, value]) => (
        <Stack key={name} gap={0} component="div" style={{ flexDirection: "column-reverse" }}>
          <Text size="xs" c="dimmed" component="dt">{name}</Text>
          <Text fw={650} size="lg" component="dd" m={0}>{value}</Text>
        </Stack>
      ))}
    </Group>
  );
}
