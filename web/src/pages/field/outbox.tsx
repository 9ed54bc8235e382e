import { Button, Group, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Mark } from "../../components/act";
import { Section } from "../../components/section";
import { useFormat } from "../../lib/format";
import { useSay } from "../../lib/language";
import { retry, type Told, withdraw } from "../../lib/outbox";
import type { Taken } from "./taken";

/** Outbox shows what was not sent yet, and what was sent and not applied, with what was said to it. */
export function Outbox({ told, taken }: { told: Told[]; taken: Taken }) {
  const { t } = useSay();
  const { time } = useFormat();
  const queries = useQueryClient();
  if (told.length === 0) return null;
  const versions = Object.fromEntries([...taken.targets, ...taken.investigations].map((x) => [x.id, x.version]));
  const renew = () => queries.invalidateQueries({ queryKey: ["field"] });
  return (
    <Section title={t("field.outbox")}>
      <Stack gap="sm">
        {told.map((x) => (
          <div key={x.id}>
            <Group justify="space-between" wrap="nowrap"><Text size="sm" fw={600} className="hostile">{x.name}</Text><Mark tone={x.refused ? "late" : "soon"}>{x.refused ? t("field.refused") : t("field.waits")}</Mark></Group>
            <Text size="xs" c="dimmed">{time(x.at)}</Text>
            {x.refused && (
              <>
                <Text size="sm" className="hostile" my={4}>{x.refused.said}</Text>
                <Group gap="xs">
                  <Button size="xs" onClick={() => void retry(x.id, versions).then(renew)}>{t("field.sendAgain")}</Button>
                  <Button size="xs" variant="default" onClick={() => window.confirm(t("field.withdrawSure")) && void withdraw(x.id).then(renew)}>{t("field.withdraw")}</Button>
                </Group>
              </>
            )}
          </div>
        ))}
      </Stack>
    </Section>
  );
}
