import { Group, Paper, Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

/** Section is a part of a page with a heading of its own. */
export function Section({ title, right, children }: { title: string; right?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} className="surface" p="md">
      <Group justify="space-between" mb="xs" gap="xs">
        <Title order={2} id={id}>{title}</Title>
        {right}
      </Group>
      {children}
    </Paper>
  );
}

/** Facts are names with what stands for each; those that are not known are left out. */
export function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, v]) => v !== undefined && v !== "" && v !== null && v !== false)
        .map(([name, v]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt><Text size="sm" component="span">{name}</Text></dt>
            <dd className="hostile"><Text size="sm" component="span">{v}</Text></dd>
          </div>
        ))}
    </dl>
  );
}

/** Wide holds a table that may be wider than the page: it scrolls by itself, with the arrow keys too. */
export function Wide({ least, name, children }: { least: number; name: string; children: ReactNode }) {
  return (
    <div role="region" tabIndex={0} aria-label={name} style={{ overflowX: "auto" }}>
      <div style={{ minWidth: least }}>{children}</div>
    </div>
  );
}
