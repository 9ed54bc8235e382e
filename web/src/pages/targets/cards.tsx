// The list on a phone: a card each.
import { Checkbox, Group, Stack, Text, UnstyledButton } from "@mantine/core";
import { Freshness, TargetState, Who } from "../../components/target";
import { useSay } from "../../lib/language";
import type { TargetFile } from "../../lib/targets";
import { useWords } from "../../lib/words";
import type { Selection } from "./selection";
import { useWhy } from "./table";

export function Cards({ items, chosen, open }: { items: TargetFile[]; chosen: Selection; open: (id: string) => void }) {
  const { t } = useSay();
  const { word } = useWords();
  const why = useWhy();
  return (
    <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
      {items.map((x) => (
        <Group key={x.id} component="li" className="surface" p="sm" gap="sm" wrap="nowrap" align="flex-start">
          <Checkbox mt={2} aria-label={t("targets.choose", { name: x.target.name || x.target.entity })} checked={chosen.has(x.id)} onChange={() => chosen.toggle(x.id)} />
          <UnstyledButton onClick={() => open(x.id)} style={{ flex: 1, minWidth: 0 }}>
            <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
              <Who target={x.target} />
              <TargetState state={x.state} />
            </Group>
            <Text size="sm" mt={4} lineClamp={3} className="hostile">
              {why(x)}
            </Text>
            <Group justify="space-between" mt={4} align="flex-end">
              <Text size="xs" c="dimmed">
                {word("sector", x.target.sector)} · {word("territory", x.target.territory)}
              </Text>
              <Freshness file={x} />
            </Group>
          </UnstyledButton>
        </Group>
      ))}
    </Stack>
  );
}
