// The sheet of one target in the field: why, how it is visited, and what came of it.
import { Anchor, Button, Checkbox, Stack, Text } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Reasons } from "../../components/reasons";
import { Section } from "../../components/section";
import { Who } from "../../components/target";
import { useSay } from "../../lib/language";
import { may } from "../../lib/session";
import { methodFor, type Stop, type Taken } from "./taken";
import { Tell } from "./tell";

export function Sheet({ x, stop, tells }: { x: Taken; stop: Stop; tells: boolean }) {
  const { t, text } = useSay();
  const navigate = useNavigate();
  const [checked, setChecked] = useState<string[]>([]);
  const method = methodFor(x, stop);
  const can = may(stop.file, "feedback.give") || (stop.investigation ? may(stop.investigation, "investigation.enter_visit") : may(stop.file, "target.visit"));
  const go = (tell?: boolean) => void navigate({ to: "/field", search: { target: stop.file.id, tell } });
  return (
    <Stack gap="md">
      <Anchor component={Link} to="/field" search={{} as never} size="sm">{`← ${t("field.visits")}`}</Anchor>
      <Who target={stop.file.target} />
      {can && !tells && <Button onClick={() => go(true)}>{t("feedback.open")}</Button>}
      {tells ? <Tell x={x} stop={stop} checklist={checked} close={() => go()} /> : <Reasons reasons={stop.file.target.reasons ?? []} />}
      {method && !tells && (
        <Section title={t("field.checklist")}>
          <Text size="sm" c="dimmed" mb="xs">{text(method.title)}</Text>
          <Checkbox.Group value={checked} onChange={setChecked}>
            <Stack gap="xs">{(method.steps ?? []).map((s) => <Checkbox key={s.id} value={s.id} label={text(s.text)} />)}</Stack>
          </Checkbox.Group>
        </Section>
      )}
    </Stack>
  );
}
